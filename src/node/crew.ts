import { Worker } from 'node:worker_threads';
import { makeCrew, type Crew } from '../exec/crew.ts';

/** A crew that can be ended. */
export interface NodeCrew {
  /** Undefined where one thread does all. */
  readonly crew: Crew | undefined;
  readonly close: () => void;
}

/** A crew of so many threads, whose other ones run `script`; they do not keep the process alive. */
export function createCrew(script: string | URL, threads: number): NodeCrew {
  const workers: Worker[] = [];
  const start = (): readonly Worker[] => {
    for (let thread = 1; thread < threads; thread++) {
      const worker = new Worker(script);
      worker.unref();
      workers.push(worker);
    }
    return workers;
  };
  return {
    crew: makeCrew(threads - 1, start),
    close() {
      for (const worker of workers) void worker.terminate();
    },
  };
}
