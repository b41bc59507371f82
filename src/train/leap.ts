import { leastShared } from '../exec/crew.ts';
import type { Fit, Samples } from '../exec/fit.ts';
import { layoutOf, rowWork } from '../exec/parameters.ts';
import { makeSteps, type StepPosition } from '../exec/wasm/steps.ts';
import type { Machine } from '../exec/machine.ts';
import type { Network } from '../network/network.ts';
import { boundsOf } from './bounds.ts';
import { divergenceOf } from './divergence.ts';
import { judge, type Criterion, type Judgement } from './judge.ts';
import { movableOf } from './mask.ts';
import type { TrainOptions } from './options.ts';
import type { State } from './state.ts';

/**
 * Several epochs at once, each one step over all rows: the same bits as step by step, sooner. `fitAfter` is asked how
 * the numbers do that it ends with. Undefined where an epoch of them went wrong, to be taken step by step then.
 */
export type Leap = (
  from: State,
  epochs: number,
  criterion: Criterion,
  fitAfter: (parameters: Float64Array) => Fit,
) => State | undefined;

/** Multiplications of a leap, roughly: some hundredths of a second, after which a caller can be served. */
const workOfLeap = 2e8;
/** Fewer steps at once gain nothing. */
const leastSteps = 8;

/**
 * Undefined where a leap gains nothing, asks for more than plain steps, or WebAssembly is not allowed; and where a crew
 * takes each step sooner.
 */
export function makeLeap(
  network: Network,
  samples: Samples,
  rates: Float64Array,
  options: TrainOptions,
  { crew, blocks }: Machine = {},
): Leap | undefined {
  const { optimizer, momentum } = options;
  if (optimizer === 'lbfgs' || !isPlain(options)) return undefined;
  const work = samples.rows * rowWork(layoutOf(network));
  const most = Math.floor(workOfLeap / work);
  const steps =
    most < leastSteps
      ? undefined
      : makeSteps(network, samples, {
          ...(blocks && { blocks }),
          optimizer,
          momentum,
          rates,
          trains: movableOf(network, options),
          bounds: boundsOf(network),
        });
  if (!steps || (crew && steps.slices > 1 && work >= leastShared)) return undefined;
  return (from, epochs, criterion, fitAfter) => {
    const count = Math.min(epochs, most, steps.mostSteps);
    steps.goTo(from);
    const fits = steps.runMeasured(count);
    const after = (taken: number, { parameters, memory }: StepPosition): State => ({
      ...from,
      parameters,
      memory,
      steps: from.steps + taken,
      epoch: from.epoch + taken,
    });
    const last = after(count, steps.position());
    let { judgement } = from;
    // The first fit is known: it is the one before the leap.
    for (const [i, training] of [...fits, fitAfter(last.parameters)].entries()) {
      if (i === 0) continue;
      const { parameters } = last;
      if (divergenceOf(network, { ...last, ...(judgement && { judgement }) }, training)) return undefined;
      judgement = judge(judgement, { parameters, epoch: from.epoch + i, training }, criterion);
    }
    return judgement ? { ...last, judgement: withNumbers(judgement, from, steps, last) } : last;
  };
}

/** Whether nothing is added to the loss, and numbers go where its slopes lead them, within their bounds. */
function isPlain(options: TrainOptions): boolean {
  const { schedule, pull, l2Rows, partialBackprop, l1Rows, maxRowNorm } = options;
  const { growBatch, informativeSubset, cool, keep } = options;
  return (
    schedule === 'constant' &&
    pull === 0 &&
    l2Rows === 0 &&
    [partialBackprop, l1Rows, maxRowNorm].every(({ length }) => length === 0) &&
    [growBatch, informativeSubset, cool, keep].every((option) => option === undefined)
  );
}

/** The best of the leap with its own numbers, not the last ones. */
function withNumbers(
  judgement: Judgement,
  from: State,
  steps: NonNullable<ReturnType<typeof makeSteps>>,
  last: State,
): Judgement {
  const { best } = judgement;
  if (best.epoch <= from.epoch || best.epoch === last.epoch) return judgement;
  steps.goTo(from);
  steps.run(best.epoch - from.epoch);
  return { ...judgement, best: { ...best, parameters: steps.position().parameters } };
}
