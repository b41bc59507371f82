import type { Analysis } from '../src/service/analyse.ts';
import { carry } from '../src/service/carry.ts';
import { nothingExamined, type Examination } from '../src/service/examination.ts';
import type { ExaminationJob } from '../src/service/examine-text.ts';
import type { Source } from '../src/base/source.ts';
import type { ExaminationRun, Host } from './host.ts';

/** What was found by looking closely at open documents while nobody typed. */
export interface Examinations {
  /** Of the text as it is; what was found of an earlier one is brought to its places. */
  of(uri: string, analysis: Analysis): Examination;
  /** Whether `of` is about this very text. */
  isCurrent(uri: string, analysis: Analysis): boolean;
  /** Looks at a text after a while, unless `cancel` or another text comes first; `done` is called with what is new. */
  start(uri: string, analysis: Analysis, done: () => void): void;
  /** Decides some claims at once, with more time for each. */
  decide(analysis: Analysis, claims: readonly number[], seconds: number): ExaminationRun | undefined;
  cancel(uri: string): void;
  forget(uri: string): void;
}

/** Nobody has typed for so many milliseconds. */
const idle = 250;

/** Seconds for each claim while nobody asked for it. */
const budget = 1;

export function makeExaminations({ examiner }: Host, complain: (error: unknown) => void): Examinations {
  const found = new Map<string, { readonly sources: readonly Source[]; readonly examination: Examination }>();
  const timers = new Map<string, NodeJS.Timeout>();
  const runs = new Map<string, ExaminationRun>();

  const cancel = (uri: string): void => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    runs.get(uri)?.cancel();
    runs.delete(uri);
  };

  const look = async (uri: string, analysis: Analysis, done: () => void): Promise<void> => {
    const run = examiner?.run(jobOf(analysis, { budget }));
    if (!run) return;
    runs.set(uri, run);
    const examination = await run.result;
    // Cancelled, or another has been started since.
    if (!examination || runs.get(uri) !== run) return;
    runs.delete(uri);
    found.set(uri, { sources: analysis.sources, examination });
    done();
  };

  return {
    of(uri, { source, sources }) {
      const last = found.get(uri);
      if (!last) return nothingExamined;
      if (areSame(last.sources, sources)) return last.examination;
      const before = last.sources.find(({ path }) => path === source.path)?.text ?? '';
      return carry(last.examination, source.path, before, source.text);
    },
    isCurrent: (uri, { sources }) => areSame(found.get(uri)?.sources ?? [], sources),
    start(uri, analysis, done) {
      cancel(uri);
      if (!examiner || !analysis.meaning) return;
      timers.set(
        uri,
        setTimeout(() => void look(uri, analysis, done).catch(complain), idle),
      );
    },
    decide: (analysis, claims, seconds) => examiner?.run(jobOf(analysis, { budget: seconds, claims })),
    cancel,
    forget(uri) {
      cancel(uri);
      found.delete(uri);
    },
  };
}

function areSame(some: readonly Source[], others: readonly Source[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ path, text }, i) => path === others[i]?.path && text === others[i]?.text)
  );
}

function jobOf({ source, sources }: Analysis, rest: Pick<ExaminationJob, 'budget' | 'claims'>): ExaminationJob {
  const files = sources.filter(({ path }) => path !== source.path).map(({ path, text }) => [path, text] as const);
  return { path: source.path, text: source.text, files, ...rest };
}
