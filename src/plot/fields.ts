import { axisOf, belowFrame, drawAxes, fitFrame, wholeAxes, type AxisTexts, type Frame } from './axes.ts';
import {
  bandEdges,
  bandToken,
  drawFlatBar,
  drawShareBar,
  flatBarHeight,
  shareEdges,
  shareToken,
} from './colour-bar.ts';
import { areaToken, lineToken, type Token } from './colours.ts';
import { boundaryLines, type Ring } from './contour.ts';
import { overText } from './describe.ts';
import type { LegendItem } from './legend.ts';
import { lineItem } from './lines.ts';
import { shortNumber } from './numbers.ts';
import { composePage, type Draft } from './page.ts';
import { barWidth, drawPanelTitle, panelBox, panelGrid, panelsHeight, panelTexts } from './panel-grid.ts';
import type { Point } from './path.ts';
import type { Evaluate, Picture, PictureAxis, PictureOptions } from './picture.ts';
import { fieldOf, linesPath, makePlane, ringsPath, traceField, type Field, type Plane } from './plane.ts';
import type { Box, Paint, Sheet } from './sheet.ts';
import { axesOfSlice, chooseSlice, sliceText, type Slice } from './slice.ts';
import { cutToWidth } from './text.ts';

/** Numbers over a plane of the input space, a panel each. */
export interface Fields {
  readonly title: string;
  readonly doc?: string;
  readonly inputs: readonly PictureAxis[];
  readonly panels: readonly FieldPanel[];
}

export interface FieldPanel {
  readonly name: string;
  /** One number a row. */
  readonly at: Evaluate;
  readonly scale: FieldScale;
  /** Lines where these are 0, such as the boundary of a class. */
  readonly lines?: readonly FieldLine[];
}

export interface FieldLine {
  readonly name: string;
  readonly at: Evaluate;
  /** Which dash; its place in the panel where nothing is said. */
  readonly look?: number;
}

/**
 * How a panel's numbers are coloured: `signed` those of [-1, 1] like confidence; `magnitude` by their share of the
 * largest one, which the title names; `parts` of whole numbers from 0 on, a colour and a name each.
 */
export type FieldScale =
  | { readonly kind: 'signed' }
  | { readonly kind: 'magnitude' }
  | { readonly kind: 'parts'; readonly names: readonly string[] };

/** Fields side by side, on one slice and shared axes. */
export function plotFields(fields: Fields, options: PictureOptions = {}): Picture {
  const { theme = 'auto', height = 480 } = options;
  const { title, doc = '', inputs, panels } = fields;
  const width = Math.max(240, Math.round(options.width ?? 640));
  const subject = { kind: 'regions', names: [] } as const;
  const slice = chooseSlice({ title, inputs, subject, confidence: 1 }, options);
  const [across, up] = axesOf(inputs, slice);
  const page = { width, height, theme, title, doc, note: sliceText(inputs, slice) };
  const bar = barOf(panels) ? flatBarHeight : 0;
  if (panels.length === 1) return composePage(page, (area) => draftOne(fields, slice, area, bar));
  const grid = panelGrid(across, up, panels.length, width);
  const plotHeight = panelsHeight(grid) + bar;
  return composePage({ ...page, plotHeight }, (area) => {
    const views = panels.map((panel, index) => {
      return viewPanel(panel, makePlane({ box: panelBox(grid, index, area.y), across, up }, slice, { fine: true }));
    });
    return {
      legend: legendOf(panels),
      description: describe(views),
      draw: (sheet) => {
        for (const [index, view] of views.entries()) {
          const { box } = view.frame;
          drawPanelTitle(sheet, box, index, cutToWidth(view.title, box.width - 28, 11), view.title);
          drawPanel(sheet, view, panelTexts(grid, index));
        }
        drawBar(sheet, panels, {
          x: Math.min(grid.left, 56),
          y: area.y + panelsHeight(grid) + 8,
          width: barWidth(width),
        });
      },
    };
  });
}

function draftOne({ inputs, panels: [panel, ...rest] }: Fields, slice: Slice, area: Box, bar: number): Draft {
  if (!panel || rest.length > 0) throw new RangeError('one panel is drafted alone');
  const [across, up] = axesOf(inputs, slice);
  const frame = fitFrame({ ...area, height: area.height - bar }, across, up);
  const view = viewPanel(panel, makePlane(frame, slice, { fine: true }));
  const below = frame.box.y + frame.box.height + belowFrame;
  return {
    legend: [...(view.title === panel.name ? [] : [plainItem(view.title)]), ...legendOf([panel])],
    description: describe([view]),
    bottom: below + bar,
    draw: (sheet) => {
      drawPanel(sheet, view, wholeAxes);
      drawBar(sheet, [panel], { x: 14, y: below + 8, width: area.width - 28 });
    },
  };
}

function axesOf(inputs: readonly PictureAxis[], slice: Slice) {
  if (slice.axes.length === 1) throw new RangeError('a field is drawn over two inputs');
  const { across, up } = axesOfSlice(inputs, slice);
  return [axisOf(across), axisOf(up)] as const;
}

interface PanelView {
  readonly frame: Frame;
  /** The name, and the largest number where colours are shares of it. */
  readonly title: string;
  readonly ground: Token;
  readonly layers: readonly { readonly token: Token; readonly rings: readonly Ring[] }[];
  /** Of the numbers themselves: the level 0, or where parts meet. */
  readonly own: readonly (readonly Point[])[];
  readonly lines: readonly { readonly paint: Paint; readonly path: string }[];
}

function viewPanel({ name, at, scale, lines = [] }: FieldPanel, plane: Plane): PanelView {
  const field = fieldOf(plane, at, 1);
  const rings = (from: number): Ring[] => traceField(plane, field, (values, row) => (values[row] as number) >= from);
  const linesAt = (around: readonly Ring[]): Point[][] => boundaryLines(plane.lattice, around);
  const drawn = lines.map((line, index) => {
    const other = fieldOf(plane, line.at, 1);
    const found = traceField(plane, other, (values, row) => (values[row] as number) >= 0);
    return { paint: paintOf(line.look ?? index), path: linesPath(linesAt(found)) };
  });
  const view = { frame: plane.frame, lines: drawn };
  switch (scale.kind) {
    case 'signed': {
      const layers = bandEdges.map((edge, k) => ({ token: bandToken(k + 1), rings: rings(edge) }));
      return { ...view, title: name, ground: bandToken(0), layers, own: linesAt(rings(0)) };
    }
    case 'magnitude': {
      const largest = largestOf(field);
      const layers = shareEdges.map((edge, k) => {
        return { token: shareToken(k + 1), rings: largest > 0 ? rings(edge * largest) : [] };
      });
      return {
        ...view,
        title: `${name}: ≤ ${shortNumber(largest, largest)}`,
        ground: shareToken(0),
        layers,
        own: [],
      };
    }
    case 'parts': {
      const parts = scale.names.slice(1).map((_, k) => ({ token: areaToken(k + 1), rings: rings(k + 0.5) }));
      const edges = parts.flatMap((part) => linesAt(part.rings));
      return { ...view, title: name, ground: areaToken(0), layers: parts, own: edges };
    }
  }
}

function largestOf({ samples }: Field): number {
  return samples.reduce((most, value) => Math.max(most, value), 0);
}

function drawPanel(sheet: Sheet, { frame, ground, layers, own, lines }: PanelView, texts: AxisTexts): void {
  sheet.clipped(frame.box, () => {
    sheet.rect(frame.box, { fill: ground });
    for (const { token, rings } of layers) sheet.path(ringsPath(rings), { fill: token }, 'evenodd');
    sheet.path(linesPath(own), ownPaint);
    for (const { path, paint } of lines) sheet.path(path, paint);
  });
  drawAxes(sheet, frame, texts);
}

const ownPaint: Paint = { stroke: 'ink', strokeWidth: 1.25 };

/** Each line of a panel has a dash of its own. */
function paintOf(index: number): Paint {
  const dash = ['', '6 3', '1.5 2.5'][index % 3] ?? '';
  return { stroke: 'ink', strokeWidth: 1.5, ...(dash !== '' && { dash }) };
}

/** One bar below all panels, of a scale that any of them has. */
function barOf(panels: readonly FieldPanel[]): 'signed' | 'magnitude' | undefined {
  const kinds = panels.map(({ scale }) => scale.kind);
  return (['magnitude', 'signed'] as const).find((kind) => kinds.includes(kind));
}

function drawBar(sheet: Sheet, panels: readonly FieldPanel[], { x, y, width }: Omit<Box, 'height'>): void {
  const kind = barOf(panels);
  if (kind === 'signed') drawFlatBar(sheet, x, y, width);
  if (kind === 'magnitude') drawShareBar(sheet, x, y, width);
}

function legendOf(panels: readonly FieldPanel[]): LegendItem[] {
  const names = panels.flatMap(({ scale }) => (scale.kind === 'parts' ? [scale.names] : []))[0] ?? [];
  const lines = new Map(
    panels.flatMap(({ lines: own = [] }) =>
      own.map(({ name, look }, index) => [name, paintOf(look ?? index)] as const),
    ),
  );
  return [
    ...names.map((label, index): LegendItem => {
      const swatch = { fill: areaToken(index), stroke: lineToken(index), strokeWidth: 1 };
      const drawSign: LegendItem['drawSign'] = (sheet, x, y) => {
        sheet.rect({ x: x + 0.5, y: y - 4.5, width: 13, height: 9 }, swatch);
      };
      return { label, signWidth: 14, drawSign };
    }),
    ...[...lines].map(([name, paint]) => lineItem(name, paint)),
  ];
}

function plainItem(label: string): LegendItem {
  return { label, signWidth: 0, drawSign: () => undefined };
}

function describe(views: readonly PanelView[]): string {
  const [first] = views;
  return `${first ? overText(first.frame) : ''} ${views.map(({ title }) => title).join('; ')}.`;
}
