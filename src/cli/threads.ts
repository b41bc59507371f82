import type { Machine } from '../exec/machine.ts';
import { poolHere, type DoJob, type Pool } from '../exec/pool.ts';
import { joinVectors, trainingBlocks } from '../node/engine.ts';
import { createCrew, type NodeCrew } from '../node/crew.ts';
import { createPool } from '../node/pool.ts';
import type { ScoringFlags } from './common-flags.ts';
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

/** Threads for parts of one computation; they start when there is enough to do. */
export function startCrew({ threads }: Pick<Terminal, 'threads'>, size = threads?.count ?? 1): NodeCrew {
  return threads
    ? createCrew(new URL('crew-worker.js', threads.scripts), size)
    : { crew: undefined, close: () => undefined };
}

/** What a training may use of this machine. */
export function machineFor(
  terminal: Pick<Terminal, 'threads'>,
  { threads, wide = false }: Pick<ScoringFlags, 'threads' | 'wide'>,
): { readonly machine: Machine; readonly close: () => void } {
  const { crew, close } = startCrew(terminal, threads);
  return { machine: { crew, blocks: trainingBlocks(wide && joinVectors()) }, close };
}
