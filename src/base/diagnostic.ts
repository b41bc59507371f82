import { catalogue, type Code, type DataOf } from './catalogue/index.ts';
import type { Severity } from './catalogue/entry.ts';
import type { Span } from './source.ts';

/** One finding, as data; its text is made where it is shown (`messageOf`). */
export interface Diagnostic<C extends Code = Code> {
  readonly code: C;
  /** Absent for findings about no text, such as a file that cannot be read. */
  readonly span?: Span;
  readonly data: DataOf<C>;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

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
  span: Span | undefined,
  data: DataOf<C>,
  { related = [], fixes = [] }: Extras = {},
): Diagnostic<C> {
  return { code, ...(span && { span }), data, related, fixes };
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
