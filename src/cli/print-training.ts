import type { Savings } from '../train/savings.ts';
import type { Figures, RowsFit, Training } from '../train/train.ts';
import { percent } from './numbers.ts';
import { table } from './table.ts';

/** What people read of a training at its end. */
export function printTraining(training: Training, path: string, seconds: number): string {
  const { before, after, epochs, steps, bestEpoch, stopped, temperature, savings, batch } = training;
  const parts: readonly (readonly [string, keyof Figures])[] = [
    ['training', 'training'],
    ['validation', 'validation'],
    ['held out', 'holdout'],
  ];
  const rows = parts.flatMap(([name, part]) => {
    const [start, end] = [before[part], after[part]];
    return start && end ? [[name, String(end.rows), ...figures(start), ...figures(end)]] : [];
  });
  const kept = bestEpoch === undefined ? 'the start was best and is kept' : `the best was epoch ${bestEpoch}`;
  return [
    ...table(['', 'rows', 'right before', 'loss before', 'right after', 'loss after'], rows),
    '',
    `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} in ${seconds.toFixed(1)} s, ${reasons[stopped]}; ${kept}`,
    ...(temperature === undefined ? [] : [`Calibrated: arguments of the answers divided by ${temperature.toFixed(3)}`]),
    ...(savings ? [printSavings(savings)] : []),
    ...(steps > epochs ? [`Rows per step at the end: ${batch}; ${steps} steps in all`] : []),
    `Network: ${path}`,
  ].join('\n');
}

function printSavings({ reached, avoided, bounding }: Savings): string {
  const layers = reached.slice(0, -1).map((share, i) => `layer ${i + 1}: ${percent(share)}`);
  const cost = bounding > 0 ? `, for ${percent(bounding)} spent on bounds` : '';
  return `Rows whose error reached ${layers.toReversed().join(', ')}; ${percent(avoided)} of the backward multiplications avoided${cost}`;
}

const reasons = {
  epochs: 'all that were asked for',
  patience: 'stopped as nothing got better',
  settled: 'stopped where nothing better is left to find',
  cancelled: 'stopped on request',
  diverged: 'stopped as it diverged',
} as const satisfies Record<Training['stopped'], string>;

function figures({ accuracy, loss }: RowsFit): string[] {
  return [percent(accuracy), loss.toFixed(4)];
}
