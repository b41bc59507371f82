import { plotChart, type ChartPanel } from './chart.ts';
import type { Axis } from './axes.ts';
import { percentText, shortNumber } from './numbers.ts';
import type { Point } from './path.ts';
import type { Picture, PictureOptions } from './picture.ts';

/** What a training did, epoch by epoch. */
export interface Curves {
  readonly title: string;
  /** Ascending; every list below has as many entries. */
  readonly epochs: readonly number[];
  readonly training: FitCurve;
  readonly validation?: FitCurve;
}

export interface FitCurve {
  readonly loss: readonly number[];
  /** Shares of 1. */
  readonly accuracy: readonly number[];
}

/** Loss above, the share that is right below, over the same epochs; a dotted line at the lowest validation loss. */
export function plotCurves(curves: Curves, options: Pick<PictureOptions, 'width' | 'height' | 'theme'> = {}): Picture {
  const { title, epochs, training, validation } = curves;
  const across: Axis = { label: 'epoch', lo: epochs[0] ?? 0, hi: Math.max(epochs.at(-1) ?? 1, (epochs[0] ?? 0) + 1) };
  const loss: Axis = { label: 'loss', lo: 0, hi: largest([...training.loss, ...(validation?.loss ?? [])]) };
  const shares = [...training.accuracy, ...(validation?.accuracy ?? [])];
  const right: Axis = { label: 'share right', lo: Math.min(...shares, 0.9), hi: 1 };
  const best = validation && lowestAt(validation.loss);
  const panel = (up: Axis, of: keyof FitCurve): ChartPanel => {
    const points = (values: readonly number[]) => epochs.map((epoch, i): Point => [epoch, values[i] ?? 0]);
    return {
      across,
      up,
      lines: [
        { name: 'training rows', points: points(training[of]) },
        ...(validation ? [{ name: 'validation rows', points: points(validation[of]) }] : []),
      ],
      ...(best !== undefined && { marks: [{ name: 'lowest validation loss', at: epochs[best] ?? 0 }] }),
    };
  };
  const panels = [panel(loss, 'loss'), panel(right, 'accuracy')];
  return plotChart({ title, panels, stacked: true, description: describe(curves, best) }, options);
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0) || 1;
}

function lowestAt(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value < (values[best] ?? Infinity) ? i : best), 0);
}

function describe({ epochs, training, validation }: Curves, best: number | undefined): string {
  const ends = (curve: FitCurve): string => {
    const [from = 0, to = 0] = [curve.loss[0], curve.loss.at(-1)];
    const range = Math.max(from, to);
    return `loss from ${shortNumber(from, range)} to ${shortNumber(to, range)}, ${percentText(curve.accuracy.at(-1) ?? 0)} right`;
  };
  const parts = [
    `Epochs ${epochs[0] ?? 0} to ${epochs.at(-1) ?? 0}`,
    `training: ${ends(training)}`,
    ...(validation ? [`validation: ${ends(validation)}, lowest loss at epoch ${epochs[best ?? 0] ?? 0}`] : []),
  ];
  return `${parts.join('; ')}.`;
}
