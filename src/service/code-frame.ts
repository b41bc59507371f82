import { messageOf, severityOf, type Diagnostic } from '../base/diagnostic.ts';
import type { Paint } from './paint.ts';
import { lineText, positionAt, sourceOf, type Source, type Span } from '../base/source.ts';

/** A diagnostic with the line it is about, as a terminal shows it: several lines, no newline at its end. */
export function codeFrame(found: Diagnostic, sources: readonly Source[], paint: Paint): string {
  const severity = severityOf(found);
  const lines = [`${paint(severity, `${severity} ${found.code}`)}${paint('bold', `: ${messageOf(found)}`)}`];
  const { span } = found;
  const isNamed = span?.end === 0 && messageOf(found).includes(span.file);
  if (span && !isNamed) lines.push(...placed(span, sources, paint, (text) => paint(severity, text)));
  for (const { span: place, message } of found.related) {
    lines.push(`  ${paint('soft', '=')} ${message}`, ...placed(place, sources, paint, (text) => paint('soft', text)));
  }
  for (const { title } of found.fixes) lines.push(`  ${paint('soft', '=')} fix: ${title}`);
  return lines.join('\n');
}

function placed(span: Span, sources: readonly Source[], paint: Paint, mark: (text: string) => string): string[] {
  const source = sourceOf(span, sources);
  // A file as a whole.
  if (!source || span.end === 0) return [` ${paint('soft', '-->')} ${span.file}`];
  const { line, column } = positionAt(source, span.start);
  if (source.text === '') return [` ${paint('soft', '-->')} ${span.file}:${line}`];
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
  const [left, right] = [start > 0 ? '...' : '', start + widest < text.length ? '...' : ''];
  return { shown: `${left}${text.slice(start, start + widest)}${right}`, before: column - start + left.length };
}
