import type { Memory } from '../check/geometry/memory.ts';
import type { Examination } from '../service/examination.ts';
import { examineText, type ExaminationJob } from '../service/examine-text.ts';
import { serveJobs } from './serve-jobs.ts';

// The thread of `makeExaminer`.

const memory: Memory = new Map();
const now = (): number => performance.now() / 1000;
serveJobs<ExaminationJob, Examination | undefined>(
  () =>
    async (job, { cancelled }) =>
      cancelled() ? undefined : examineText(job, { now, cancelled, memory }),
);
