import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  PositionEncodingKind,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { attempt, type Client, type Session } from './session.ts';
import { defaultSettings, readSettings } from './settings.ts';
import { fixAllKind, registerActions } from './actions.ts';
import { makeAnalyses } from './analyses.ts';
import { makeExaminations } from './examinations.ts';
import { registerClaims } from './claims.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { registerHierarchy } from './hierarchy.ts';
import { registerNavigation } from './navigation.ts';
import { registerReading } from './reading.ts';
import { registerWriting } from './writing.ts';
import { semanticModifiers, semanticTypes } from '../src/service/semantic-tokens.ts';
import type { Host } from './host.ts';

/** Answers a client over `connection`. Places count in UTF-16 code units on both sides. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  let client = clientOf({ processId: null, rootUri: null, capabilities: {} });
  let settings = defaultSettings;
  let folders: readonly string[] = [];
  const analyses = makeAnalyses(documents, host, () => folders);
  const examinations = makeExaminations(host, (error) => connection.console.error(String(error)));
  const session: Session = {
    connection,
    documents,
    analyses,
    examinations,
    loadData: (uri) => host.readText(uri),
    client: () => client,
    settings: () => settings,
  };

  connection.onInitialize((params) => {
    client = clientOf(params);
    settings = readSettings(params.initializationOptions);
    folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri === null ? [] : [params.rootUri]);
    return { capabilities, serverInfo: { name: 'regionc' } };
  });

  const publisher = registerDiagnostics(session);
  registerNavigation(session);
  registerHierarchy(session);
  registerWriting(session, host);
  registerReading(session);
  registerActions(session);
  registerClaims(session);

  const readConfiguration = (): Promise<void | undefined> =>
    attempt(session, async () => {
      settings = readSettings(await connection.workspace.getConfiguration('region'));
      for (const { uri } of documents.all()) publisher.look(uri);
    });

  connection.onInitialized(() => {
    if (!client.configuration) return;
    void connection.client.register(DidChangeConfigurationNotification.type, { section: 'region' });
    void readConfiguration();
  });
  connection.onDidChangeConfiguration(({ settings: sent }: { settings: unknown }) => {
    if (client.configuration) return void readConfiguration();
    settings = readSettings(isRecord(sent) ? sent['region'] : undefined);
  });

  documents.onDidChangeContent(({ document: { uri } }) => {
    for (const each of new Set([uri, ...analyses.forgetImporting()])) publisher.look(each);
  });
  documents.onDidOpen(() => analyses.forgetFiles());
  documents.onDidClose(({ document: { uri } }) => {
    analyses.forget(uri);
    publisher.close(uri);
    for (const each of analyses.forgetImporting()) publisher.look(each);
  });
  connection.onDidChangeWatchedFiles(() => {
    analyses.forgetFiles();
    for (const each of analyses.forgetImporting()) publisher.look(each);
  });
  connection.onShutdown(() => host.examiner?.close());

  documents.listen(connection);
  connection.listen();
}

const capabilities: ServerCapabilities = {
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  diagnosticProvider: { identifier: 'region', interFileDependencies: true, workspaceDiagnostics: false },
  hoverProvider: true,
  completionProvider: { triggerCharacters: ['.', ':', '(', '{', '"', ' '] },
  signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [':'] },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  callHierarchyProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  documentLinkProvider: {},
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...semanticTypes], tokenModifiers: [...semanticModifiers] },
    full: { delta: true },
    range: true,
  },
  inlayHintProvider: true,
  codeLensProvider: {},
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, CodeActionKind.Refactor] },
  renameProvider: { prepareProvider: true },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
};

function clientOf({ capabilities: { textDocument, workspace }, initializationOptions }: InitializeParams): Client {
  const options: Record<string, unknown> = isRecord(initializationOptions) ? initializationOptions : {};
  const { codeLink } = options;
  return {
    pulls: textDocument?.diagnostic !== undefined,
    pictures: options['pictures'] === true,
    commands: options['commands'] === true,
    codeLink: typeof codeLink === 'string' ? codeLink : undefined,
    configuration: workspace?.configuration === true,
    refreshes: {
      inlays: workspace?.inlayHint?.refreshSupport === true,
      lenses: workspace?.codeLens?.refreshSupport === true,
      diagnostics: workspace?.diagnostics?.refreshSupport === true,
    },
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
