import { poolHere, type DoJob, type Pool } from '../exec/pool.ts';
import { createPool } from '../node/pool.ts';
import type { Terminal } from './terminal.ts';

/** What threads of a kind do: a script that hands `makeJob` to `serveJobs`. */
export interface ThreadBody<Data, Job, Result, News> {
  /** Its file, in the folder of the terminal's scripts. */
  readonly script: string;
  readonly makeJob: (data: Data) => DoJob<Job, Result, News>;
}

/** Threads, as many as are asked for or the machine has cores; jobs are done in this one where there are no others. */
export function startThreads<Data, Job, Result, News>(
  { threads }: Pick<Terminal, 'threads'>,
  { script, makeJob }: ThreadBody<Data, Job, Result, News>,
  data: Data,
  size = threads?.count ?? 1,
): Pool<Job, Result, News> {
  return threads ? createPool(new URL(script, threads.scripts), size, data) : poolHere(makeJob(data));
}
