import { drawLegend, legendRowHeight, legendRows, type LegendItem } from './legend.ts';
import type { Theme } from './colours.ts';
import type { Picture } from './picture.ts';
import { Sheet, type Box } from './sheet.ts';
import { cleanText, cutToWidth, wrapText } from './text.ts';

/** What stands around the plots of every picture. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly title: string;
  /** What the author says of it. */
  readonly doc: string;
  /** What the reader must know of this view, such as the slice; it has the first claim on the two lines of subtitle. */
  readonly note: string;
  /** The height that the plots need below the title at that width, where it is not simply the rest of the page. */
  readonly plotHeight?: number;
}

/** A picture's plots for a given area, laid out and not yet drawn. */
export interface Draft {
  readonly legend: readonly LegendItem[];
  /** What is seen, in words. */
  readonly description: string;
  readonly draw: (sheet: Sheet) => void;
  /** Where it ends, if it needs less than its area: a plot of equal scales. */
  readonly bottom?: number;
}

const edge = 14;
const subtitleSize = 11;
const subtitleLine = 15;
/** Below it a plot shows nothing: the page grows instead. */
const leastPlotHeight = 200;

/** A page is cut down to its plot only where that saves more than a margin. */
const leastSpare = 24;

/**
 * Title, subtitle, plots and legend, one below the other. The plots are drafted for the area that is left, and again
 * where their legend turns out to need another number of rows than was kept for it.
 */
export function composePage(page: Page, draftPlots: (area: Box) => Draft): Picture {
  const { width, theme } = page;
  const title = cleanText(page.title);
  const subtitle = subtitleLines(page);
  const top = (title === '' ? 10 : 38) + subtitle.length * subtitleLine - (subtitle.length > 0 ? 1 : 0);
  const legendX = width >= 480 ? 56 : edge;
  const legendWidth = width - legendX - edge;
  const layout = (rows: number) => {
    const below = rows * legendRowHeight + (rows > 0 ? 14 : 6);
    const plotHeight = page.plotHeight ?? Math.max(leastPlotHeight, page.height - top - below);
    const area: Box = { x: 0, y: top, width, height: plotHeight };
    const draft = draftPlots(area);
    const spare = top + plotHeight - (draft.bottom ?? top + plotHeight);
    const bottom = top + plotHeight - (spare < leastSpare ? 0 : spare);
    return { rows, height: bottom + below, draft, legendY: bottom + 6 };
  };
  let laid = layout(1);
  // Another height can change what occurs in the picture, so the second draft is taken as it comes.
  const needed = legendRows(laid.draft.legend, legendWidth);
  if (needed !== laid.rows) laid = layout(needed);

  const { draft, legendY } = laid;
  const missing = Math.max(0, legendRows(draft.legend, legendWidth) - laid.rows) * legendRowHeight;
  const height = Math.round(laid.height + missing);
  const sheet = new Sheet({ width, height, theme, name: title, title, description: cleanText(draft.description) });
  sheet.text(edge, 22, cutToWidth(title, width - 2 * edge, 14, 'bold'), { size: 14, weight: 'bold', full: title });
  for (const [i, line] of subtitle.entries()) {
    sheet.text(edge, 39 + i * subtitleLine, line, { size: subtitleSize, colour: 'soft' });
  }
  draft.draw(sheet);
  drawLegend(sheet, draft.legend, { x: legendX, y: legendY, width: legendWidth, height: height - legendY });
  return { ...sheet.finish(), width, height };
}

function subtitleLines({ width, doc, note }: Page): string[] {
  const room = width - 2 * edge;
  const noteLines = wrapText(cleanText(note), room, subtitleSize, 2);
  return [...wrapText(cleanText(doc), room, subtitleSize, 2 - noteLines.length), ...noteLines];
}
