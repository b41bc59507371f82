import { catalogue } from '../base/catalogue/index.ts';
import { messageOf, severityOf, type Diagnostic, type Edit } from '../base/diagnostic.ts';
import { positionAt, type Source } from '../base/source.ts';

/** A diagnostic as JSON documents show it (DESIGN section 7): lines and columns from 1. */
export interface DiagnosticRecord {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly help: string;
  readonly fixes: readonly { readonly title: string; readonly safe: boolean; readonly edits: readonly EditRecord[] }[];
}

interface EditRecord {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

export function recordOf(found: Diagnostic, sources: readonly Source[]): DiagnosticRecord {
  const source = sources.find(({ path }) => path === found.span?.file);
  const places = found.span && source ? { file: source.path, ...range(source, found.span.start, found.span.end) } : {};
  const fixes = found.fixes.map(({ title, safe, edits }) => ({
    title,
    safe,
    edits: edits.flatMap((edit) => editRecord(edit, sources)),
  }));
  return {
    code: found.code,
    severity: severityOf(found),
    message: messageOf(found),
    ...places,
    help: catalogue[found.code].help,
    fixes,
  };
}

function editRecord({ span, text }: Edit, sources: readonly Source[]): EditRecord[] {
  const source = sources.find(({ path }) => path === span.file);
  return source ? [{ file: source.path, ...range(source, span.start, span.end), text }] : [];
}

function range(source: Source, start: number, end: number) {
  const first = positionAt(source, start);
  const last = positionAt(source, end);
  return { line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
}
