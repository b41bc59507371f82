import { makeFit, makeGradient, makeSteps, parametersOf, trainableMask, type Fit, type Network } from 'regionc';
import { lineOf, type Line, type Strip } from './strip.ts';

/** What holds the first layer's row back (paper 5.2). */
export interface Restraint {
  /** lambda of lambda / 2 |A_1|^2. */
  readonly penalty?: number;
  /** kappa, the largest norm of A_1. */
  readonly limit?: number;
}

export interface DescentOptions extends Restraint {
  /** Only the first layer moves where nothing is said. */
  readonly layers?: 'first' | 'all';
}

/** A network on its way. */
export interface Moment {
  readonly iteration: number;
  readonly parameters: Float64Array;
  readonly line: Line;
  readonly fit: Fit;
}

const rate = 0.01;

/** Full-batch gradient descent with step 0.01, the paper's: the network at each of these iterations, which ascend. */
export function* descent(
  network: Network,
  { half, samples }: Strip,
  at: Iterable<number>,
  { layers = 'first', ...restraint }: DescentOptions = {},
): Generator<Moment> {
  const rates = Float64Array.from(trainableMask(network), (trains, i) => {
    return trains === 1 && (layers === 'all' || i < 3) ? rate : 0;
  });
  const fitOf = makeFit(network);
  const goOn = restraint.penalty === undefined && restraint.limit === undefined ? free : restrained;
  const { run, position } = goOn(network, samples, rates, restraint);
  let done = 0;
  for (const iteration of at) {
    run(iteration - done);
    done = iteration;
    const numbers = position().parameters;
    yield { iteration, parameters: numbers, line: lineOf(numbers, half), fit: fitOf(numbers, samples) };
  }
}

/** The network after so many iterations. */
export function after(network: Network, strip: Strip, iteration: number, options?: DescentOptions): Moment {
  const [end] = descent(network, strip, [iteration], options);
  if (!end) throw new Error('no iteration');
  return end;
}

/** Multiples of `every` up to `most`. */
export function every(step: number, most: number): number[] {
  return Array.from({ length: Math.floor(most / step) }, (_, i) => (i + 1) * step);
}

/** The first of these iterations at which the network is there; undefined where it does not come there. */
export function arrival(moments: Iterable<Moment>, isThere: (moment: Moment) => boolean): Moment | undefined {
  for (const moment of moments) if (isThere(moment)) return moment;
  return undefined;
}

interface Going {
  readonly run: (count: number) => void;
  readonly position: () => { readonly parameters: Float64Array };
}

function free(network: Network, samples: Strip['samples'], rates: Float64Array): Going {
  return makeSteps(network, samples, { optimizer: 'gd', rates }) ?? restrained(network, samples, rates, {});
}

/** Step by step: penalty and projection stand between the steps. */
function restrained(
  network: Network,
  samples: Strip['samples'],
  rates: Float64Array,
  { penalty = 0, limit = Infinity }: Restraint,
): Going {
  const gradientOf = makeGradient(network);
  const parameters = parametersOf(network);
  const gradient = new Float64Array(parameters.length);
  const run = (count: number): void => {
    for (let step = 0; step < count; step++) {
      gradientOf(parameters, samples, gradient);
      for (let i = 0; i < parameters.length; i++) {
        const pull = i < 2 ? penalty * (parameters[i] as number) : 0;
        parameters[i] = (parameters[i] as number) - (rates[i] as number) * ((gradient[i] as number) + pull);
      }
      const norm = Math.hypot(parameters[0] as number, parameters[1] as number);
      if (norm <= limit) continue;
      for (let i = 0; i < 2; i++) parameters[i] = ((parameters[i] as number) * limit) / norm;
    }
  };
  return { run, position: () => ({ parameters: parameters.slice() }) };
}
