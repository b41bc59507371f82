import { parentPort, workerData } from 'node:worker_threads';
import type { DoJob } from '../exec/pool.ts';
import type { ThreadReply, ThreadStart } from './pool.ts';

/** The body of a thread of `createPool`: does one job after the other, by what `make` makes of the pool's data. */
export function serveJobs<Job, Result, News = never>(make: (data: unknown) => DoJob<Job, Result, News>): void {
  const { cancelled, data } = workerData as ThreadStart;
  const mark = new Int32Array(cancelled);
  const doJob = make(data);
  const reply = (message: ThreadReply): void => parentPort?.postMessage(message);
  const context = {
    cancelled: () => Atomics.load(mark, 0) === 1,
    tell: (news: News) => reply({ kind: 'news', news }),
  };
  const serve = async (job: Job): Promise<ThreadReply> => {
    try {
      return { kind: 'result', result: await doJob(job, context) };
    } catch (error) {
      return { kind: 'failure', failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  parentPort?.on('message', (job: Job) => void serve(job).then(reply));
}
