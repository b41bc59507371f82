import { makeCheckJob, type CheckAnswer, type Checked, type CheckJob } from '../check/check-job.ts';
import { serveJobs } from './serve-jobs.ts';

// A thread of `regionc check`.

const now = (): number => performance.now() / 1000;
serveJobs<CheckJob, CheckAnswer, number>((data) => makeCheckJob(data as Checked, now));
