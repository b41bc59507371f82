import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionKind,
  MarkupKind,
  PositionEncodingKind,
  TextDocuments,
  TextDocumentSyncKind,
  type CodeAction,
  type Connection,
  type Hover,
  type TextEdit,
} from 'vscode-languageserver';
import { formatEdits } from '../src/service/format.ts';
import { hover } from '../src/service/hover.ts';
import { locator, toCodeActions, toDiagnostic } from './convert.ts';
import { makeAnalyses, type ReadText } from './analyses.ts';
import { makeSource } from '../src/base/source.ts';
import { problemsIn } from '../src/service/problems.ts';

/** Waits this many milliseconds for the next key before it looks at a changed text. */
const pause = 20;

/**
 * Answers a client over `connection`. Diagnostics are pushed, which every client understands. Places count in
 * UTF-16 code units on both sides.
 */
export function startServer(connection: Connection, readText: ReadText): void {
  const documents = new TextDocuments(TextDocument);
  const analyses = makeAnalyses(documents, readText);
  const waiting = new Map<string, NodeJS.Timeout>();

  // A bug in an answer is told to the user's log and costs that answer only.
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return undefined;
    }
  };

  const publish = async (uri: string): Promise<void> => {
    const document = documents.get(uri);
    if (!document) return;
    const { version } = document;
    const analysis = await analyses.of(document);
    // Meanwhile it may have changed or been closed; a later call then tells the rest.
    if (documents.get(uri)?.version !== version) return;
    const locate = locator(uri, analysis);
    const diagnostics = analysis.problems.flatMap((problem) => toDiagnostic(problem, locate));
    await connection.sendDiagnostics({ uri, version, diagnostics });
  };

  const lookAgain = (uri: string): void => {
    clearTimeout(waiting.get(uri));
    const soon = setTimeout(() => {
      waiting.delete(uri);
      void attempt(() => publish(uri));
    }, pause);
    waiting.set(uri, soon);
  };

  connection.onInitialize(() => ({
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      documentFormattingProvider: true,
    },
    serverInfo: { name: 'regionc' },
  }));

  documents.onDidChangeContent(({ document: { uri } }) => {
    for (const each of new Set([uri, ...analyses.forgetImporting()])) lookAgain(each);
  });

  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
    analyses.forget(uri);
    for (const each of analyses.forgetImporting()) lookAgain(each);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.onDidChangeWatchedFiles(() => {
    for (const each of analyses.forgetImporting()) lookAgain(each);
  });

  connection.onHover(({ textDocument: { uri }, position }) =>
    attempt(async (): Promise<Hover | undefined> => {
      const document = documents.get(uri);
      if (!document) return undefined;
      const offset = document.offsetAt(position);
      const analysis = await analyses.of(document);
      const found = hover(analysis, offset);
      const place = found && locator(uri, analysis)(found.span);
      return place && { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: place.range };
    }),
  );

  connection.onCodeAction(({ textDocument: { uri }, range }) =>
    attempt(async (): Promise<CodeAction[] | undefined> => {
      const document = documents.get(uri);
      if (!document) return undefined;
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      const analysis = await analyses.of(document);
      const locate = locator(uri, analysis);
      return problemsIn(analysis.problems, start, end).flatMap((problem) => toCodeActions(problem, locate));
    }),
  );

  connection.onDocumentFormatting(({ textDocument: { uri }, options: { tabSize, insertSpaces } }) =>
    attempt(async (): Promise<TextEdit[] | undefined> => {
      const document = documents.get(uri);
      if (!document) return undefined;
      const source = makeSource(uri, document.getText());
      const edits = await formatEdits(source, { tabWidth: tabSize, useTabs: !insertSpaces });
      return edits.map(({ span: { start, end }, text }) => ({
        range: { start: document.positionAt(start), end: document.positionAt(end) },
        newText: text,
      }));
    }),
  );

  documents.listen(connection);
  connection.listen();
}
