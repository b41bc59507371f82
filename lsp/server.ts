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
} from 'vscode-languageserver';
import { analyse, type Analysis } from '../src/service/analyse.ts';
import { hover } from '../src/service/hover.ts';
import { makeSource } from '../src/base/source.ts';
import { problemsIn } from '../src/service/problems.ts';
import { toCodeActions, toDiagnostic, toRange } from './convert.ts';

/** Waits this many milliseconds for the next key before it looks at a changed text. */
const pause = 20;

/**
 * Answers a client over `connection`. Diagnostics are pushed, which every client understands. Places count in
 * UTF-16 code units on both sides.
 */
export function startServer(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const analysisOf = rememberAnalyses();
  const waiting = new Map<string, NodeJS.Timeout>();

  // A bug in an answer is told to the user's log and costs that answer only.
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return undefined;
    }
  };

  const publish = (uri: string): void => {
    const document = documents.get(uri);
    const diagnostics = document && analysisOf(document).problems.map((problem) => toDiagnostic(document, problem));
    void connection.sendDiagnostics({
      uri,
      ...(document && { version: document.version }),
      diagnostics: diagnostics ?? [],
    });
  };

  connection.onInitialize(() => ({
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    },
    serverInfo: { name: 'regionc' },
  }));

  documents.onDidChangeContent(({ document: { uri } }) => {
    clearTimeout(waiting.get(uri));
    waiting.set(
      uri,
      setTimeout(() => attempt(() => publish(uri)), pause),
    );
  });

  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
    publish(uri);
  });

  connection.onHover(({ textDocument, position }): Hover | undefined =>
    attempt(() => {
      const document = documents.get(textDocument.uri);
      const found = document && hover(analysisOf(document), document.offsetAt(position));
      if (!found) return undefined;
      return {
        contents: { kind: MarkupKind.Markdown, value: found.markdown },
        range: toRange(document, found.span),
      };
    }),
  );

  connection.onCodeAction(({ textDocument, range }): CodeAction[] | undefined =>
    attempt(() => {
      const document = documents.get(textDocument.uri);
      if (!document) return undefined;
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      return problemsIn(analysisOf(document).problems, start, end).flatMap((problem) =>
        toCodeActions(document, problem),
      );
    }),
  );

  documents.listen(connection);
  connection.listen();
}

/** Analyses each version of a document once, however many requests come for it. */
function rememberAnalyses(): (document: TextDocument) => Analysis {
  const known = new WeakMap<TextDocument, { readonly version: number; readonly analysis: Analysis }>();
  return (document) => {
    const last = known.get(document);
    if (last?.version === document.version) return last.analysis;
    const analysis = analyse(makeSource(document.uri, document.getText()));
    known.set(document, { version: document.version, analysis });
    return analysis;
  };
}
