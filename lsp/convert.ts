import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeAction,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import type { Problem } from '../src/service/problems.ts';
import type { Severity } from '../src/base/catalogue/entry.ts';
import type { Span } from '../src/base/source.ts';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** The place in lines and characters from 0. */
export function toRange(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

export function toDiagnostic(document: TextDocument, problem: Problem): Diagnostic {
  const { code, message, severity, span, related } = problem;
  return {
    range: toRange(document, span),
    severity: severities[severity],
    code,
    source: 'region',
    message,
    relatedInformation: related
      .filter((place) => place.span.file === document.uri)
      .map((place) => ({
        location: { uri: document.uri, range: toRange(document, place.span) },
        message: place.message,
      })),
    // Editors grey what carries this tag, which is what hints are for.
    ...(severity === 'hint' && { tags: [DiagnosticTag.Unnecessary] }),
  };
}

/** One quick fix for each way that the problem offers. */
export function toCodeActions(document: TextDocument, problem: Problem): CodeAction[] {
  return problem.fixes.map(({ title, safe, edits }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, problem)],
    isPreferred: safe,
    edit: {
      changes: {
        [document.uri]: edits.map(({ span, text }) => ({ range: toRange(document, span), newText: text })),
      },
    },
  }));
}

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
