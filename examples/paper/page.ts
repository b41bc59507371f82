import type { Picture } from 'regionc';

/** One figure or result of the paper, made again. */
export interface Page {
  /** Its folder. */
  readonly name: string;
  readonly title: string;
  /** What it answers, in a sentence. */
  readonly question: string;
  /** Texts in its folder that are shown. */
  readonly texts: readonly string[];
  readonly run: (task: Task) => Findings;
}

export interface Task {
  /** `quick` takes fewer samples and steps, where the full number takes long. */
  readonly size: Size;
  /** A text in the page's folder. */
  readonly read: (file: string) => string;
  /** Says what is being done. */
  readonly progress: (what: string) => void;
}

export type Size = 'quick' | 'full';

export interface Findings {
  readonly pictures: readonly Drawing[];
  readonly rows: readonly Row[];
  /** What the reader has to know: choices that the paper leaves open, and where its text is not reproduced. */
  readonly notes: readonly string[];
}

/** A picture at any width in pixels. */
export interface Drawing {
  readonly caption: string;
  readonly draw: (width: number) => Picture;
}

/** One number beside the paper's. */
export interface Row {
  readonly claim: string;
  /** As the paper has it; absent where the number is a consequence that it does not print. */
  readonly paper?: string;
  /** A statement that holds or not is a boolean. */
  readonly here: number | boolean;
  readonly expected: Expected;
  readonly note?: string;
}

/** Where a number has to lie. */
export interface Expected {
  readonly least: number;
  readonly most: number;
  /** In words, for the table. */
  readonly text: string;
}

export function isAsExpected({ here, expected: { least, most } }: Row): boolean {
  return Number(here) >= least && Number(here) <= most;
}

/** A number that a formula gives: up to rounding, unless a larger share of it is allowed. */
export function closed(value: number, share = 1e-9): Expected {
  const room = share * Math.abs(value);
  const allowed = share < 1e-5 ? 'by formula' : `± ${digits(100 * share)} %`;
  return { least: value - room, most: value + room, text: `${digits(value)}, ${allowed}` };
}

export function about(value: number, room: number): Expected {
  return { least: value - room, most: value + room, text: `${digits(value)} ± ${digits(room)}` };
}

export function exactly(value: number): Expected {
  return { least: value, most: value, text: digits(value) };
}

export function between(least: number, most: number): Expected {
  return { least, most, text: `${digits(least)} to ${digits(most)}` };
}

/** Of a statement that is to hold. */
export const yes: Expected = { least: 1, most: 1, text: 'yes' };

export function atLeast(least: number): Expected {
  return { least, most: Infinity, text: `at least ${digits(least)}` };
}

export function atMost(most: number): Expected {
  return { least: -Infinity, most, text: `at most ${digits(most)}` };
}

/** A number of the table, with up to seven digits. */
export function digits(value: number): string {
  // What is left of a difference of numbers that are alike.
  if (Math.abs(value) < 1e-30) return '0';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toLocaleString('en-US').replace('-', '−');
  const size = Math.abs(value);
  const text = size < 1e-4 || size >= 1e7 ? value.toExponential(1) : String(Number(value.toPrecision(7)));
  return text.replaceAll('-', '−');
}
