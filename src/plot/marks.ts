import { classColours, lineToken, type Token } from './colours.ts';
import { pathData, pixels, type Point } from './path.ts';
import type { Sheet } from './sheet.ts';

/** How a row is marked: the sign of its class, or one that says inside, outside, or nothing. */
export type MarkKind =
  | { readonly kind: 'class'; readonly index: number }
  | { readonly kind: 'inside' | 'outside' | 'plain' }
  /** Around another mark, whose row was put elsewhere than it belongs. */
  | { readonly kind: 'wrong' };

/** The radius of the disc that every mark has the area of. */
const markRadius = 3;

/** Draws marks of one kind, defined once per sheet, each then a reference. */
export function makeMarker(sheet: Sheet): (kind: MarkKind, x: number, y: number) => void {
  const ids = new Map<string, string>();
  return (kind, x, y) => {
    const key = kind.kind === 'class' ? `class ${kind.index}` : kind.kind;
    const id = ids.get(key) ?? defineMark(sheet, kind);
    ids.set(key, id);
    sheet.use(id, x, y);
  };
}

function defineMark(sheet: Sheet, kind: MarkKind): string {
  switch (kind.kind) {
    case 'class': {
      const colour: Token = lineToken(kind.index);
      const hollow = kind.index >= classColours;
      return sheet.definePath(
        classShape(kind.index),
        hollow
          ? { fill: 'paper', stroke: colour, strokeWidth: 1.3 }
          : { fill: colour, stroke: 'paper', strokeWidth: 0.7 },
      );
    }
    case 'inside':
      return sheet.definePath(disc(markRadius), { fill: 'ink', stroke: 'paper', strokeWidth: 0.7 });
    case 'outside':
      return sheet.definePath(disc(markRadius - 0.4), { fill: 'paper', stroke: 'ink', strokeWidth: 1 });
    case 'wrong':
      return sheet.definePath(ring(markRadius + 3, 2.2), { fill: 'ink', stroke: 'paper', strokeWidth: 0.9 });
    case 'plain':
      return sheet.definePath(disc(2.2), { fill: 'soft', stroke: 'paper', strokeWidth: 0.7 });
  }
}

/** Shapes of equal area around (0, 0), that of a disc of radius 3. */
function classShape(index: number): string {
  const shapes = [
    disc(3),
    polygon([
      [-2.7, -2.7],
      [2.7, -2.7],
      [2.7, 2.7],
      [-2.7, 2.7],
    ]),
    polygon([
      [0, -4.5],
      [4, 2.5],
      [-4, 2.5],
    ]),
    polygon([
      [0, -3.8],
      [3.8, 0],
      [0, 3.8],
      [-3.8, 0],
    ]),
    polygon([
      [0, 4.5],
      [4, -2.5],
      [-4, -2.5],
    ]),
    polygon(plus(0)),
    polygon(plus(Math.PI / 4)),
    polygon(star()),
    polygon([
      [-4.2, -1.7],
      [4.2, -1.7],
      [4.2, 1.7],
      [-4.2, 1.7],
    ]),
    ring(2.95, 1.5),
  ];
  return shapes[index % shapes.length] ?? disc(3);
}

/** A ring as an area, so that it can have a rim like the other marks. */
function ring(radius: number, width: number): string {
  return `${disc(radius + width / 2)}${disc(radius - width / 2, 0)}`;
}

/** A disc as a path; the other direction cuts it out of a larger one. */
function disc(radius: number, sweep: 0 | 1 = 1): string {
  const r = pixels(radius);
  const across = pixels(2 * Number(r));
  const arc = `a${r} ${r} 0 1 ${sweep}`;
  return `M-${r} 0${arc} ${across} 0${arc} -${across} 0z`;
}

function polygon(points: readonly Point[]): string {
  return pathData([points], true);
}

function plus(turn: number): Point[] {
  const [arm, half] = [3.6, 1.2];
  const quarter: Point[] = [
    [half, -arm],
    [half, -half],
    [arm, -half],
  ];
  return [0, 1, 2, 3].flatMap((k) => quarter.map((point) => turned(point, turn + (k * Math.PI) / 2)));
}

function star(): Point[] {
  return Array.from({ length: 10 }, (_, k): Point => turned([0, k % 2 === 0 ? -4.6 : -2.1], (k * Math.PI) / 5));
}

function turned([x, y]: Point, angle: number): Point {
  return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
}
