import { bandEdges, bandToken } from './colour-bar.ts';
import { areaToken, lineToken } from './colours.ts';
import { countText } from './numbers.ts';
import type { ClassSubject, PictureData, PictureInput, SetSubject } from './picture.ts';
import type { Shade, Sign } from './terminal-cells.ts';
import { classesOf } from './winner.ts';

/** How a subject looks in a terminal. */
export interface Painter {
  /** One shade for each of `rows` points. */
  readonly shades: (points: Float64Array, rows: number) => Shade[];
  /** Per row of the data. */
  readonly signs: readonly Sign[];
  readonly legend: readonly LegendEntry[];
}

/** A sign of the legend with what it means: a shade's, a mark's, or both. */
export interface LegendEntry {
  readonly shade?: Shade;
  readonly sign?: Sign;
  readonly text: string;
}

/** All classes in one field. */
export function classPainter({ data, confidence }: PictureInput, subject: ClassSubject): Painter {
  const { names, network } = subject;
  const letters = lettersOf(names);
  const truth = data?.targets?.kind === 'classes' ? data.targets.indices : undefined;
  const answers = data && truth ? classesOf(subject, data.points, data.rows) : undefined;
  const wrong = truth?.filter((index, row) => index !== answers?.[row]).length ?? 0;
  const mark = (index: number): Sign => ({
    glyph: glyphs[index % glyphs.length] ?? '●',
    letter: letters[index] ?? '?',
    colour: lineToken(index),
    basic: index,
  });
  return {
    shades: (points, rows) => {
      const classes = classesOf(subject, points, rows);
      const values = network?.(points, rows).memberships;
      return Array.from(classes, (index, row) => {
        const sure = values === undefined || (values[row * names.length + index] as number) >= confidence;
        return classShade(index, !sure);
      });
    },
    signs: dataSigns(data, (row) => {
      if (truth === undefined) return plainSign;
      return truth[row] === answers?.[row] ? mark(truth[row] as number) : wrongSign;
    }),
    legend: [
      ...names.map((name, index) => {
        const count = truth?.filter((one) => one === index).length;
        const text = count === undefined ? name : `${name} ${countText(count)}`;
        return { shade: classShade(index, false), ...(truth && { sign: mark(index) }), text };
      }),
      ...wrongEntry(truth && wrong, data),
    ],
  };
}

/** One output or region. */
export function setPainter(input: PictureInput, subject: SetSubject, index: number): Painter {
  const { data, confidence } = input;
  const count = subject.names.length;
  const evaluate = subject.network ?? subject.exact;
  const valuesOf = (points: Float64Array, rows: number): number[] => {
    const values = evaluate?.(points, rows) ?? new Float64Array(rows * count);
    return Array.from({ length: rows }, (_, row) => values[row * count + index] as number);
  };
  const isInside = (value: number): boolean => (subject.network ? value >= 0 : value > 0);
  const shares = data?.targets?.kind === 'outputs' ? data.targets.shares : undefined;
  const wanted =
    shares && Array.from({ length: data?.rows ?? 0 }, (_, row) => (shares[row * count + index] ?? 0) >= 0.5);
  const answers = data && wanted ? valuesOf(data.points, data.rows).map(isInside) : undefined;
  const wrong = wanted?.filter((inside, row) => inside !== answers?.[row]).length ?? 0;
  const shade = (value: number): Shade => (subject.network ? bandShade(value, confidence) : exactShade(value > 0));
  return {
    shades: (points, rows) => valuesOf(points, rows).map(shade),
    signs: dataSigns(data, (row) => {
      if (wanted === undefined) return plainSign;
      if (wanted[row] !== answers?.[row]) return wrongSign;
      return wanted[row] ? insideSign : outsideSign;
    }),
    legend: [
      { shade: shade(1), ...(wanted && { sign: insideSign }), text: 'inside' },
      { shade: shade(subject.network ? -1 : 0), ...(wanted && { sign: outsideSign }), text: 'outside' },
      ...(subject.network ? [{ shade: shade(0), text: `below ${confidence}` }] : []),
      ...wrongEntry(wanted && wrong, data),
    ],
  };
}

const glyphs = '●■▲◆▼✚✖★▬○';
const fills = '.:+-=~,*%"';

function classShade(index: number, faded: boolean): Shade {
  if (index < 0) return { group: -1, fill: 'paper', faded: false, basic: 0, letter: ' ' };
  return { group: index, fill: areaToken(index), faded, basic: index, letter: fills[index % fills.length] ?? '.' };
}

function bandShade(value: number, confidence: number): Shade {
  const band = bandEdges.filter((edge) => value >= edge).length;
  const inside = value >= 0;
  const sure = Math.abs(value) >= confidence;
  const letter = !sure ? ':' : inside ? '+' : '.';
  return { group: inside ? 1 : 0, fill: bandToken(band), faded: false, basic: inside ? 1 : 0, letter };
}

function exactShade(inside: boolean): Shade {
  const fill = inside ? areaToken(0) : 'paper';
  return { group: inside ? 1 : 0, fill, faded: !inside, basic: 0, letter: inside ? '+' : '.' };
}

const plainSign: Sign = { glyph: '•', letter: 'o', colour: 'soft', basic: 7 };
const insideSign: Sign = { glyph: '●', letter: 'i', colour: 'ink', basic: 7 };
const outsideSign: Sign = { glyph: '○', letter: 'o', colour: 'ink', basic: 7 };
const wrongSign: Sign = { glyph: '×', letter: 'X', colour: 'ink', basic: 6 };

/** Whether a sign says that its row was put elsewhere than it belongs: it hides the others of its cell. */
export function isWrong(sign: Sign): boolean {
  return sign === wrongSign;
}

function dataSigns(data: PictureData | undefined, signOf: (row: number) => Sign): Sign[] {
  return Array.from({ length: data?.rows ?? 0 }, (_, row) => signOf(row));
}

function wrongEntry(wrong: number | undefined, data: PictureData | undefined): LegendEntry[] {
  if (wrong === undefined || data === undefined) return [];
  return [{ sign: wrongSign, text: `wrong ${countText(wrong)} of ${countText(data.rows)}` }];
}

/** A letter for each class: its first one that is not taken, else the next free one of the alphabet, else `?`. */
function lettersOf(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const own = name.toLowerCase().replace(/[^a-z]/g, '');
    const letter = Array.from(`${own}abcdefghijklmnopqrstuvwxyz`).find((one) => !taken.has(one)) ?? '?';
    taken.add(letter);
    return letter;
  });
}
