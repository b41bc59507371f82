import type { Diagnostic } from '../base/diagnostic.ts';
import { examine as examineGeometry, type ExamineOptions } from '../check/geometry/examine.ts';
import type { Analysis, Meaning } from './analyse.ts';
import type { DecidedClaim } from './claims.ts';
import { decideClaims, type ClaimEffort } from './decide-claims.ts';
import type { Examination } from './examination.ts';
import { regionFacts, unitFacts } from './facts.ts';
import { problemsOf, type Problem } from './problems.ts';
import { thumbnails } from './thumbnail.ts';

/** How closely to look, and what is known of earlier states of texts. */
export type Effort = ClaimEffort & Pick<ExamineOptions, 'memory'>;

/** Looks closely at a sound text; undefined where it was cancelled or is broken. */
export function examine(analysis: Analysis, effort: Effort): Examination | undefined {
  const { meaning, source } = analysis;
  const graph = meaning?.graph();
  if (!meaning || !graph) return undefined;
  const geometry = problemsOf(source, findGeometry(meaning, effort));
  const claims = decideClaims({ ...analysis, meaning }, effort);
  const units = effort.cancelled() ? [] : unitFacts(graph, source);
  const regions = effort.cancelled() ? [] : regionFacts(graph, source, effort.cancelled);
  const pictures = effort.cancelled() ? [] : thumbnails(graph, effort.cancelled);
  if (effort.cancelled()) return undefined;
  return { problems: [...geometry, ...claims.flatMap(refutation)], claims, regions, units, pictures };
}

/** Seconds for one question about the geometry at most: there may be hundreds. */
const mostForQuestion = 0.2;

function findGeometry({ program }: Meaning, effort: Effort): Diagnostic[] {
  const budget = Math.min(mostForQuestion, effort.budget);
  return [...examineGeometry(program, { ...effort, budget, compiles: true })].flat();
}

/** A claim that does not hold is a mistake: in the claim or in the regions. */
function refutation({ text, span, outcome, detail }: DecidedClaim): Problem[] {
  if (outcome !== 'refuted') return [];
  const message = `\`${text}\` does not hold${detail === '' ? '' : `: ${detail}`}`;
  return [{ message, severity: 'warning', unused: false, span, related: [], fixes: [] }];
}
