import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeAction,
  type Diagnostic,
  type Location,
  type TextEdit,
} from 'vscode-languageserver';
import { uriOf } from './uri.ts';
import type { Analysis } from '../src/service/analyse.ts';
import type { Fix } from '../src/base/diagnostic.ts';
import type { Problem } from '../src/service/problems.ts';
import type { Severity } from '../src/base/catalogue/entry.ts';
import type { Span } from '../src/base/source.ts';

/** Where a span is for the client, in lines and characters from 0; undefined in a file that was not read. */
export type Locate = (span: Span) => Location | undefined;

/** Places in the texts of an analysis of the document `uri`: as they were then, whatever was typed since. */
export function locator(uri: string, { source, sources }: Analysis): Locate {
  const texts = new Map(
    sources.map(({ path, text }) => {
      const its = path === source.path ? uri : uriOf(path, uri);
      return [path, TextDocument.create(its, 'region', 0, text)];
    }),
  );
  return ({ file, start, end }) => {
    const text = texts.get(file);
    return text && { uri: text.uri, range: { start: text.positionAt(start), end: text.positionAt(end) } };
  };
}

export function toDiagnostic(
  { code, message, severity, unused, span, related }: Problem,
  locate: Locate,
): Diagnostic[] {
  const place = locate(span);
  if (!place) return [];
  const relatedInformation = related.flatMap((other) => {
    const location = locate(other.span);
    return location ? [{ location, message: other.message }] : [];
  });
  return [
    {
      range: place.range,
      severity: severities[severity],
      code,
      source: 'region',
      message,
      relatedInformation,
      ...(unused && { tags: [DiagnosticTag.Unnecessary] }),
    },
  ];
}

/** One quick fix for each way that the problem offers. */
export function toCodeActions(problem: Problem, locate: Locate): CodeAction[] {
  return problem.fixes.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: toDiagnostic(problem, locate),
    isPreferred: fix.safe,
    edit: { changes: toChanges(fix, locate) },
  }));
}

function toChanges({ edits }: Fix, locate: Locate): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { span, text } of edits) {
    const place = locate(span);
    if (place) (changes[place.uri] ??= []).push({ range: place.range, newText: text });
  }
  return changes;
}

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
