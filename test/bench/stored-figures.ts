import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** Gives the figure of that name: the one kept, or else what `measure` finds, which is kept. */
export type Keep = (name: string, measure: () => number) => number;

/**
 * Figures that take long to measure, kept in a file as they are found: a benchmark that was stopped goes on where it
 * was, and one part of it can be measured after another. Without a file nothing is kept. A file holds what one version
 * of the program gave: remove it after a change.
 */
export function keepIn(file: string | undefined): Keep {
  if (file === undefined) return (_, measure) => measure();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  const known = new Map(lines.map((line) => JSON.parse(line) as [string, number]));
  return (name, measure) => {
    const kept = known.get(name);
    if (kept !== undefined) return kept;
    const value = measure();
    appendFileSync(file, `${JSON.stringify([name, value])}\n`);
    return value;
  };
}
