import { createInterface } from 'node:readline';

/** A piece of work that can be timed; `milliseconds` of one go. */
export type Timed = () => number | Promise<number>;

/**
 * What every contestant does, in whatever language: it reads the name of a job a line and answers with the milliseconds
 * that it took, or `none` for a job that it does not have.
 */
export async function answerJobs(jobs: Readonly<Record<string, () => Timed | Promise<Timed>>>): Promise<void> {
  const ready = new Map<string, Timed>();
  for await (const line of createInterface({ input: process.stdin })) {
    const name = line.trim();
    const prepare = jobs[name];
    if (!prepare) {
      console.log('none');
      continue;
    }
    const run = ready.get(name) ?? (await prepare());
    ready.set(name, run);
    console.log(String(await run()));
  }
}

export function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
