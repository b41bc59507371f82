import { axisOf } from './axes.ts';
import { countText, shortNumber } from './numbers.ts';
import type { PictureAxis, PictureInput, PictureOptions } from './picture.ts';
import { mostPanels } from './sets.ts';
import { axesOfSlice, chooseSlice, nearSlice, pointsOfSlice, sliceText, type Slice } from './slice.ts';
import { printCells, printShade, printSign, type Sign, type TerminalColour } from './terminal-cells.ts';
import { classPainter, isWrong, setPainter, type Painter } from './terminal-paint.ts';
import { cleanText } from './text.ts';

export interface TerminalOptions extends Pick<PictureOptions, 'axes' | 'at'> {
  readonly colour: TerminalColour;
  /** The terminal's size in characters; default 80 x 24. */
  readonly columns?: number;
  readonly rows?: number;
  /** Which paper the full colours are for; default `dark`. */
  readonly theme?: 'light' | 'dark';
}

/** A picture as lines of text: one for all classes, one for each output or region. */
export function plotTerminal(input: PictureInput, options: TerminalOptions): string {
  const slice = chooseSlice(input, options);
  const { subject, title, doc = '' } = input;
  const texts = [title, doc, sliceText(input.inputs, slice)].map(cleanText).filter((text) => text !== '');
  if (subject.kind === 'classes') {
    return joinLines([...texts, ...drawField(input, classPainter(input, subject), slice, options)]);
  }
  const shown = subject.names.slice(0, mostPanels);
  const fields = shown.flatMap((name, index) => [
    ...(subject.names.length > 1 ? ['', cleanText(name)] : []),
    ...drawField(input, setPainter(input, subject, index), slice, options),
  ]);
  const more = subject.names.length - shown.length;
  return joinLines([...texts, ...fields, ...(more > 0 ? [`and ${more} more`] : [])]);
}

function joinLines(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** Room left of the field for numbers. */
const margin = 9;
/** Lines around the field: titles, axis, legend, the prompt. */
const around = 6;

function drawField(input: PictureInput, painter: Painter, slice: Slice, options: TerminalOptions): string[] {
  const { colour, theme = 'dark' } = options;
  const columns = clamp((options.columns ?? 80) - margin - 2, 16, 64);
  const flat = slice.axes.length === 1;
  const rows = flat ? 1 : clamp((options.rows ?? 24) - around, 6, 18);
  const { across, up } = axesOfSlice(input.inputs, slice);
  const place = (axis: PictureAxis, share: number): number => axis.lo + share * (axis.hi - axis.lo);
  const values = Float64Array.from({ length: (flat ? 1 : 2) * columns * 2 * rows }, (_, k) => {
    const sample = flat ? k : k >> 1;
    const [column, half] = [sample % columns, Math.floor(sample / columns)];
    return flat || k % 2 === 0 ? place(across, (column + 0.5) / columns) : place(up, 1 - (half + 0.5) / (2 * rows));
  });
  const count = columns * 2 * rows;
  const shades = painter.shades(pointsOfSlice(slice, values, count), count);
  const signs = placeSigns(input, painter, slice, columns, rows);
  const lines = printCells(
    { columns, rows, shadeAt: (column, half) => shades[half * columns + column], signAt: (cell) => signs.get(cell) },
    colour,
    theme,
  );
  const bar = colour === 'none' ? '|' : '│';
  const upTexts = new Map(flat ? [] : [0, rows >> 1, rows - 1].map((row) => [row, upText(up, row, rows)]));
  const label = flat ? `${axisOf(across).label} across` : `${axisOf(across).label} across, ${axisOf(up).label} up`;
  return [
    ...lines.map((line, row) => `${(upTexts.get(row) ?? '').padStart(margin - 1)} ${bar}${line}${bar}`),
    `${' '.repeat(margin + 1)}${acrossTexts(across, columns)}`,
    `${' '.repeat(margin + 1)}${cleanText(label)}`,
    legendLine(painter, colour, theme),
    ...farNote(input, slice),
  ];
}

/** Per cell the sign of a row that is near the slice, a wrong one first. */
function placeSigns({ inputs, data }: PictureInput, painter: Painter, slice: Slice, columns: number, rows: number) {
  const placed = new Map<number, Sign>();
  if (data === undefined) return placed;
  const near = nearSlice(inputs, slice, data);
  const cellOf = (row: number, index: number, cells: number): number => {
    const axis = inputs[index];
    if (axis === undefined) return 0;
    const share = ((data.points[row * inputs.length + index] as number) - axis.lo) / (axis.hi - axis.lo);
    return share === 1 ? cells - 1 : Math.floor(share * cells);
  };
  const [across, up] = slice.axes;
  for (const [row, sign] of painter.signs.entries()) {
    const column = cellOf(row, across, columns);
    const line = up === undefined ? 0 : rows - 1 - cellOf(row, up, rows);
    if (near[row] !== true || column < 0 || column >= columns || line < 0 || line >= rows) continue;
    const cell = line * columns + column;
    const other = placed.get(cell);
    if (other === undefined || !isWrong(other)) placed.set(cell, sign);
  }
  return placed;
}

function upText({ lo, hi }: PictureAxis, row: number, rows: number): string {
  const share = row === 0 ? 1 : row === rows - 1 ? 0 : 1 - (row + 0.5) / rows;
  return shortNumber(lo + share * (hi - lo), 100 * (hi - lo)).slice(0, margin - 1);
}

/** The ends and the middle of the axis, below their places. */
function acrossTexts({ lo, hi }: PictureAxis, columns: number): string {
  const [first, middle, last] = [lo, (lo + hi) / 2, hi].map((value) => shortNumber(value, hi - lo));
  const line = `${first}`.padEnd(Math.floor((columns - `${middle}`.length) / 2)) + `${middle}`;
  return `${line.padEnd(columns - `${last}`.length)}${last}`;
}

function legendLine({ legend }: Painter, colour: TerminalColour, theme: 'light' | 'dark'): string {
  const entries = legend.map(({ shade, sign, text }) => {
    const signs = [shade && printShade(shade, colour, theme), sign && printSign(sign, colour, theme)];
    return [...signs.filter((part) => part !== undefined), cleanText(text)].join(' ');
  });
  return [...entries, ...(colour === 'full' ? [] : ['# boundary'])].join('   ');
}

function farNote({ inputs, data }: PictureInput, slice: Slice): string[] {
  const far = data ? nearSlice(inputs, slice, data).filter((near) => !near).length : 0;
  return far === 0 ? [] : [`${countText(far)} rows are far from the slice and not drawn`];
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
