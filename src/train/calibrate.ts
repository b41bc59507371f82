import { makeFit, type Samples } from '../exec/fit.ts';
import { layoutOf, type Layout, parametersOf, withParameters } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';

/** A network whose probabilities are as often right as they say, and what the arguments were divided by for that. */
export interface Calibrated {
  readonly network: Network;
  readonly temperature: number;
}

/** Beyond these the rows do not say how sure to be. */
const coldest = 1 / 20;
const hottest = 20;

/**
 * Divides the arguments of the head by the temperature at which the loss on `samples` is least (Guo et al., 2017): no
 * answer changes, only how sure it is. The temperature goes into the gains of the head, so that every executor and
 * export has it. Undefined where a frozen unit would have to change.
 */
export function calibrate(network: Network, samples: Samples): Calibrated | undefined {
  const gains = headGains(network);
  if (!gains) return undefined;
  const fit = makeFit(network);
  const written = parametersOf(network);
  const at = (logarithm: number): Float64Array => {
    const parameters = written.slice();
    for (const gain of gains) parameters[gain] = (written[gain] as number) / Math.exp(logarithm);
    return parameters;
  };
  // The loss is convex in 1 / temperature, so it has one valley in the logarithm too.
  const cautious = withDoubt(samples, layoutOf(network));
  const best = lowest((logarithm) => fit(at(logarithm), cautious).loss, Math.log(coldest), Math.log(hottest));
  return { network: withParameters(network, at(best)), temperature: Math.exp(best) };
}

/**
 * What is wanted of each answer, as if one more row had been met that could be anything: where all rows are right, the
 * loss alone would ask for certainty, and so few rows prove none (as Platt, 1999, for two answers).
 */
function withDoubt(samples: Samples, { head }: Layout): Samples {
  const alternatives = head.kind === 'classes' ? head.classes.length : 2;
  const { rows } = samples;
  return { ...samples, wanted: samples.wanted.map((share) => (rows * share + 1 / alternatives) / (rows + 1)) };
}

/** Where the gains stand that scale every argument of the head: of its rows, or of the units that are outputs. */
function headGains(network: Network): number[] | undefined {
  const { layers, head } = layoutOf(network);
  if (network.head.kind === 'classes') {
    if (network.head.classes.some(({ frozen }) => frozen) || head.kind !== 'classes') return undefined;
    return head.classes.map(({ gain }) => gain);
  }
  const last = network.later.at(-1) ?? network.first;
  const units = [...new Set(network.head.outputs.map(({ unit }) => unit))];
  if (units.some((unit) => last[unit]?.frozen)) return undefined;
  return units.flatMap((unit) => layers.at(-1)?.[unit]?.gain ?? []);
}

const golden = (Math.sqrt(5) - 1) / 2;

/** The place of the least value of a function with one valley, by golden section, to 1e-6. */
function lowest(valueAt: (place: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [leftValue, rightValue] = [valueAt(left), valueAt(right)];
  while (high - low > 1e-6) {
    if (leftValue <= rightValue) {
      [high, right, rightValue] = [right, left, leftValue];
      left = high - golden * (high - low);
      leftValue = valueAt(left);
    } else {
      [low, left, leftValue] = [left, right, rightValue];
      right = low + golden * (high - low);
      rightValue = valueAt(right);
    }
  }
  return (low + high) / 2;
}
