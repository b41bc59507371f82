import type { Connection, TextDocumentPositionParams, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { locator, type CodeLink, type Locate } from './convert.ts';
import type { Analyses } from './analyses.ts';
import type { Analysis } from '../src/service/analyse.ts';
import type { Examinations } from './examinations.ts';
import type { Settings } from './settings.ts';

/** What the answers to one client have in common. */
export interface Session {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly analyses: Analyses;
  readonly examinations: Examinations;
  /** The text of a data file, by its URI; undefined where there is none. */
  readonly loadData: (uri: string) => Promise<string | undefined>;
  readonly client: () => Client;
  readonly settings: () => Settings;
}

/** What the client said of itself. */
export interface Client {
  /** It asks for diagnostics, so that they need not be pushed. */
  readonly pulls: boolean;
  /** Its Markdown shows pictures. */
  readonly pictures: boolean;
  /** It has the commands of the extension (`region.show` ...), which code lenses call. */
  readonly commands: boolean;
  readonly codeLink: CodeLink;
  /** It reads settings on demand. */
  readonly configuration: boolean;
  readonly refreshes: { readonly inlays: boolean; readonly lenses: boolean; readonly diagnostics: boolean };
  /** Completions may have places to fill in. */
  readonly snippets: boolean;
}

/** A document as it is now, with what is known of it. */
export interface Opened {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  readonly locate: Locate;
}

/** The document of a request; undefined where it is not open. */
export async function opened({ documents, analyses }: Session, uri: string): Promise<Opened | undefined> {
  const document = documents.get(uri);
  if (!document) return undefined;
  const analysis = await analyses.of(document);
  return { document, analysis, locate: locator(uri, analysis) };
}

/** The same with the place that a request is about. The offset is read before anything else may change the text. */
export async function openedAt(
  session: Session,
  { textDocument: { uri }, position }: TextDocumentPositionParams,
): Promise<(Opened & { readonly offset: number }) | undefined> {
  const offset = session.documents.get(uri)?.offsetAt(position);
  if (offset === undefined) return undefined;
  const found = await opened(session, uri);
  return found && { ...found, offset };
}

/** A bug in an answer is told to the user's log and costs that answer only. */
export async function attempt<T>(
  { connection }: Pick<Session, 'connection'>,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return undefined;
  }
}
