import { drawAxes, leftOfFrame, belowFrame, toX, toY, wholeAxes, type Axis, type Frame } from './axes.ts';
import { curveDash, lineToken } from './colours.ts';
import { lineItem } from './lines.ts';
import { percentText, shortNumber } from './numbers.ts';
import { composePage, type Draft } from './page.ts';
import { pathData, simplifyLine, type Point } from './path.ts';
import type { Picture, PictureOptions } from './picture.ts';
import type { Box, Paint, Sheet } from './sheet.ts';

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
  const { width = 640, height = 480, theme = 'auto' } = options;
  const page = { width: Math.max(240, Math.round(width)), height, theme, title: curves.title, doc: '', note: '' };
  return composePage(page, (area) => draftCurves(curves, area));
}

const between = 14;

function draftCurves(curves: Curves, area: Box): Draft {
  const { epochs, training, validation } = curves;
  const across: Axis = { label: 'epoch', lo: epochs[0] ?? 0, hi: Math.max(epochs.at(-1) ?? 1, (epochs[0] ?? 0) + 1) };
  const losses: Axis = { label: 'loss', lo: 0, hi: largest([...training.loss, ...(validation?.loss ?? [])]) };
  const shares = [...training.accuracy, ...(validation?.accuracy ?? [])];
  const right: Axis = { label: 'share right', lo: Math.min(...shares, 0.9), hi: 1 };
  const height = (area.height - belowFrame - between) / 2;
  const x = area.x + Math.max(...[losses, right].map((axis) => leftOfFrame(axis, height, wholeAxes.tickSize)));
  const width = area.x + area.width - 16 - x;
  const frames = {
    loss: { box: { x, y: area.y, width, height }, across, up: losses },
    accuracy: { box: { x, y: area.y + height + between, width, height }, across, up: right },
  };
  const best = validation && lowestAt(validation.loss);
  return {
    legend: [
      lineItem('training rows', curvePaint(0)),
      ...(validation
        ? [lineItem('validation rows', curvePaint(1)), lineItem('lowest validation loss', bestPaint)]
        : []),
    ],
    description: describe(curves, best),
    draw: (sheet) => {
      for (const [name, frame] of Object.entries(frames) as [keyof FitCurve, Frame][]) {
        sheet.clipped(frame.box, () => {
          if (best !== undefined) drawAt(sheet, frame, epochs[best] ?? 0);
          for (const [index, curve] of [training, ...(validation ? [validation] : [])].entries()) {
            const line = epochs.map((epoch, i): Point => [toX(frame, epoch), toY(frame, curve[name][i] ?? 0)]);
            sheet.path(pathData([simplifyLine(line, 0.1)], false), curvePaint(index));
          }
        });
        drawAxes(sheet, frame, { ...wholeAxes, acrossTexts: name === 'accuracy' });
      }
    },
  };
}

const bestPaint: Paint = { stroke: 'soft', strokeWidth: 1, dash: '1 3' };

function curvePaint(index: number): Paint {
  const dash = curveDash(index);
  return { stroke: lineToken(index), strokeWidth: 1.8, ...(dash !== '' && { dash }) };
}

function drawAt(sheet: Sheet, frame: Frame, epoch: number): void {
  const { y, height } = frame.box;
  const x = toX(frame, epoch);
  const line: Point[] = [
    [x, y],
    [x, y + height],
  ];
  sheet.path(pathData([line], false), bestPaint);
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
