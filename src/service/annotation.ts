import { messageOf, severityOf, type Diagnostic } from '../base/diagnostic.ts';
import type { Severity } from '../base/catalogue/entry.ts';
import { rangeOf } from './records.ts';
import type { Source } from '../base/source.ts';

/** A diagnostic as a workflow command of GitHub Actions: one line that its log turns into a mark beside the text. */
export function annotation(found: Diagnostic, sources: readonly Source[]): string {
  return workflowCommand(commands[severityOf(found)], { ...placeOf(found, sources), title: found.code }, textOf(found));
}

/** `::error file=a.region,line=2,title=refuted::...`; `place` as GitHub names its parts. */
export function workflowCommand(
  command: 'error' | 'warning' | 'notice',
  place: Readonly<Record<string, string | number>>,
  text: string,
): string {
  const written = Object.entries(place).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${command} ${written.join(',')}::${escapeText(text)}`;
}

const commands: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** The cure stands in the message, for a mark has no buttons. */
function textOf(found: Diagnostic): string {
  return [messageOf(found), ...found.fixes.map(({ title }) => `fix: ${title}`)].join('\n');
}

/** Lines and columns from 1. A line that ends elsewhere has no columns there: GitHub would take them for its first. */
function placeOf({ span }: Diagnostic, sources: readonly Source[]): Readonly<Record<string, string | number>> {
  if (!span) return {};
  const { file, line, column, endLine, endColumn } = rangeOf(span, sources);
  if (endLine !== line) return { file, line, endLine };
  // The last column is part of what is marked.
  return { file, line, col: column, endLine, endColumn: Math.max(column, endColumn - 1) };
}

/** What would end the line, or start an escape. */
function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** In a property also what ends it. */
function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
