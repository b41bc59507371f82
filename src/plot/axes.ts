import { niceTicks, numberText, type Tick } from './numbers.ts';
import type { PictureAxis } from './picture.ts';
import { pathData, type Point } from './path.ts';
import { boxesMeet, textBox, type Box, type Sheet } from './sheet.ts';
import { cutToWidth, textWidth } from './text.ts';

/** A scale along one side of a frame. */
export interface Axis {
  readonly label: string;
  readonly lo: number;
  readonly hi: number;
  readonly unit?: string;
  /** Equal ratios are equally long; needs lo > 0. */
  readonly log?: boolean;
}

/** A plot area with the values of its edges. */
export interface Frame {
  readonly box: Box;
  readonly across: Axis;
  readonly up: Axis;
}

/** Which texts stand around a frame: panels in a grid share theirs. */
export interface AxisTexts {
  readonly tickSize: number;
  readonly acrossTexts: boolean;
  readonly upTexts: boolean;
  /** Whether values stand on the left edge at all. */
  readonly upTicks: boolean;
}

export const wholeAxes: AxisTexts = { tickSize: 10, acrossTexts: true, upTexts: true, upTicks: true };

/** Room below a frame for ticks and label. */
export const belowFrame = 40;

const labelSize = 11;

/** `name (unit)`; the name alone where it ends in the unit already. */
export function axisOf({ name, unit, lo, hi }: PictureAxis): Axis {
  const says = unit === undefined || name.toLowerCase().endsWith(`_${unit.toLowerCase()}`);
  return { label: says ? name : `${name} (${unit})`, lo, hi, ...(unit !== undefined && { unit }) };
}

export function toX({ box, across }: Frame, value: number): number {
  return box.x + box.width * shareAlong(across, value);
}

export function toY({ box, up }: Frame, value: number): number {
  return box.y + box.height - box.height * shareAlong(up, value);
}

/** How far along an axis a value stands: 0 at its lower end, 1 at its upper. */
function shareAlong({ lo, hi, log = false }: Axis, value: number): number {
  return log ? Math.log(value / lo) / Math.log(hi / lo) : (value - lo) / (hi - lo);
}

/** The largest frame inside `area` once the texts on its left and below have their room. */
export function fitFrame(area: Box, across: Axis, up: Axis): Frame {
  const height = area.height - belowFrame;
  const left = leftOfFrame(up, height, wholeAxes.tickSize);
  const right = 16;
  const box = { x: area.x + left, y: area.y, width: area.width - left - right, height };
  return { box: sameScale(across, up) ? equalScale(box, across, up) : box, across, up };
}

/** Room left of a frame of that height for ticks and label. */
export function leftOfFrame(up: Axis, height: number, tickSize: number): number {
  const widest = Math.max(...ticksUp(up, height).map(({ text }) => textWidth(text, tickSize)), 0);
  return Math.max(56, Math.ceil(widest) + 34);
}

/** Room that the texts of two panels side by side need between them. */
export function betweenFrames(across: Axis, width: number, tickSize: number): number {
  const frame = { box: { x: 0, y: 0, width, height: width }, across, up: across };
  const widths = ticksAcross(frame, tickSize).map(({ text }) => textWidth(text, tickSize));
  return Math.max(16, Math.ceil(Math.max(...widths, 0)) + 4);
}

/**
 * Whether a step means the same on both axes: same unit, and neither range over twice the other (a strip shows
 * nothing).
 */
export function sameScale(across: Axis, up: Axis): boolean {
  const ratio = (across.hi - across.lo) / (up.hi - up.lo);
  return across.unit === up.unit && ratio <= 2 && ratio >= 0.5;
}

/** The part of `box` in which both axes have the same pixels per step, in the middle of it. */
export function equalScale(box: Box, across: Axis, up: Axis): Box {
  const perStep = Math.min(box.width / (across.hi - across.lo), box.height / (up.hi - up.lo));
  const [width, height] = [perStep * (across.hi - across.lo), perStep * (up.hi - up.lo)].map(Math.round) as [
    number,
    number,
  ];
  return { x: box.x + Math.round((box.width - width) / 2), y: box.y, width, height };
}

/** Frame, ticks and labels around a plot. */
export function drawAxes(sheet: Sheet, frame: Frame, texts: AxisTexts): void {
  const { box, across, up } = frame;
  const bottom = box.y + box.height;
  const below = ticksAcross(frame, texts.tickSize);
  const beside = texts.upTicks ? ticksUp(up, box.height) : [];
  const marks: Point[][] = [
    ...below.map(({ value }): Point[] => [
      [toX(frame, value), bottom],
      [toX(frame, value), bottom + 4],
    ]),
    ...beside.map(({ value }): Point[] => [
      [box.x - 4, toY(frame, value)],
      [box.x, toY(frame, value)],
    ]),
  ];
  sheet.rect(box, { stroke: 'line', strokeWidth: 1 });
  sheet.path(pathData(marks, false), { stroke: 'line', strokeWidth: 1 });
  if (texts.acrossTexts) {
    for (const { value, text } of below) {
      sheet.text(toX(frame, value), bottom + 5 + texts.tickSize, text, {
        size: texts.tickSize,
        anchor: 'middle',
        colour: 'soft',
      });
    }
    const label = cutToWidth(across.label, Math.min(sheet.width - 20, box.width + 60), labelSize);
    const middle = keepInside(box.x + box.width / 2, textWidth(label, labelSize), sheet.width);
    sheet.text(middle, bottom + 33, label, { size: labelSize, anchor: 'middle', full: across.label });
  }
  if (texts.upTexts) {
    const widest = Math.max(...beside.map(({ text }) => textWidth(text, texts.tickSize)), 0);
    for (const { value, text } of beside) {
      const y = toY(frame, value) + 0.35 * texts.tickSize;
      sheet.text(box.x - 7, y, text, { size: texts.tickSize, anchor: 'end', colour: 'soft' });
    }
    const label = cutToWidth(up.label, box.height, labelSize);
    const x = box.x - Math.max(widest + 15, 32);
    sheet.text(x, box.y + box.height / 2, label, { size: labelSize, anchor: 'middle', upright: true, full: up.label });
  }
}

/** As many nice numbers as fit across, with a gap between their texts. */
function ticksAcross({ box, across }: Frame, size: number): Tick[] {
  return mostTicks(across, box.width, 46, (found) => {
    const boxes = found.map(({ value, text }) => {
      return textBox(toX({ box, across, up: across }, value), 0, ` ${text} `, { size, anchor: 'middle' });
    });
    return boxes.every((one, i) => i === 0 || !boxesMeet(one, boxes[i - 1] as Box));
  });
}

function ticksUp(up: Axis, height: number): Tick[] {
  return mostTicks(up, height, 34, () => true);
}

/** The most nice numbers that are at least `apart` pixels from each other and fit. */
function mostTicks(
  { lo, hi, log = false }: Axis,
  length: number,
  apart: number,
  fit: (found: Tick[]) => boolean,
): Tick[] {
  if (log) return mostPowers(lo, hi, length, apart);
  for (let count = Math.ceil(length / apart); count > 1; count--) {
    const found = niceTicks(lo, hi, count);
    if ((found.length - 1) * apart <= length && fit(found)) return found;
  }
  return niceTicks(lo, hi, 1);
}

/**
 * Powers of ten, with 2 and 5 times or 3 times them where there is room; every second or third of them where all would
 * stand too close.
 */
function mostPowers(lo: number, hi: number, length: number, apart: number): Tick[] {
  const perPower = length / Math.log10(hi / lo);
  const factors = [
    [1, 2, 5],
    [1, 3],
  ].find((some) => perPower * Math.log10(some[1] ?? 10) >= apart) ?? [1];
  const every = Math.max(1, Math.ceil(apart / perPower));
  const first = Math.ceil(Math.log10(lo) - 1e-9);
  const last = Math.floor(Math.log10(hi) + 1e-9);
  const values: number[] = [];
  for (let power = first - 1; power <= last; power++)
    if ((power - first) % every === 0) values.push(...factors.map((factor) => factor * 10 ** power));
  return values
    .filter((value) => value >= lo * (1 - 1e-9) && value <= hi * (1 + 1e-9))
    .map((value) => ({ value, text: numberText(value, value) }));
}

/** The middle of a text of that width, moved so that all of it is in the picture. */
function keepInside(middle: number, width: number, pictureWidth: number): number {
  return Math.min(Math.max(middle, width / 2 + 4), pictureWidth - width / 2 - 4);
}
