import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { Diagnostic, InitializeResult, Range } from 'vscode-languageserver';
import type { Readable, Writable } from 'node:stream';

/** One change of a document; without a range the whole text. */
export interface Change {
  readonly range?: Range;
  readonly text: string;
}

/** A client that speaks to a server over a pair of streams. */
export interface Session {
  readonly initialized: InitializeResult;
  request(method: string, params?: unknown): Promise<unknown>;
  notify(method: string, params?: object | number): Promise<void>;
  open(uri: string, text: string): Promise<void>;
  change(uri: string, version: number, changes: readonly Change[]): Promise<void>;
  /** What the server says of this version of a document, as soon as it has said it. */
  diagnostics(uri: string, version: number): Promise<readonly Diagnostic[]>;
  /** What the server says next of a document. */
  nextDiagnostics(uri: string): Promise<readonly Diagnostic[]>;
  /** What the server next says by this method. */
  nextNotification(method: string): Promise<unknown>;
  /** Fails with the first line that the server writes to the user's log: it has none to write if all goes well. */
  readonly complaint: Promise<never>;
}

interface PublishedDiagnostics {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a client says of itself; nothing where nothing is said. */
export interface ClientNature {
  readonly capabilities?: object;
  readonly initializationOptions?: object;
  /** Its answers to requests of the server. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** Connects and initializes. */
export async function connect(
  fromServer: Readable,
  toServer: Writable,
  { capabilities = {}, initializationOptions = {}, answers = {} }: ClientNature = {},
): Promise<Session> {
  const connection = createMessageConnection(new StreamMessageReader(fromServer), new StreamMessageWriter(toServer));
  const published = new Map<string, readonly Diagnostic[]>();
  const waiting = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  const versionOf = (uri: string, version: number | undefined): string => `${uri} ${version}`;
  const next = (key: string): Promise<readonly Diagnostic[]> => new Promise((resolve) => waiting.set(key, resolve));

  connection.onNotification('textDocument/publishDiagnostics', (params: PublishedDiagnostics) => {
    const key = versionOf(params.uri, params.version);
    published.set(key, params.diagnostics);
    for (const each of [key, params.uri]) waiting.get(each)?.(params.diagnostics);
  });
  const complaint = new Promise<never>((_, reject) => {
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => reject(new Error(message)));
  });
  complaint.catch(() => {});
  for (const [method, answer] of Object.entries(answers)) connection.onRequest(method, () => answer);
  const notified = new Map<string, (params: unknown) => void>();
  connection.onNotification((method, params) => notified.get(method)?.(params));
  connection.listen();

  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});

  return {
    initialized,
    complaint,
    request: (method, params) => connection.sendRequest(method, params),
    notify: (method, params = {}) => connection.sendNotification(method, params),
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'region', version: 1, text },
      }),
    change: (uri, version, contentChanges) =>
      connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    diagnostics: (uri, version) => {
      const known = published.get(versionOf(uri, version));
      return known ? Promise.resolve(known) : next(versionOf(uri, version));
    },
    nextDiagnostics: next,
    nextNotification: (method) => new Promise((resolve) => notified.set(method, resolve)),
  };
}
