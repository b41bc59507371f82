import { axisOf, belowFrame, fitFrame, wholeAxes } from './axes.ts';
import { drawFlatBar, drawUprightBar, flatBarHeight, uprightBarWidth } from './colour-bar.ts';
import { overText } from './describe.ts';
import type { LegendItem } from './legend.ts';
import { boundaryLegend, lineItem } from './lines.ts';
import { countText, shortNumber } from './numbers.ts';
import type { Draft } from './page.ts';
import {
  barWidth,
  drawPanelTitle,
  panelBox,
  panelGrid,
  panelsHeight,
  panelTexts,
  type PanelGrid,
} from './panel-grid.ts';
import type { PictureData, PictureInput, PictureOptions, SetSubject } from './picture.ts';
import { kindItem, rowLegend, wrongText } from './rows.ts';
import { drawSet, levelPaint, otherPaint, viewSet, type SetPanel } from './set-panel.ts';
import type { Point } from './path.ts';
import type { Box } from './sheet.ts';
import { axesOfSlice, type Slice } from './slice.ts';
import { cutToWidth, textWidth } from './text.ts';

/** More panels than this are no picture: the rest is left out, and the note says so. */
export const mostPanels = 12;

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
  const grid = gridOf(input, subject, slice, area.width);
  const { across, up } = axesOfSlice(input.inputs, slice);
  const colours = subject.network !== undefined && style !== 'lines';
  const panels = shown.map((_, index) => {
    const box = panelBox(grid, index, area.y);
    return viewSet(input, subject, index, slice, { box, across: axisOf(across), up: axisOf(up) });
  });
  const first = panels[0]?.frame;
  return {
    legend: setLegend(input, panels),
    description: `${first ? overText(first) : ''} ${panels.map(({ description }) => description).join('; ')}.`,
    draw: (sheet) => {
      for (const [index, panel] of panels.entries()) {
        drawPanelTitle(sheet, panel.frame.box, index, titleText(panel, panel.frame.box.width - 28), panel.name);
        drawSet(sheet, panel, otherLines(subject, panels, index), panelTexts(grid, index), style);
      }
      if (colours) drawFlatBar(sheet, Math.min(grid.left, 56), area.y + panelsHeight(grid) + 8, barWidth(area.width));
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
export function setsHeight(
  input: PictureInput,
  subject: SetSubject,
  slice: Slice,
  style: PictureOptions['style'],
  width: number,
): number {
  const bar = subject.network !== undefined && style !== 'lines' ? flatBarHeight : 0;
  return panelsHeight(gridOf(input, subject, slice, width)) + bar;
}

/** The panels of a subject's names over a slice. */
function gridOf({ inputs }: PictureInput, { names }: SetSubject, slice: Slice, width: number): PanelGrid {
  const { across, up } = axesOfSlice(inputs, slice);
  return panelGrid(axisOf(across), axisOf(up), Math.min(names.length, mostPanels), width);
}

function setLegend({ data, subject: { kind } }: PictureInput, panels: readonly SetPanel[]): LegendItem[] {
  const lines = (side: 'exact' | 'network') => {
    const drawn = panels.flatMap(({ boundaries }) => boundaries[side] ?? []);
    return drawn.length > 0 ? { [side]: drawn } : {};
  };
  const drawn = panels.flatMap(({ levels }) => levels.filter((level) => level.lines.length > 0));
  const values = [...new Set(drawn.map(({ value }) => value))];
  return [
    ...rowItems(data, panels),
    ...boundaryLegend({ ...lines('exact'), ...lines('network') }),
    ...(panels.length > 1 && kind === 'regions' ? [lineItem('boundary of another region', otherPaint)] : []),
    ...values.map((value) => lineItem(`level ${shortNumber(value, 1)}`, levelPaint(value))),
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
