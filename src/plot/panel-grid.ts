import { belowFrame, betweenFrames, equalScale, leftOfFrame, sameScale, type Axis, type AxisTexts } from './axes.ts';
import type { Box, Sheet } from './sheet.ts';

/** Panels of one size in rows, on shared axes; in pixels. */
export interface PanelGrid {
  readonly count: number;
  readonly columns: number;
  readonly panelWidth: number;
  readonly panelHeight: number;
  /** Room on the left for the texts of the first column. */
  readonly left: number;
  readonly gapAcross: number;
}

const titleHeight = 20;
const gapUp = 14;
const rightMargin = 16;
const tickSize = 9.5;

/** Up to three panels beside each other, of equal scale where both axes have the same unit. */
export function panelGrid(across: Axis, up: Axis, count: number, width: number): PanelGrid {
  const most = width >= 560 ? 3 : width >= 340 ? 2 : 1;
  const columns = count === 4 ? Math.min(2, most) : Math.min(count, most);
  const left = leftOfFrame(up, 200, tickSize);
  const gapAcross = betweenFrames(across, width / columns, tickSize);
  const panelWidth = Math.floor((width - left - rightMargin - (columns - 1) * gapAcross) / columns);
  const square: Box = { x: 0, y: 0, width: panelWidth, height: 2 * panelWidth };
  const panelHeight = sameScale(across, up) ? equalScale(square, across, up).height : Math.round(0.8 * panelWidth);
  return { count, columns, panelWidth, panelHeight, left, gapAcross };
}

/** The frame of a panel below `top`. */
export function panelBox(
  { columns, panelWidth, panelHeight, left, gapAcross }: PanelGrid,
  index: number,
  top: number,
): Box {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return {
    x: left + column * (panelWidth + gapAcross),
    y: top + titleHeight + row * (panelHeight + titleHeight + gapUp),
    width: panelWidth,
    height: panelHeight,
  };
}

/** Labels stand on the outer axes only. */
export function panelTexts({ columns, count }: PanelGrid, index: number): AxisTexts {
  return { tickSize, acrossTexts: index + columns >= count, upTexts: index % columns === 0, upTicks: true };
}

/** All rows with their titles, and the texts below the last one. */
export function panelsHeight({ count, columns, panelHeight }: PanelGrid): number {
  const rows = Math.ceil(count / columns);
  return rows * (panelHeight + titleHeight) + (rows - 1) * gapUp + belowFrame;
}

/** How long a bar of colours below the panels is. */
export function barWidth(width: number): number {
  return Math.min(460, width - 2 * rightMargin - 40);
}

/** 0 for `a`. */
export function letterPlace(letter: string): number {
  return letter.charCodeAt(0) - firstCode;
}

const firstCode = 97;

/** `(a) name` above a panel; `full` where `text` had to be cut. */
export function drawPanelTitle(sheet: Sheet, { x, y }: Box, index: number, text: string, full: string): void {
  sheet.text(x, y - 7, text, { size: 11, lead: `(${String.fromCharCode(firstCode + index)})`, full });
}
