import type { Box, Sheet } from './sheet.ts';
import { cutToLetters, cutToWidth, textWidth } from './text.ts';

/** What the picture shows and no name beside it says. */
export interface LegendItem {
  readonly label: string;
  /** Written after the label and never cut, such as a count. */
  readonly after?: string;
  /** Room for the sign left of the label, in pixels. */
  readonly signWidth: number;
  /** Draws the sign with `x` at its left and `y` at its middle. */
  readonly drawSign: (sheet: Sheet, x: number, y: number) => void;
}

export const legendRowHeight = 17;

const size = 10.5;
const gap = 7;
const between = 20;
/** Letters of a label; the whole of it is its tooltip. */
const longest = 48;

/** A line as a sign: such as a boundary is drawn. */
export function lineSign(draw: LegendItem['drawSign'], label: string): LegendItem {
  return { label, signWidth: 22, drawSign: draw };
}

/** How many rows the items need at that width. */
export function legendRows(items: readonly LegendItem[], width: number): number {
  return Math.max(0, ...flow(items, width).map(({ row }) => row + 1));
}

export function drawLegend(sheet: Sheet, items: readonly LegendItem[], area: Box): void {
  for (const { item, x, row, label } of flow(items, area.width)) {
    const middle = area.y + row * legendRowHeight + legendRowHeight / 2;
    item.drawSign(sheet, area.x + x, middle);
    sheet.text(area.x + x + textStart(item), middle + 0.36 * size, label, {
      size,
      full: [item.label, item.after ?? ''].join(' ').trim(),
    });
  }
}

/** Where the label begins, right of its sign. */
function textStart({ signWidth }: LegendItem): number {
  return signWidth === 0 ? 0 : signWidth + gap;
}

function flow(items: readonly LegendItem[], width: number) {
  let x = 0;
  let row = 0;
  return items.map((item) => {
    const after = item.after === undefined ? '' : ` ${item.after}`;
    const room = width - textStart(item) - textWidth(after, size);
    const label = `${cutToWidth(cutToLetters(item.label, longest), room, size)}${after}`;
    const needed = textStart(item) + textWidth(label, size);
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const placed = { item, x, row, label };
    x += needed + between;
    return placed;
  });
}
