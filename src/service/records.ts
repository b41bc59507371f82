import { catalogue } from '../base/catalogue/index.ts';
import { messageOf, severityOf, type Diagnostic } from '../base/diagnostic.ts';
import { positionAt, sourceOf, type Source, type Span } from '../base/source.ts';

/** A diagnostic as JSON documents show it (DESIGN section 7): lines and columns from 1. */
export interface DiagnosticRecord extends Partial<RangeRecord> {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  /** A point that shows what the message says, by input: a number or a category; inputs that do not matter are left out. */
  readonly witness?: Readonly<Record<string, number | string>>;
  readonly help: string;
  readonly fixes: readonly { readonly title: string; readonly safe: boolean; readonly edits: readonly EditRecord[] }[];
}

/** A stretch of a file; the end is just past it. */
export interface RangeRecord {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface EditRecord extends RangeRecord {
  readonly text: string;
}

export function recordOf(found: Diagnostic, sources: readonly Source[]): DiagnosticRecord {
  const fixes = found.fixes.map(({ title, safe, edits }) => ({
    title,
    safe,
    edits: edits.map(({ span, text }) => ({ ...rangeOf(span, sources), text })),
  }));
  return {
    code: found.code,
    severity: severityOf(found),
    message: messageOf(found),
    ...(found.span && rangeOf(found.span, sources)),
    ...witnessOf(found),
    help: catalogue[found.code].help,
    fixes,
  };
}

function witnessOf({ data }: Diagnostic): Pick<DiagnosticRecord, 'witness'> {
  if (!('at' in data)) return {};
  return { witness: Object.fromEntries(data.at.map(({ input, value }) => [input, value])) };
}

/** Lines and columns from 1. A file that is not at hand is named as a whole, by its very beginning. */
export function rangeOf(span: Span, sources: readonly Source[]): RangeRecord {
  const source = sourceOf(span, sources);
  if (!source) return { file: span.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const first = positionAt(source, span.start);
  const last = positionAt(source, span.end);
  return { file: source.path, line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
}
