import { CodeActionKind, type CodeAction } from 'vscode-languageserver';
import { fixAll } from '../src/service/fix-all.ts';
import { refactorings, type Refactoring } from '../src/service/refactor/refactorings.ts';
import { problemsIn, type Problem } from '../src/service/problems.ts';
import { attempt, opened, type Opened, type Session } from './session.ts';
import { toChanges, toDiagnostic } from './convert.ts';

/** What an editor offers to do with a piece of text: fixes, and changes that keep its meaning. */
export function registerActions(session: Session): void {
  session.connection.onCodeAction(({ textDocument: { uri }, range, context: { only } }) =>
    attempt(session, async (): Promise<CodeAction[] | undefined> => {
      const document = session.documents.get(uri);
      if (!document) return undefined;
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      const found = await opened(session, uri);
      if (!found) return undefined;
      const isWanted = (kind: string): boolean =>
        only === undefined ? kind !== fixAllKind : only.some((each) => kind === each || kind.startsWith(`${each}.`));
      const actions: CodeAction[] = [];
      if (isWanted(CodeActionKind.QuickFix)) {
        const { analysis } = found;
        const problems = [...analysis.problems, ...session.examinations.of(uri, analysis).problems];
        actions.push(...problemsIn(problems, start, end).flatMap((problem) => quickFixes(problem, found, session)));
      }
      for (const { title, kind, edits } of refactorings(found.analysis, start, end)) {
        const actionKind = kinds[kind];
        if (isWanted(actionKind))
          actions.push({ title, kind: actionKind, edit: { changes: toChanges(edits, found.locate) } });
      }
      if (isWanted(fixAllKind)) actions.push(...fixAllActions(found));
      return actions;
    }),
  );
}

const kinds: Record<Refactoring['kind'], string> = {
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
};

/** On saving, and on demand. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.region`;

/** One quick fix for each way that the problem offers. */
function quickFixes(problem: Problem, { locate }: Opened, { client }: Session): CodeAction[] {
  return problem.fixes.map((fix) => ({
    // A menu starts its entries with a capital.
    title: `${fix.title.charAt(0).toUpperCase()}${fix.title.slice(1)}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: toDiagnostic(problem, locate, client().codeLink),
    isPreferred: fix.safe,
    edit: { changes: toChanges(fix.edits, locate) },
  }));
}

function fixAllActions({ analysis, locate }: Opened): CodeAction[] {
  const edits = fixAll(analysis);
  if (edits.length === 0) return [];
  return [{ title: 'Mend all that is safe to mend', kind: fixAllKind, edit: { changes: toChanges(edits, locate) } }];
}
