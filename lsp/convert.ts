import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type Location,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import { uriOf } from './uri.ts';
import type { Analysis } from '../src/service/analyse.ts';
import type { Edit } from '../src/base/diagnostic.ts';
import type { Problem } from '../src/service/problems.ts';
import type { Severity } from '../src/base/catalogue/entry.ts';
import type { Source, Span } from '../src/base/source.ts';

/** Where a span is for the client, in lines and characters from 0; undefined in a file that was not read. */
export type Locate = (span: Span) => Location | undefined;

/** Places in the texts of an analysis of the document `uri`: as they were then, whatever was typed since. */
export function locator(uri: string, { source, sources }: Analysis): Locate {
  return locatorIn(uri, [source, ...sources]);
}

/** Places in these texts, which lie where the document `uri` does. */
export function locatorIn(uri: string, sources: readonly Source[]): Locate {
  const texts = new Map<string, TextDocument>();
  for (const { path, text } of sources) {
    if (!texts.has(path)) texts.set(path, TextDocument.create(uriOf(path, uri), 'region', 0, text));
  }
  return ({ file, start, end }) => {
    const text = texts.get(file);
    return text && { uri: text.uri, range: { start: text.positionAt(start), end: text.positionAt(end) } };
  };
}

/** A span of a text that the client has under the URI of `document`. */
export function rangeIn(document: TextDocument, { start, end }: Pick<Span, 'start' | 'end'>): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** The URI where the explanation of a code is, `{code}` in its place; without it codes are no links. */
export type CodeLink = string | undefined;

export function toDiagnostic(
  { code, message, severity, unused, span, related }: Problem,
  locate: Locate,
  codeLink?: CodeLink,
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
      ...(code && { code }),
      ...(code && codeLink !== undefined && { codeDescription: { href: codeLink.replace('{code}', code) } }),
      source: 'region',
      message,
      relatedInformation,
      ...(unused && { tags: [DiagnosticTag.Unnecessary] }),
    },
  ];
}

/** Edits by the document that they change. */
export function toChanges(edits: readonly Edit[], locate: Locate): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { span, text } of edits) {
    const place = locate(span);
    if (place) (changes[place.uri] ??= []).push({ range: place.range, newText: text });
  }
  return changes;
}

export function toTextEdits(edits: readonly Edit[], document: TextDocument): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: rangeIn(document, span), newText: text }));
}

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
