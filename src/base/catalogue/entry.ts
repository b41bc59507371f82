/** `hint` is for editors (greyed text); the command line shows errors and warnings, and infos on request. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** One code of the catalogue. `D` is the data its message is made from. */
export interface Entry<D> {
  readonly severity: Severity;
  /** A few words, for tables and editors. */
  readonly title: string;
  /** What was found and what was expected, in the user's words: one line, no full stop at its end. */
  readonly message: (data: D) => string;
  /** A paragraph for `regionc help CODE`: why it matters and what to do, in Markdown. */
  readonly help: string;
}

/** Keeps `D` while the family's record infers its codes. */
export function entry<D>(value: Entry<D>): Entry<D> {
  return value;
}
