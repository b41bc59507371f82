import { colourOf, type Token } from './colours.ts';

/** What a terminal can show: 24-bit colours, the 16 basic ones, or letters only, as a pipe gets them. */
export type TerminalColour = 'full' | 'basic' | 'none';

/** One sample of a field: half a cell in full colour, a whole one elsewhere. */
export interface Shade {
  /** Samples of different groups have a boundary between them. */
  readonly group: number;
  readonly fill: Token;
  /** Paler: the network is not sure. */
  readonly faded: boolean;
  /** Index of a basic colour. */
  readonly basic: number;
  readonly letter: string;
}

/** A sign over a cell: a row of the data. */
export interface Sign {
  readonly glyph: string;
  readonly letter: string;
  readonly colour: Token;
  readonly basic: number;
}

/** A field of cells, two samples above each other in a cell. */
export interface CellField {
  readonly columns: number;
  readonly rows: number;
  /** The sample in a column and half a row, counted from above; undefined outside the field. */
  readonly shadeAt: (column: number, half: number) => Shade | undefined;
  /** The sign over a cell, row by row. */
  readonly signAt: (cell: number) => Sign | undefined;
}

/** The field as lines of text. */
export function printCells(field: CellField, colour: TerminalColour, theme: 'light' | 'dark'): string[] {
  const { columns, rows, shadeAt, signAt } = field;
  return Array.from({ length: rows }, (_, row) => {
    const cells = Array.from({ length: columns }, (__, column): Cell => {
      const sign = signAt(row * columns + column);
      const [upper = nothing, lower = nothing] = [shadeAt(column, 2 * row), shadeAt(column, 2 * row + 1)];
      if (colour === 'full') return fullCell(upper, lower, sign, theme);
      const edge = isEdge(field, column, row);
      if (colour === 'basic') return basicCell(upper, edge, sign);
      return { text: sign?.letter ?? (edge ? '#' : upper.letter), style: '' };
    });
    return joinCells(cells);
  });
}

/** A sign as it stands in a legend. */
export function printSign(sign: Sign, colour: TerminalColour, theme: 'light' | 'dark'): string {
  if (colour === 'none') return sign.letter;
  const style = colour === 'full' ? foreground(sign.colour, theme) : basicForeground(sign.basic);
  return joinCells([{ text: sign.glyph, style }]);
}

/** A shade as it stands in a legend. */
export function printShade(shade: Shade, colour: TerminalColour, theme: 'light' | 'dark'): string {
  if (colour === 'none') return shade.letter;
  return joinCells([colour === 'full' ? fullCell(shade, shade, undefined, theme) : basicCell(shade, false, undefined)]);
}

const nothing: Shade = { group: -1, fill: 'paper', faded: false, basic: 0, letter: ' ' };

interface Cell {
  readonly text: string;
  /** The parameters of an SGR sequence; empty for none. */
  readonly style: string;
}

/** The upper half as text colour, the lower as background. */
function fullCell(upper: Shade, lower: Shade, sign: Sign | undefined, theme: 'light' | 'dark'): Cell {
  if (sign) return { text: sign.glyph, style: `${foreground(sign.colour, theme)};${background(upper, theme)}` };
  return { text: '▀', style: `38;2;${rgb(upper, theme)};${background(lower, theme)}` };
}

function basicCell({ basic, faded }: Shade, edge: boolean, sign: Sign | undefined): Cell {
  if (sign) return { text: sign.glyph, style: `1;${basicForeground(sign.basic)}` };
  if (edge) return { text: '#', style: '' };
  return faded ? { text: ' ', style: '' } : { text: '░', style: basicForeground(basic) };
}

/** Whether the cell right of this one, or below it, is of another group. */
function isEdge({ columns, rows, shadeAt }: CellField, column: number, row: number): boolean {
  const own = shadeAt(column, 2 * row)?.group;
  const right = column + 1 < columns && shadeAt(column + 1, 2 * row)?.group !== own;
  return right || (row + 1 < rows && shadeAt(column, 2 * row + 2)?.group !== own);
}

/** Equal styles are set once; a line always ends in the terminal's own. */
function joinCells(cells: readonly Cell[]): string {
  let line = '';
  let current = '';
  for (const { text, style } of cells) {
    if (style !== current) line += style === '' ? '\u001b[0m' : `\u001b[0;${style}m`;
    line += text;
    current = style;
  }
  return current === '' ? line : `${line}\u001b[0m`;
}

function foreground(token: Token, theme: 'light' | 'dark'): string {
  return `38;2;${channels(colourOf(token, theme)).join(';')}`;
}

function background(shade: Shade, theme: 'light' | 'dark'): string {
  return `48;2;${rgb(shade, theme)}`;
}

function rgb({ fill, faded }: Shade, theme: 'light' | 'dark'): string {
  const own = channels(colourOf(fill, theme));
  const paper = channels(colourOf('paper', theme));
  return own.map((value, k) => (faded ? Math.round(0.38 * value + 0.62 * (paper[k] ?? 0)) : value)).join(';');
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function basicForeground(index: number): string {
  const codes = [34, 33, 32, 35, 93, 36, 31, 37, 95, 90];
  return String(codes[index % codes.length] ?? 37);
}
