import { DocumentDiagnosticReportKind, type Diagnostic, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { attempt, opened, type Opened, type Session } from './session.ts';
import { carryProblems } from '../src/service/carry.ts';
import { claimsFor, claimsNotification } from './claims.ts';
import { locatorIn, toDiagnostic, type Locate } from './convert.ts';
import type { Analysis } from '../src/service/analyse.ts';
import type { Problem } from '../src/service/problems.ts';

/** Waits this many milliseconds for the next key before it looks at what a changed text means. */
const pause = 20;

/** What the server does when a text may have something new to be told. */
export interface Publisher {
  /** Looks again: at the syntax at once, at the rest soon. */
  look(uri: string): void;
  /** Stops looking, and tells that there is nothing of this document. */
  close(uri: string): void;
}

/** What a client knows of a document. */
interface Told {
  readonly syntaxId: string;
  /** Where the rest of what it knows comes from. */
  readonly analysis?: Analysis;
}

/**
 * Diagnostics: pushed to clients that do not ask for them, and those asked for answered. Those of the syntax are pushed
 * to every client, at once; a client that asks has them beside what it asked for.
 */
export function registerDiagnostics(session: Session): Publisher {
  const { connection, documents, analyses, examinations, client } = session;
  const waiting = new Map<string, NodeJS.Timeout>();
  const told = new Map<string, Told>();

  const refresh = (): void => {
    const { inlays, lenses, diagnostics } = client().refreshes;
    if (inlays) connection.languages.inlayHint.refresh().catch(ignore);
    if (lenses) connection.sendRequest('workspace/codeLens/refresh').catch(ignore);
    if (diagnostics) void connection.languages.diagnostics.refresh();
  };

  const tellSyntax = async (uri: string): Promise<void> => {
    const document = documents.get(uri);
    if (!document) return;
    const { source, problems } = analyses.syntaxOf(document);
    const last = told.get(uri) ?? { syntaxId: idOf([]) };
    const locate = locatorIn(uri, [source, ...(last.analysis?.sources ?? [])]);
    const syntax = diagnosticsOf(session, problems, locate);
    const syntaxId = idOf(syntax);
    if (syntaxId === last.syntaxId) return;
    told.set(uri, { ...last, syntaxId });
    if (client().pulls) return connection.sendDiagnostics({ uri, version: document.version, diagnostics: syntax });
    const known = last.analysis
      ? carryProblems(last.analysis.meaningProblems, source.path, last.analysis.source.text, source.text)
      : [];
    // Without the version: there is more to tell of this one.
    return connection.sendDiagnostics({ uri, diagnostics: [...syntax, ...diagnosticsOf(session, known, locate)] });
  };

  const publish = async (uri: string): Promise<void> => {
    const version = documents.get(uri)?.version;
    const found = await opened(session, uri);
    // Meanwhile it may have changed or been closed; a later call then tells the rest.
    if (!found || documents.get(uri)?.version !== version) return;
    const { analysis, document, locate } = found;
    const syntax = diagnosticsOf(session, analysis.syntax.problems, locate);
    told.set(uri, { syntaxId: idOf(syntax), analysis });
    if (!client().pulls) {
      const diagnostics = [...syntax, ...meaningOf(session, found)];
      await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    }
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
      const items = found ? meaningOf(session, found) : [];
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
      const after = (milliseconds: number, work: () => Promise<void>): void => {
        clearTimeout(waiting.get(uri));
        waiting.set(
          uri,
          setTimeout(() => void attempt(session, work), milliseconds),
        );
      };
      after(0, async () => {
        // A text that was just opened is not being typed.
        after(told.has(uri) ? pause : 0, () => publish(uri));
        await tellSyntax(uri);
      });
    },
    close(uri) {
      clearTimeout(waiting.get(uri));
      waiting.delete(uri);
      told.delete(uri);
      examinations.forget(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}

/** All but the syntax. */
function meaningOf(session: Session, { document, analysis, locate }: Opened): Diagnostic[] {
  const { problems } = session.examinations.of(document.uri, analysis);
  return diagnosticsOf(session, [...analysis.meaningProblems, ...problems], locate);
}

function diagnosticsOf({ client }: Session, problems: readonly Problem[], locate: Locate): Diagnostic[] {
  return problems.flatMap((problem) => toDiagnostic(problem, locate, client().codeLink));
}

/** The same diagnostics have the same id. */
function idOf(items: readonly Diagnostic[]): string {
  let hash = 0;
  for (const letter of JSON.stringify(items)) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return `${items.length} ${hash}`;
}

/** A client that cannot refresh keeps what it has until it asks. */
function ignore(): void {}
