import { axisOf, belowFrame, drawAxes, toX, toY, wholeAxes, type Axis, type Frame } from './axes.ts';
import { areaToken, curveDash, lineToken } from './colours.ts';
import { lineItem, straight } from './lines.ts';
import type { LegendItem } from './legend.ts';
import { countText, shortNumber } from './numbers.ts';
import type { Draft } from './page.ts';
import { pathData, simplifyLine, type Point } from './path.ts';
import type { PictureInput } from './picture.ts';
import { profileRows, sampleProfile, stripMiddle, type Samples } from './profile-samples.ts';
import { drawRows, kindItem, rowLegend, wrongText } from './rows.ts';
import type { Box, Paint, Sheet } from './sheet.ts';
import { axesOfSlice, type Slice } from './slice.ts';
import { cutToWidth, textWidth } from './text.ts';

/** Memberships along one input; below them a strip for each class or set, with where the text has it and its data. */
export function draftProfile(input: PictureInput, slice: Slice, area: Box): Draft {
  const { subject, confidence } = input;
  const across = axisOf(axesOfSlice(input.inputs, slice).across);
  const names = subject.names.map((name) => cutToWidth(name, Math.min(140, area.width / 4), nameSize));
  const layout = layOut(across, names, area, subject.network !== undefined);
  const samples = sampleProfile(input, slice, layout.strips);
  const rows = profileRows(input, slice, layout.strips);
  return {
    legend: [
      ...dataItems(input),
      ...(rows ? rowLegend(rows) : []),
      ...(layout.curves
        ? [lineItem(`levels ${shortNumber(confidence, 1)} and −${shortNumber(confidence, 1)}`, levelPaint)]
        : []),
    ],
    description: describe(across, subject.names, samples, rows ? wrongText(rows) : ''),
    draw: (sheet) => {
      const namesX = layout.strips.box.x + layout.strips.box.width + 8;
      if (layout.curves) drawCurves(sheet, layout.curves, samples, confidence, names, namesX);
      drawStrips(sheet, layout.strips, samples);
      for (const [index, name] of names.entries()) {
        const full = subject.names[index] ?? '';
        sheet.text(namesX, stripMiddle(layout.strips, index, names.length) + 0.36 * nameSize, name, {
          size: nameSize,
          full,
        });
      }
      if (rows) drawRows(sheet, rows);
    },
  };
}

const nameSize = 10.5;
const stripHeight = 18;
const between = 10;
const levelPaint: Paint = { stroke: 'line', strokeWidth: 0.8 };

interface Layout {
  readonly curves?: Frame;
  readonly strips: Frame;
}

function layOut(across: Axis, names: readonly string[], area: Box, withCurves: boolean): Layout {
  const x = 56;
  const width = area.width - x - 20 - Math.max(...names.map((name) => textWidth(name, nameSize)));
  const free = area.height - belowFrame;
  const least = names.length * stripHeight;
  const stripsHeight = withCurves ? Math.min(least, free / 2) : Math.min(free, 2 * least);
  const strips = { box: { x, y: area.y + free - stripsHeight, width, height: stripsHeight }, across, up: across };
  if (!withCurves) return { strips: { ...strips, box: { ...strips.box, y: area.y } } };
  const curves = { x, y: area.y, width, height: free - stripsHeight - between };
  return { curves: { box: curves, across, up: { label: 'membership', lo: -1.1, hi: 1.1 } }, strips };
}

function drawCurves(
  sheet: Sheet,
  frame: Frame,
  { values, places }: Samples,
  confidence: number,
  names: readonly string[],
  namesX: number,
): void {
  const { x, y, width, height } = frame.box;
  const [top, bottom] = [toY(frame, confidence), toY(frame, -confidence)];
  sheet.rect({ x, y, width, height: top - y }, { fill: 'grid' });
  sheet.rect({ x, y: bottom, width, height: y + height - bottom }, { fill: 'grid' });
  for (const line of [top, toY(frame, 0), bottom]) sheet.path(straight(x, x + width, line), levelPaint);
  sheet.clipped(frame.box, () => {
    for (const [index, curve] of values.entries()) {
      const line = curve.map((value, k): Point => [places[k] ?? x, toY(frame, value)]);
      const dash = curveDash(index);
      const paint: Paint = { stroke: lineToken(index), strokeWidth: 1.8, ...(dash !== '' && { dash }) };
      sheet.path(pathData([simplifyLine(line, 0.1)], false), paint);
    }
  });
  drawAxes(sheet, frame, { ...wholeAxes, acrossTexts: false });
  const ends = values.map((curve) => toY(frame, curve.at(-1) ?? 0));
  for (const [index, end] of spreadOut(ends, 13, y + 6, y + height - 6).entries()) {
    sheet.text(namesX, end + 0.36 * nameSize, names[index] ?? '', { size: nameSize });
  }
}

function drawStrips(sheet: Sheet, frame: Frame, { exact }: Samples): void {
  const { box } = frame;
  const height = Math.min(12, box.height / exact.length - 4);
  for (const [index, intervals] of exact.entries()) {
    const y = stripMiddle(frame, index, exact.length);
    sheet.path(straight(box.x, box.x + box.width, y), { stroke: 'grid', strokeWidth: 1 });
    for (const [from, to] of intervals) {
      const bar = { x: toX(frame, from), y: y - height / 2, width: toX(frame, to) - toX(frame, from), height };
      sheet.rect(bar, { fill: areaToken(index), stroke: lineToken(index), strokeWidth: 1 });
    }
  }
  drawAxes(sheet, frame, { ...wholeAxes, upTicks: false, upTexts: false });
}

/** Places as near to the wanted ones as their distance allows, in the same order from above to below. */
function spreadOut(wanted: readonly number[], apart: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const placed = [...wanted];
  let least = top;
  for (const index of order) {
    placed[index] = Math.max(wanted[index] ?? top, least);
    least = (placed[index] ?? top) + apart;
  }
  let most = bottom;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index] ?? bottom, most);
    most = (placed[index] ?? bottom) - apart;
  }
  return placed;
}

function dataItems({ data, subject }: PictureInput): LegendItem[] {
  switch (data?.targets?.kind) {
    case undefined:
      return [];
    case 'outputs':
      return [
        kindItem({ kind: 'inside' }, 'row that belongs inside'),
        kindItem({ kind: 'outside' }, 'row that belongs outside'),
      ];
    case 'classes': {
      const { indices } = data.targets;
      return subject.names.flatMap((name, index) => {
        const count = indices.filter((one) => one === index).length;
        return count === 0 ? [] : [{ ...kindItem({ kind: 'class', index }, name), after: countText(count) }];
      });
    }
  }
}

function describe({ label, lo, hi }: Axis, names: readonly string[], { exact }: Samples, rows: string): string {
  const step = (hi - lo) / 500;
  const parts = names.map((name, index) => {
    const intervals = exact[index] ?? [];
    const texts = intervals.map(([from, to]) => `${roundTo(from, step)} to ${roundTo(to, step)}`);
    return `${name}: ${texts.join(' and ') || 'nowhere'}`;
  });
  return `${label} from ${lo} to ${hi}. ${[...parts, ...(rows === '' ? [] : [rows])].join('; ')}.`;
}

function roundTo(value: number, step: number): string {
  return String(Number((Math.round(value / step) * step).toPrecision(6)));
}
