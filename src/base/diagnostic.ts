import { catalogue, type Code, type DataOf } from './catalogue/index.ts';
import type { Severity } from './catalogue/entry.ts';
import { startOfFile, type Span } from './source.ts';

/** One finding, as data; its text is made where it is shown (`messageOf`). */
export interface Diagnostic<C extends Code = Code> {
  readonly code: C;
  /** Absent for findings about no file, such as a flag of the command line. */
  readonly span?: Span;
  /** In place of a span where the text that it is in is not at hand: `locate` makes one of it. */
  readonly place?: Place;
  readonly data: DataOf<C>;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

/** Where something is, by what it is. */
export type Place =
  /**
   * A cell of a data file, or without a column a whole row of it: rows are counted from 1, row 0 names the columns;
   * columns from 0; `line` where it is known.
   */
  | {
      readonly kind: 'cell';
      readonly file: string;
      readonly row: number;
      readonly column: number | undefined;
      readonly line: number | undefined;
    }
  /** What the spec declares under a name; `v[3]` is an element of `v`. */
  | { readonly kind: 'declaration'; readonly name: string };

/** Another place that explains the finding. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** A change of the text that removes the finding; `safe` where it cannot change what was meant. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** What a pass gives: it never throws for a user's mistake. */
export interface Result<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

interface Extras {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export function diagnostic<C extends Code>(
  code: C,
  at: Span | Place | undefined,
  data: DataOf<C>,
  { related = [], fixes = [] }: Extras = {},
): Diagnostic<C> {
  return { code, ...(at && ('kind' in at ? { place: at } : { span: at })), data, related, fixes };
}

/** The findings; those that have no place yet are about the file as a whole. */
export function aboutFile(diagnostics: readonly Diagnostic[], file: string): readonly Diagnostic[] {
  return diagnostics.map((found) => (found.span || found.place ? found : { ...found, span: startOfFile(file) }));
}

export function messageOf<C extends Code>(found: Diagnostic<C>): string {
  // The catalogue pairs each code with its data; the compiler cannot follow that pairing through a union of codes.
  const message = catalogue[found.code].message as (data: DataOf<C>) => string;
  return message(found.data);
}

export function severityOf(found: Diagnostic): Severity {
  return catalogue[found.code].severity;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((found) => severityOf(found) === 'error');
}
