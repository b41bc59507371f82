import { DocumentDiagnosticReportKind, type Diagnostic, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { attempt, opened, type Opened, type Session } from './session.ts';
import { claimsFor, claimsNotification } from './claims.ts';
import { toDiagnostic } from './convert.ts';

/** Waits this many milliseconds for the next key before it looks at a changed text. */
const pause = 20;

/** What the server does when a text may have something new to be told. */
export interface Publisher {
  /** Looks again soon. */
  look(uri: string): void;
  /** Stops looking, and tells that there is nothing of this document. */
  close(uri: string): void;
}

/** Diagnostics: pushed to clients that do not ask for them, and those asked for answered. */
export function registerDiagnostics(session: Session): Publisher {
  const { connection, documents, examinations, client } = session;
  const waiting = new Map<string, NodeJS.Timeout>();

  const refresh = (): void => {
    const { inlays, lenses, diagnostics } = client().refreshes;
    if (inlays) connection.languages.inlayHint.refresh().catch(ignore);
    if (lenses) connection.sendRequest('workspace/codeLens/refresh').catch(ignore);
    if (diagnostics) void connection.languages.diagnostics.refresh();
  };

  const publish = async (uri: string): Promise<void> => {
    const version = documents.get(uri)?.version;
    const found = await opened(session, uri);
    // Meanwhile it may have changed or been closed; a later call then tells the rest.
    if (!found || documents.get(uri)?.version !== version) return;
    const { analysis, document } = found;
    if (!client().pulls)
      await connection.sendDiagnostics({ uri, version: document.version, diagnostics: diagnosticsOf(session, found) });
    if (client().commands) await connection.sendNotification(claimsNotification, claimsFor(session, found));
    if (session.settings().examine && !examinations.isCurrent(uri, analysis)) {
      examinations.start(uri, analysis, () => {
        void attempt(session, () => publish(uri));
        refresh();
      });
    }
  };

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => {
    const report = await attempt(session, async (): Promise<DocumentDiagnosticReport> => {
      const found = await opened(session, uri);
      const items = found ? diagnosticsOf(session, found) : [];
      const resultId = idOf(items);
      return resultId === previousResultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
        : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    });
    return report ?? { kind: DocumentDiagnosticReportKind.Full, items: [] };
  });

  return {
    look(uri) {
      examinations.cancel(uri);
      clearTimeout(waiting.get(uri));
      const soon = setTimeout(() => {
        waiting.delete(uri);
        void attempt(session, () => publish(uri));
      }, pause);
      waiting.set(uri, soon);
    },
    close(uri) {
      clearTimeout(waiting.get(uri));
      waiting.delete(uri);
      examinations.forget(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}

function diagnosticsOf({ examinations, client }: Session, { document, analysis, locate }: Opened): Diagnostic[] {
  const { problems } = examinations.of(document.uri, analysis);
  return [...analysis.problems, ...problems].flatMap((problem) => toDiagnostic(problem, locate, client().codeLink));
}

/** The same diagnostics have the same id. */
function idOf(items: readonly Diagnostic[]): string {
  let hash = 0;
  for (const letter of JSON.stringify(items)) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return `${items.length} ${hash}`;
}

/** A client that cannot refresh keeps what it has until it asks. */
function ignore(): void {}
