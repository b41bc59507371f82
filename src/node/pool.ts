import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { JobOptions, Pool } from '../exec/pool.ts';

/** What a thread is started with: its own data, and a word of memory that is 1 while its job is cancelled. */
export interface ThreadStart {
  readonly cancelled: SharedArrayBuffer;
  readonly data: unknown;
}

/** What a thread sends back of the job that it does. */
export type ThreadReply =
  | { readonly kind: 'news'; readonly news: unknown }
  | { readonly kind: 'result'; readonly result: unknown }
  /** What went wrong, which is a bug. */
  | { readonly kind: 'failure'; readonly failure: string };

interface Task<Job, Result, News> {
  readonly job: Job;
  readonly options: JobOptions<News>;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

interface Thread<Job, Result, News> {
  readonly worker: Worker;
  readonly cancelled: Int32Array;
  task?: Task<Job, Result, News> | undefined;
}

/**
 * Threads that run `script`, which calls `serveJobs`; each starts when there is a job that no other is free for, and is
 * given `data`. Only threads with a job keep the process alive.
 */
export function createPool<Job, Result, News = never>(
  script: string | URL,
  size: number,
  data?: unknown,
): Pool<Job, Result, News> {
  const threads = new Set<Thread<Job, Result, News>>();
  const waiting: Task<Job, Result, News>[] = [];

  const start = (): Thread<Job, Result, News> => {
    const cancelled = new SharedArrayBuffer(4);
    const worker = new Worker(script, { workerData: { cancelled, data } satisfies ThreadStart });
    const thread: Thread<Job, Result, News> = { worker, cancelled: new Int32Array(cancelled) };
    worker.on('message', (reply: ThreadReply) => {
      if (reply.kind === 'news') return thread.task?.options.tell?.(reply.news as News);
      const { task } = thread;
      thread.task = undefined;
      worker.unref();
      if (reply.kind === 'result') task?.resolve(reply.result as Result);
      else task?.reject(new Error(reply.failure));
      return next();
    });
    // A thread that dies takes its job with it; another one starts for the next.
    worker.on('error', (error: Error) => {
      threads.delete(thread);
      thread.task?.reject(error);
      next();
    });
    threads.add(thread);
    return thread;
  };

  const next = (): void => {
    for (let task = waiting[0]; task; task = waiting[0]) {
      const free = [...threads].find((thread) => !thread.task) ?? (threads.size < size ? start() : undefined);
      if (free === undefined) return;
      waiting.shift();
      give(free, task);
    }
  };

  return {
    size,
    run: (job, options = {}) =>
      new Promise((resolve, reject) => {
        waiting.push({ job, options, resolve, reject });
        next();
      }),
    close() {
      for (const { worker, task } of threads) {
        void worker.terminate();
        task?.reject(closed());
      }
      threads.clear();
      for (const { reject } of waiting.splice(0)) reject(closed());
    },
  };
}

/** How many threads this machine runs at once. */
export function coreCount(): number {
  return availableParallelism();
}

function give<Job, Result, News>(thread: Thread<Job, Result, News>, task: Task<Job, Result, News>): void {
  const { signal } = task.options;
  thread.task = task;
  Atomics.store(thread.cancelled, 0, signal?.aborted ? 1 : 0);
  signal?.addEventListener('abort', () => {
    if (thread.task === task) Atomics.store(thread.cancelled, 0, 1);
  });
  thread.worker.ref();
  thread.worker.postMessage(task.job);
}

function closed(): Error {
  return new Error('the threads were ended before the job was done');
}
