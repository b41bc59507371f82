import { makeSource } from '../base/source.ts';
import { analyse } from './analyse.ts';
import type { DecidedClaim } from './claims.ts';
import { decideClaims } from './decide-claims.ts';
import type { Examination } from './examination.ts';
import { examine, type Effort } from './examine.ts';

/** A text to look at closely, with all that it imports: plain data that can be sent to a worker. */
export interface ExaminationJob {
  readonly path: string;
  readonly text: string;
  readonly files: readonly (readonly [path: string, text: string])[];
  /** Seconds for each claim. */
  readonly budget: number;
  /** Only these claims, and nothing else. */
  readonly claims?: readonly number[];
}

/** Does a job; undefined where it was cancelled or the text is broken. */
export async function examineText(
  { path, text, files, budget, claims }: ExaminationJob,
  effort: Omit<Effort, 'budget'>,
): Promise<Examination | undefined> {
  const others = new Map(files);
  const analysis = await analyse(makeSource(path, text), (file) => others.get(file));
  if (!claims) return examine(analysis, { budget, ...effort });
  const { meaning } = analysis;
  if (!meaning) return undefined;
  const decided: readonly DecidedClaim[] = decideClaims({ ...analysis, meaning }, { budget, ...effort }, (i) =>
    claims.includes(i),
  );
  return effort.cancelled() ? undefined : { problems: [], claims: decided, regions: [], units: [], pictures: [] };
}
