import { belowFrame, drawAxes, leftOfFrame, toX, toY, wholeAxes, type Axis, type Frame } from './axes.ts';
import { curveDash, lineToken } from './colours.ts';
import type { LegendItem } from './legend.ts';
import { lineItem } from './lines.ts';
import { shortNumber } from './numbers.ts';
import { composePage, type Draft } from './page.ts';
import { drawPanelTitle, letterPlace } from './panel-grid.ts';
import { pathData, simplifyLine, type Point } from './path.ts';
import type { Picture, PictureOptions } from './picture.ts';
import type { Box, Paint, Sheet } from './sheet.ts';
import { cutToWidth, textWidth } from './text.ts';

/** Curves in one panel or several. */
export interface Chart {
  readonly title: string;
  readonly doc?: string;
  readonly panels: readonly ChartPanel[];
  /** The letter of the first panel with a title; `a` where nothing is said. */
  readonly firstLetter?: string;
  /** One below the other, over one axis that is labelled once. */
  readonly stacked?: boolean;
  /** What the curves show, in words; their ends where nothing is said. */
  readonly description?: string;
}

export interface ChartPanel {
  readonly title?: string;
  readonly across: Axis;
  readonly up: Axis;
  readonly lines: readonly ChartLine[];
  /** Dotted lines straight up, at these values across. */
  readonly marks?: readonly ChartMark[];
}

export interface ChartLine {
  /** For the legend; empty where the panel's title says it. */
  readonly name: string;
  /** Values across and up, ascending across. Where one is not finite the line is broken. */
  readonly points: readonly Point[];
  /** Which colour and dash; its place in the panel where nothing is said. */
  readonly look?: number;
}

export interface ChartMark {
  readonly name: string;
  readonly at: number;
}

/** Curves over their axes; what they are called stands in the legend. */
export function plotChart(chart: Chart, options: Pick<PictureOptions, 'width' | 'height' | 'theme'> = {}): Picture {
  const { theme = 'auto' } = options;
  const width = Math.max(240, Math.round(options.width ?? 640));
  const { title, doc = '', panels, stacked = false } = chart;
  const most = width < 480 ? 1 : width >= 600 && panels.length % 3 === 0 ? 3 : 2;
  const columns = stacked ? 1 : Math.min(panels.length, most);
  const rows = Math.ceil(panels.length / columns);
  const page = { width, theme, title, doc, note: '', height: options.height ?? 480 };
  const isGrid = panels.length > 1 && !stacked && options.height === undefined;
  const own = isGrid ? { plotHeight: rows * rowHeight(panels, width / columns) } : {};
  return composePage({ ...page, ...own }, (area) => draftChart(chart, area, { columns, rows }));
}

/** An axis over values with a little room beside them; over their powers of ten where `log`. */
export function axisOver(label: string, values: readonly number[], { log = false, from }: AxisOptions = {}): Axis {
  const usable = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  const least = usable.reduce((lo, value) => Math.min(lo, value), from ?? Infinity);
  const most = usable.reduce((hi, value) => Math.max(hi, value), from ?? -Infinity);
  if (!(least <= most)) return { label, lo: log ? 0.1 : 0, hi: 1, log };
  if (log) return { label, lo: least / 1.2, hi: most * 1.2, log };
  const room = least === most ? Math.abs(most) || 1 : (most - least) / 20;
  return { label, lo: least === from ? from : least - room, hi: most === from ? from : most + room };
}

export interface AxisOptions {
  readonly log?: boolean;
  /** A value where the axis starts or ends, unless others lie beyond it. */
  readonly from?: number;
}

const between = 14;
const titleRoom = 20;

function rowHeight(panels: readonly ChartPanel[], panelWidth: number): number {
  return titleOf(panels) + Math.round(Math.max(180, 0.6 * panelWidth)) + belowFrame + between;
}

function titleOf(panels: readonly ChartPanel[]): number {
  return panels.some(({ title }) => title !== undefined) ? titleRoom : 0;
}

function draftChart(
  { panels, stacked = false, firstLetter = 'a', description }: Chart,
  area: Box,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Draft {
  const titled = titleOf(panels);
  const texts = stacked ? between : belowFrame + (rows > 1 ? between : 0);
  const frames = panels.map(({ across, up }, index): Frame => {
    const whole = stacked ? (area.height - belowFrame - between * (rows - 1)) / rows : area.height / rows;
    const height = whole - titled - (stacked ? 0 : texts);
    const column = panels.filter((_, other) => other % columns === index % columns);
    const left = Math.max(...column.map((panel) => leftOfFrame(panel.up, height, wholeAxes.tickSize)));
    const y = area.y + Math.floor(index / columns) * (stacked ? whole + between : whole) + titled;
    const cell = area.width / columns;
    const right = Math.max(...column.map((panel) => rightOf(panel.across)));
    const box = { x: area.x + (index % columns) * cell + left, y, width: cell - left - right, height };
    return { box, across, up };
  });
  return {
    legend: legendOf(panels),
    description: description ?? describe(panels),
    draw: (sheet) => {
      for (const [index, panel] of panels.entries()) {
        const frame = frames[index];
        if (!frame) continue;
        const { title } = panel;
        if (title !== undefined) {
          drawPanelTitle(
            sheet,
            frame.box,
            index + letterPlace(firstLetter),
            cutToWidth(title, frame.box.width - 28, 11),
            title,
          );
        }
        sheet.clipped(frame.box, () => drawLines(sheet, frame, panel));
        drawAxes(sheet, frame, { ...wholeAxes, acrossTexts: !stacked || index === panels.length - 1 });
      }
    },
  };
}

/** Room right of a frame: half of a number at its end. */
function rightOf({ lo, hi }: Axis): number {
  return Math.max(16, Math.ceil(textWidth(shortNumber(hi, hi - lo), wholeAxes.tickSize) / 2) + 2);
}

function drawLines(sheet: Sheet, frame: Frame, { lines, marks = [] }: ChartPanel): void {
  const { y, height } = frame.box;
  for (const { at } of marks) {
    const x = toX(frame, at);
    const upright: Point[] = [
      [x, y],
      [x, y + height],
    ];
    sheet.path(pathData([upright], false), markPaint);
  }
  for (const [index, { points, look = index }] of lines.entries()) {
    const stretches: Point[][] = [[]];
    for (const [across, up] of points) {
      const place: Point = [toX(frame, across), toY(frame, up)];
      if (place.every(Number.isFinite)) stretches.at(-1)?.push([place[0], within(place[1], frame.box)]);
      else stretches.push([]);
    }
    const drawn = stretches.filter(({ length }) => length > 1).map((line) => simplifyLine(line, 0.1));
    sheet.path(pathData(drawn, false), curvePaint(look));
  }
}

/** Far outside a frame a line runs along a place that is just as invisible and short to write. */
function within(y: number, box: Box): number {
  return Math.min(Math.max(y, box.y - box.height), box.y + 2 * box.height);
}

const markPaint: Paint = { stroke: 'soft', strokeWidth: 1, dash: '1 3' };

function curvePaint(index: number): Paint {
  const dash = curveDash(index);
  return { stroke: lineToken(index), strokeWidth: 1.8, ...(dash !== '' && { dash }) };
}

/** Every name once, whatever panels it occurs in. */
function legendOf(panels: readonly ChartPanel[]): LegendItem[] {
  const items = new Map<string, Paint>();
  for (const { lines, marks = [] } of panels) {
    for (const [index, { name, look = index }] of lines.entries()) if (name !== '') items.set(name, curvePaint(look));
    for (const { name } of marks) items.set(name, markPaint);
  }
  return [...items].map(([name, paint]) => lineItem(name, paint));
}

function describe(panels: readonly ChartPanel[]): string {
  return `${panels
    .map(({ title, across, up, lines }) => {
      const names = lines.map(({ name }) => name || up.label).join(', ');
      return `${title === undefined ? '' : `${title}: `}${up.label} across ${across.label}: ${names}`;
    })
    .join('; ')}.`;
}
