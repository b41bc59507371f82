import type { Token } from './colours.ts';
import { straight } from './lines.ts';
import { pathData } from './path.ts';
import type { Sheet } from './sheet.ts';
import { textWidth } from './text.ts';

/** Where one confidence colour turns into the next; the level 0 in the middle is always drawn. */
export const bandEdges = [-0.95, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 0.95] as const;

/** The colour from edge `index - 1` to edge `index`. */
export function bandToken(index: number): Token {
  return `div${index}`;
}

/** Where one colour of magnitudes turns into the next, as shares of the largest one. */
export const shareEdges = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3] as const;

/** The colour from edge `index - 1` to edge `index`. */
export function shareToken(index: number): Token {
  return `seq${index}`;
}

/** Room beside a plot for an upright bar. */
export const uprightBarWidth = 68;
/** Room below plots for a bar across. */
export const flatBarHeight = 40;

const size = 9.5;
const thickness = 14;
const bands = bandEdges.length + 1;

/** The bar beside one plot, `outside` below and `inside` above. */
export function drawUprightBar(sheet: Sheet, x: number, y: number, height: number): void {
  const [top, step] = [y + 14, (height - 28) / bands];
  const edgeY = (index: number): number => top + (bands - index) * step;
  for (let index = 0; index < bands; index++) {
    const box = { x, y: edgeY(index + 1), width: thickness, height: step };
    sheet.rect(box, { fill: bandToken(index), stroke: 'line', strokeWidth: 0.8 });
  }
  for (const [index, edge] of bandEdges.entries()) {
    const [line, text] = [edgeY(index + 1), x + thickness + 7];
    if (edge === 0) sheet.path(straight(x - 2, x + thickness + 4, line), { stroke: 'ink', strokeWidth: 2 });
    sheet.text(text, line + 0.35 * size, edgeText(edge), { size, colour: 'soft' });
  }
  sheet.text(x, y + 7, 'inside', { size });
  sheet.text(x, y + height - 1, 'outside', { size });
}

/** The bar below several plots, `outside` on its left and `inside` on its right. */
export function drawFlatBar(sheet: Sheet, x: number, y: number, width: number): void {
  const [left, step] = [x + 48, (width - 96) / bands];
  const edgeX = (index: number): number => left + index * step;
  for (let index = 0; index < bands; index++) {
    const box = { x: edgeX(index), y, width: step, height: thickness };
    sheet.rect(box, { fill: bandToken(index), stroke: 'line', strokeWidth: 0.8 });
  }
  // Fewer numbers on a narrow bar, the 0 in the middle always among them.
  const every = [1, 2, 4].find((k) => k * step >= textWidth('−0.95', size) + 4) ?? 4;
  for (const [index, edge] of bandEdges.entries()) {
    const line = edgeX(index + 1);
    if (edge === 0) {
      const mark = [[[line, y - 2] as const, [line, y + thickness + 3] as const]];
      sheet.path(pathData(mark, false), { stroke: 'ink', strokeWidth: 2 });
    }
    if (index % every !== 0) continue;
    const style = { size, anchor: 'middle', colour: 'soft' } as const;
    sheet.text(line, y + thickness + 13, edgeText(edge), style);
  }
  sheet.text(left - 6, y + 0.75 * thickness, 'outside', { size, anchor: 'end' });
  sheet.text(left + bands * step + 6, y + 0.75 * thickness, 'inside', { size });
}

/** The bar below plots of magnitudes. */
export function drawShareBar(sheet: Sheet, x: number, y: number, width: number): void {
  const step = width / (shareEdges.length + 1);
  for (let index = 0; index <= shareEdges.length; index++) {
    const box = { x: x + index * step, y, width: step, height: thickness };
    sheet.rect(box, { fill: shareToken(index), stroke: 'line', strokeWidth: 0.8 });
  }
  // The last text ends where its colour does, and must not meet the one before.
  const every = textWidth('largest', size) + textWidth('0.3', size) <= step ? 1 : 2;
  for (const [index, edge] of [...shareEdges, 1].entries()) {
    const isLast = index === shareEdges.length;
    if (!isLast && index % every !== 0) continue;
    const style = { size, anchor: isLast ? 'end' : 'middle', colour: 'soft' } as const;
    const text = isLast ? 'largest' : edgeText(edge);
    sheet.text(x + (index + 1) * step, y + thickness + 13, text, style);
  }
}

function edgeText(edge: number): string {
  return String(edge).replace('-', '−');
}
