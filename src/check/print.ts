import { shortNumber } from '../region/describe.ts';
import type { GraphCheck } from '../region/graph.ts';
import type { Outcome } from './outcome.ts';

/** A claim and what became of it, on one line. */
export function printOutcome({ text, claim }: GraphCheck, outcome: Outcome): string {
  const details = [
    ...(claim.kind === 'measure' && outcome.value !== undefined ? [measuredText(outcome)] : []),
    ...(outcome.distance === undefined ? [] : [`a distance of ${numberText(Number(outcome.distance.toPrecision(3)))}`]),
    ...(outcome.note === undefined ? [] : [outcome.note]),
    ...(outcome.witness ? [pointText(outcome.witness)] : []),
    ...(outcome.open === undefined ? [] : [openText(outcome.open)]),
  ];
  const detail = details.length === 0 ? '' : `: ${details.join(', ')}`;
  return `${outcome.outcome.padEnd('undecided'.length)}  ${text}${detail}`;
}

/** The number found, where its bounds pin it down; else the bounds. */
function measuredText({ value = 0, lo = -Infinity, hi = Infinity }: Outcome): string {
  if (lo === hi || hi - lo <= 1e-6 * Math.abs(value)) return `it is ${numberText(value)}`;
  const about = value > lo && value < hi ? `about ${numberText(value)}, ` : '';
  if (hi === Infinity) return `it is ${about}at least ${numberText(lo)}`;
  return `it is ${about}between ${numberText(lo)} and ${numberText(hi)}`;
}

/** A point by the names of its inputs. */
export function pointText(witness: NonNullable<Outcome['witness']>): string {
  const parts = Object.entries(witness).map(
    ([name, value]) => `${name} = ${typeof value === 'number' ? shortNumber(value) : value}`,
  );
  return `at ${parts.join(', ')}`;
}

/** How much of the box is not decided. */
export function openText(share: number): string {
  if (share < 1e-9) return 'only places where boundaries touch are left';
  const percent = share < 0.001 ? '<0.1' : (100 * share).toFixed(share < 0.1 ? 1 : 0);
  return `${percent}% of the box left`;
}

function numberText(value: number): string {
  return value === Infinity ? 'infinite' : shortNumber(value);
}
