/** Jobs done elsewhere, several at a time: by threads of Node or workers of a browser. Jobs and results are plain data. */
export interface Pool<Job, Result, News = never> {
  /** How many jobs run at once at most; the others wait, first come first served. */
  readonly size: number;
  /** The job's result, rejected where it threw: results do not depend on how many jobs run at once. */
  readonly run: (job: Job, options?: JobOptions<News>) => Promise<Result>;
  /** Ends all threads; jobs that are not done are rejected. */
  readonly close: () => void;
}

export interface JobOptions<News> {
  /** Aborted: the job is told, runs to an end as soon as it can, and its result says what it got to. */
  readonly signal?: AbortSignal;
  /** Hears what the job tells while it runs. */
  readonly tell?: (news: News) => void;
}

/** What a job can ask and say while it runs. */
export interface JobContext<News = never> {
  readonly cancelled: () => boolean;
  readonly tell: (news: News) => void;
}

/** A pool that has no threads: each job is done at once, in this one. */
export function poolHere<Job, Result, News = never>(doJob: DoJob<Job, Result, News>): Pool<Job, Result, News> {
  return {
    size: 1,
    run: async (job, { signal, tell } = {}) =>
      doJob(job, { cancelled: () => signal?.aborted ?? false, tell: (news) => tell?.(news) }),
    close() {},
  };
}

/** The body of a thread: does one job. */
export type DoJob<Job, Result, News = never> = (job: Job, context: JobContext<News>) => Result | Promise<Result>;
