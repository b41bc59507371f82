import { messageOf, severityOf, type Diagnostic } from '../base/diagnostic.ts';
import type { Paint } from './paint.ts';
import { lineText, positionAt, type Source, type Span } from '../base/source.ts';

/** A diagnostic with the line it is about, as a terminal shows it: several lines, no newline at its end. */
export function codeFrame(found: Diagnostic, sources: readonly Source[], paint: Paint): string {
  const severity = severityOf(found);
  const lines = [`${paint(severity, `${severity} ${found.code}`)}${paint('bold', `: ${messageOf(found)}`)}`];
  if (found.span) lines.push(...placed(found.span, sources, paint, (text) => paint(severity, text)));
  for (const { span, message } of found.related) {
    lines.push(`  ${paint('soft', '=')} ${message}`, ...placed(span, sources, paint, (text) => paint('soft', text)));
  }
  for (const { title } of found.fixes) lines.push(`  ${paint('soft', '=')} fix: ${title}`);
  return lines.join('\n');
}

function placed(span: Span, sources: readonly Source[], paint: Paint, mark: (text: string) => string): string[] {
  const source = sources.find(({ path }) => path === span.file);
  if (!source) return [];
  const { line, column } = positionAt(source, span.start);
  const end = positionAt(source, span.end);
  const { shown, before } = window(lineText(source, line), column - 1);
  const length = end.line === line ? end.column - column : shown.length - before;
  const gutter = ' '.repeat(String(line).length);
  // A tab in front of the mark must stay a tab, or the mark stands elsewhere.
  const indent = shown.slice(0, before).replace(/[^\t]/g, ' ');
  return [
    `${gutter}${paint('soft', '-->')} ${source.path}:${line}:${column}`,
    `${gutter} ${paint('soft', '|')}`,
    `${paint('soft', `${line} |`)} ${shown}`,
    `${gutter} ${paint('soft', '|')} ${indent}${mark('^'.repeat(Math.max(1, Math.min(length, shown.length - before))))}`,
  ];
}

const widest = 160;

/** The part of a long line around a column. */
function window(text: string, column: number): { shown: string; before: number } {
  if (text.length <= widest) return { shown: text, before: column };
  const start = Math.max(0, Math.min(column - 40, text.length - widest));
  return { shown: text.slice(start, start + widest), before: column - start };
}
