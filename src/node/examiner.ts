import type { Examination } from '../service/examination.ts';
import type { ExaminationJob } from '../service/examine-text.ts';
import { createPool } from './pool.ts';

/** Examines texts in a thread of its own, one after the other; `script` is the file of `examine-worker.ts`. */
export function makeExaminer(script: string | URL) {
  const pool = createPool<ExaminationJob, Examination | undefined>(script, 1);
  return {
    run(job: ExaminationJob) {
      const abort = new AbortController();
      return { result: pool.run(job, { signal: abort.signal }), cancel: () => abort.abort() };
    },
    close: pool.close,
  };
}
