import { parentPort, workerData } from 'node:worker_threads';
import { examineText } from '../service/examine-text.ts';
import type { ExaminationReply, ExaminationRequest, ExaminerData } from './examiner.ts';

// The thread of `makeExaminer`: does one job after the other.

const { cancelled } = workerData as ExaminerData;
const marks = new Int32Array(cancelled);
let before: Promise<void> = Promise.resolve();
const now = (): number => performance.now() / 1000;
const serve = async ({ id, slot, job }: ExaminationRequest): Promise<ExaminationReply> => {
  const isCancelled = (): boolean => Atomics.load(marks, slot) === 1;
  if (isCancelled()) return { id };
  try {
    const result = await examineText(job, { now, cancelled: isCancelled });
    return { id, ...(result && { result }) };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};
parentPort?.on('message', (request: ExaminationRequest) => {
  before = before.then(async () => parentPort?.postMessage(await serve(request)));
});
