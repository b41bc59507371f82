import {
  axisOf,
  belowFrame,
  betweenFrames,
  equalScale,
  fitFrame,
  leftOfFrame,
  sameScale,
  wholeAxes,
  type AxisTexts,
} from './axes.ts';
import { drawFlatBar, drawUprightBar, flatBarHeight, uprightBarWidth } from './colour-bar.ts';
import { overText } from './describe.ts';
import type { LegendItem } from './legend.ts';
import { boundaryLegend, lineItem } from './lines.ts';
import { countText, shortNumber } from './numbers.ts';
import type { Draft } from './page.ts';
import type { PictureData, PictureInput, PictureOptions, SetSubject } from './picture.ts';
import { kindItem, rowLegend, wrongText } from './rows.ts';
import { drawSet, levelPaint, otherPaint, viewSet, type SetPanel } from './set-panel.ts';
import type { Point } from './path.ts';
import type { Box } from './sheet.ts';
import { axesOfSlice, type Slice } from './slice.ts';
import { cutToWidth, textWidth } from './text.ts';

/** More panels than this are no picture: the rest is left out, and the note says so. */
export const mostPanels = 12;

const titleHeight = 20;
const gapUp = 14;
const rightMargin = 16;

/** One output or region alone, in one frame with its colour bar beside it. */
export function draftSet(
  input: PictureInput,
  subject: SetSubject,
  slice: Slice,
  style: PictureOptions['style'],
  area: Box,
): Draft {
  const { across, up } = axesOfSlice(input.inputs, slice);
  const colours = subject.network !== undefined && style !== 'lines';
  const upright = colours && area.width >= 480;
  const inner: Box = {
    ...area,
    width: area.width - (upright ? uprightBarWidth : 0),
    height: area.height - (colours && !upright ? flatBarHeight : 0),
  };
  const frame = fitFrame(inner, axisOf(across), axisOf(up));
  const panel = viewSet(input, subject, 0, slice, frame);
  return {
    legend: setLegend(input, [panel]),
    description: `${overText(frame)} ${panel.description}.`,
    bottom: frame.box.y + frame.box.height + belowFrame + (colours && !upright ? flatBarHeight : 0),
    draw: (sheet) => {
      const { x, y, width, height } = frame.box;
      drawSet(sheet, panel, [], wholeAxes, style);
      if (upright) drawUprightBar(sheet, x + width + 16, y, height);
      else if (colours) drawFlatBar(sheet, 14, y + height + belowFrame + 8, area.width - 28);
    },
  };
}

/** Several outputs or regions, a panel each, on shared axes and one scale of colours. */
export function draftSets(
  input: PictureInput,
  subject: SetSubject,
  slice: Slice,
  style: PictureOptions['style'],
  area: Box,
): Draft {
  const shown = subject.names.slice(0, mostPanels);
  const { panelWidth, panelHeight, columns, rows, left, gapAcross } = panelGrid(input, subject, slice, area.width);
  const { across, up } = axesOfSlice(input.inputs, slice);
  const colours = subject.network !== undefined && style !== 'lines';
  const panels = shown.map((_, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const box: Box = {
      x: left + column * (panelWidth + gapAcross),
      y: area.y + titleHeight + row * (panelHeight + titleHeight + gapUp),
      width: panelWidth,
      height: panelHeight,
    };
    return viewSet(input, subject, index, slice, { box, across: axisOf(across), up: axisOf(up) });
  });
  const textsOf = (index: number): AxisTexts => ({
    tickSize: 9.5,
    acrossTexts: index + columns >= shown.length,
    upTexts: index % columns === 0,
    upTicks: true,
  });
  const first = panels[0]?.frame;
  return {
    legend: setLegend(input, panels),
    description: `${first ? overText(first) : ''} ${panels.map(({ description }) => description).join('; ')}.`,
    draw: (sheet) => {
      for (const [index, panel] of panels.entries()) {
        const { x, y, width } = panel.frame.box;
        sheet.text(x, y - 7, titleText(panel, width - 28), { size: 11, lead: `(${letter(index)})`, full: panel.name });
        drawSet(sheet, panel, otherLines(subject, panels, index), textsOf(index), style);
      }
      const y = area.y + rows * (panelHeight + titleHeight) + (rows - 1) * gapUp + belowFrame + 8;
      if (colours) drawFlatBar(sheet, Math.min(left, 56), y, Math.min(460, area.width - 2 * rightMargin - 40));
    },
  };
}

/** The name and how many rows are wrong, where there is room for both. */
function titleText({ name, rows }: SetPanel, width: number): string {
  const wrong = rows?.wrong === undefined ? '' : `, ${wrongText(rows)}`;
  const room = width - textWidth(wrong, 11);
  return room < 50 ? cutToWidth(name, width, 11) : `${cutToWidth(name, room, 11)}${wrong}`;
}

/** The height that several panels need at that width, their axes and bar included. */
export function panelsHeight(
  input: PictureInput,
  subject: SetSubject,
  slice: Slice,
  style: PictureOptions['style'],
  width: number,
): number {
  const { panelHeight, rows } = panelGrid(input, subject, slice, width);
  const bar = subject.network !== undefined && style !== 'lines' ? flatBarHeight : 0;
  return rows * (panelHeight + titleHeight) + (rows - 1) * gapUp + belowFrame + bar;
}

/** Two or three panels beside each other, of equal scale where both axes have the same unit. */
function panelGrid({ inputs }: PictureInput, { names }: SetSubject, slice: Slice, width: number) {
  const axes = axesOfSlice(inputs, slice);
  const [across, up] = [axisOf(axes.across), axisOf(axes.up)];
  const count = Math.min(names.length, mostPanels);
  const most = width >= 560 ? 3 : width >= 340 ? 2 : 1;
  const columns = count === 4 ? Math.min(2, most) : Math.min(count, most);
  const left = leftOfFrame(up, 200, 9.5);
  const gapAcross = betweenFrames(across, width / columns, 9.5);
  const panelWidth = Math.floor((width - left - rightMargin - (columns - 1) * gapAcross) / columns);
  const square: Box = { x: 0, y: 0, width: panelWidth, height: 2 * panelWidth };
  const panelHeight = sameScale(across, up) ? equalScale(square, across, up).height : Math.round(0.8 * panelWidth);
  return { panelWidth, panelHeight, columns, rows: Math.ceil(count / columns), left, gapAcross };
}

function setLegend({ data, confidence, subject: { kind } }: PictureInput, panels: readonly SetPanel[]): LegendItem[] {
  const lines = (side: 'exact' | 'network') => {
    const drawn = panels.flatMap(({ boundaries }) => boundaries[side] ?? []);
    return drawn.length > 0 ? { [side]: drawn } : {};
  };
  const has = (side: 'inside' | 'outside'): boolean => panels.some(({ levels }) => levels && levels[side].length > 0);
  return [
    ...rowItems(data, panels),
    ...boundaryLegend({ ...lines('exact'), ...lines('network') }),
    ...(panels.length > 1 && kind === 'regions' ? [lineItem('boundary of another region', otherPaint)] : []),
    ...(has('inside') ? [lineItem(`level ${shortNumber(confidence, 1)}`, levelPaint.inside)] : []),
    ...(has('outside') ? [lineItem(`level −${shortNumber(confidence, 1)}`, levelPaint.outside)] : []),
  ];
}

/** Marks with their counts; several panels have counts of their own, in their titles. */
function rowItems(data: PictureData | undefined, panels: readonly SetPanel[]): LegendItem[] {
  const { rows } = panels[0] ?? {};
  if (data === undefined || rows === undefined) return [];
  if (data.targets?.kind !== 'outputs') return rowLegend(rows);
  const { shares } = data.targets;
  const inside = shares.filter((share) => share >= 0.5).length;
  const label = { inside: 'row that belongs inside', outside: 'row that belongs outside' };
  if (panels.length > 1) {
    return [kindItem({ kind: 'inside' }, label.inside), kindItem({ kind: 'outside' }, label.outside)];
  }
  return [
    { ...kindItem({ kind: 'inside' }, 'data inside'), after: countText(inside) },
    { ...kindItem({ kind: 'outside' }, 'data outside'), after: countText(shares.length - inside) },
    ...rowLegend(rows),
  ];
}

/** Regions of one file have the edges of the others around them; outputs are each a picture of their own. */
function otherLines({ kind }: SetSubject, panels: readonly SetPanel[], index: number): Point[][] {
  const here = panels[index]?.frame.box;
  if (kind !== 'regions' || here === undefined) return [];
  return panels.flatMap(({ frame, boundaries }, k) => {
    const [byX, byY] = [here.x - frame.box.x, here.y - frame.box.y];
    return k === index ? [] : (boundaries.exact ?? []).map((line) => line.map(([x, y]): Point => [x + byX, y + byY]));
  });
}

function letter(index: number): string {
  return String.fromCharCode(97 + index);
}
