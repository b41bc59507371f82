import { makeCheckJob, type Checked, type CheckJob } from '../check/check-job.ts';
import type { Outcome } from '../check/decide.ts';
import { openText } from '../check/print.ts';
import type { RegionStatus } from '../check/regions.ts';
import type { Terminal } from './terminal.ts';
import { startThreads } from './threads.ts';

/** What became of every claim, and of every named region of a network, in the order of the text. */
export interface Decided {
  readonly decisions: readonly Outcome[];
  readonly regions: readonly RegionStatus[];
}

/** Decides all claims and looks at all regions, several at once; what is left when the user asks to stop stays open. */
export async function decideAll(
  checked: Checked,
  { budget, threads }: { readonly budget: number; readonly threads?: number },
  terminal: Terminal,
): Promise<Decided> {
  const { checks, names } = checked.subject.kind === 'spec' ? checked.subject.graph : checked.subject.network.text;
  const regions = checked.subject.kind === 'spec' ? [] : names;
  const makeJob = (data: Checked) => makeCheckJob(data, () => terminal.now() / 1000);
  const jobs: readonly (CheckJob & { readonly title: string })[] = [
    ...checks.map(({ text }, index) => ({ kind: 'claim', index, budget, title: text }) as const),
    // All regions together have the time of one claim.
    ...regions.map(
      ({ name }, index) =>
        ({ kind: 'region', index, budget: budget / regions.length, title: `region ${name}` }) as const,
    ),
  ];
  if (jobs.length === 0) return { decisions: [], regions: [] };
  const pool = startThreads(terminal, { script: 'check-worker.js', makeJob }, checked, threads);
  try {
    let done = 0;
    const answers = await Promise.all(
      jobs.map(async ({ title, ...job }) => {
        const tell = (open: number): void =>
          terminal.progress(`${String(done + 1)} of ${String(jobs.length)}: ${title}, ${openText(open)}`);
        const answer = await pool.run(job, { signal: terminal.stopped, tell });
        done += 1;
        return answer;
      }),
    );
    return {
      decisions: answers.flatMap((answer) => (answer.kind === 'claim' ? [answer.outcome] : [])),
      regions: answers.flatMap((answer) => (answer.kind === 'region' && answer.status ? [answer.status] : [])),
    };
  } finally {
    pool.close();
  }
}
