import { Worker } from 'node:worker_threads';
import type { Examination } from '../service/examine.ts';
import type { ExaminationJob } from '../service/examine-text.ts';

/** One job for the worker; `slot` is its place among the marks of what is cancelled. */
export interface ExaminationRequest {
  readonly id: number;
  readonly slot: number;
  readonly job: ExaminationJob;
}

export interface ExaminationReply {
  readonly id: number;
  readonly result?: Examination;
  /** What went wrong, where that is a bug. */
  readonly failure?: string;
}

/** What the worker is started with: a mark per slot, 1 where the job is cancelled. */
export interface ExaminerData {
  readonly cancelled: SharedArrayBuffer;
}

const slots = 64;

/** Examines texts in a thread of its own, which starts with the first job; `script` is the worker's file. */
export function makeExaminer(script: string | URL) {
  const cancelled = new Int32Array(new SharedArrayBuffer(4 * slots));
  const waiting = new Map<
    number,
    { resolve: (found: Examination | undefined) => void; reject: (error: Error) => void }
  >();
  let worker: Worker | undefined;
  let last = 0;

  const settle = ({ id, result, failure }: ExaminationReply): void => {
    const job = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) job?.resolve(result);
    else job?.reject(new Error(failure));
  };
  const start = (): Worker => {
    const data: ExaminerData = { cancelled: cancelled.buffer };
    const started = new Worker(script, { workerData: data });
    started.on('message', settle);
    // A thread that dies takes its jobs with it; the next job starts another.
    started.on('error', (error: Error) => {
      worker = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    });
    // It must not keep the server alive.
    started.unref();
    return started;
  };

  return {
    run(job: ExaminationJob) {
      const id = ++last;
      const slot = id % slots;
      Atomics.store(cancelled, slot, 0);
      const result = new Promise<Examination | undefined>((resolve, reject) => waiting.set(id, { resolve, reject }));
      worker ??= start();
      worker.postMessage({ id, slot, job } satisfies ExaminationRequest);
      return { result, cancel: () => void Atomics.store(cancelled, slot, 1) };
    },
    close() {
      void worker?.terminate();
      worker = undefined;
    },
  };
}
