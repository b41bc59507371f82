import { distance, type Point } from './path.ts';
import { boxesMeet, textBox, type Box } from './sheet.ts';
import { cutToLetters, textWidth } from './text.ts';

/** Where a region is named, and with how much of its name; an empty text where only its sign has room. */
export interface PlacedName {
  readonly text: string;
  /** The middle of the baseline. */
  readonly x: number;
  readonly y: number;
}

/** A mark that a name should not cover, and how far it reaches. */
export interface Obstacle {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
}

export const nameSize = 13;

const cells = 44;

/**
 * For each region the place inside it with fewest marks and most room that its name fits; else with the name cut; else
 * the place for its sign; nothing where it does not occur. `regionAt` gives the region's index at pairs of pixels.
 */
export function placeNames(
  names: readonly string[],
  area: Box,
  marks: readonly Obstacle[],
  regionAt: (places: Float64Array, rows: number) => Int32Array,
): (PlacedName | undefined)[] {
  const places = cellPlaces(area);
  const regions = regionAt(Float64Array.from(places.flat()), places.length);
  const room = roomInside(regions, area);
  const taken: Box[] = [];
  return names.map((name, region) => {
    const inside = places.flatMap((place, cell) =>
      regions[cell] === region ? [{ place, room: room[cell] ?? 0 }] : [],
    );
    if (inside.length === 0) return undefined;
    for (const text of new Set([name, cutToLetters(name, 24)])) {
      const box = bestBox(text, inside, area, [marks, taken], (all) => {
        return regionAt(Float64Array.from(all.flat()), all.length).every((found) => found === region);
      });
      if (box === undefined) continue;
      taken.push(box);
      return { text, x: box.x + box.width / 2, y: box.y + 0.76 * nameSize + 2 };
    }
    const widest = inside.reduce((best, one) => (one.room > best.room ? one : best));
    return widest.room < 5 ? undefined : { text: '', x: widest.place[0], y: widest.place[1] };
  });
}

/** The room a name needs, a little more than its text. */
function boxAround([x, y]: Point, text: string): Box {
  const tight = textBox(x, y + 0.27 * nameSize, text, { size: nameSize, weight: 'bold', anchor: 'middle' });
  return { x: tight.x - 3, y: tight.y - 2, width: tight.width + 6, height: tight.height + 4 };
}

function bestBox(
  text: string,
  inside: readonly { readonly place: Point; readonly room: number }[],
  area: Box,
  [marks, taken]: readonly [readonly Obstacle[], readonly Box[]],
  fits: (corners: readonly Point[]) => boolean,
): Box | undefined {
  if (textWidth(text, nameSize, 'bold') > area.width) return undefined;
  // Among places with equal room the one nearest the region's middle, so that names do not stand in a corner of it.
  const middle = meanPlace(inside.map(({ place }) => place));
  const candidates = inside.map(({ place, room }) => {
    const box = boxAround(place, text);
    const under = marks.filter(({ x, y, reach }) => {
      return boxesMeet(box, { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach });
    }).length;
    return { box, cost: 25 * under - Math.min(room, 60) + 0.1 * distance(place, middle) };
  });
  candidates.sort((a, b) => a.cost - b.cost);
  return candidates.find(({ box }) => {
    return isWithin(box, area) && !taken.some((other) => boxesMeet(box, other)) && fits(checkPoints(box));
  })?.box;
}

function meanPlace(places: readonly Point[]): Point {
  const [x, y] = places.reduce(([sumX, sumY], place): Point => [sumX + place[0], sumY + place[1]], [0, 0]);
  return [x / places.length, y / places.length];
}

/** Enough places of a box that no region's edge runs through it unseen. */
function checkPoints({ x, y, width, height }: Box): Point[] {
  const shares = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];
  return [0, 0.5, 1].flatMap((down) => shares.map((along): Point => [x + along * width, y + down * height]));
}

function isWithin(box: Box, area: Box): boolean {
  return (
    box.x >= area.x + 2 &&
    box.y >= area.y + 2 &&
    box.x + box.width <= area.x + area.width - 2 &&
    box.y + box.height <= area.y + area.height - 2
  );
}

function cellPlaces({ x, y, width, height }: Box): Point[] {
  return Array.from({ length: cells * cells }, (_, cell): Point => {
    const [column, row] = [cell % cells, Math.floor(cell / cells)];
    return [x + ((column + 0.5) * width) / cells, y + ((row + 0.5) * height) / cells];
  });
}

/** Per cell: about how far, in pixels, the nearest other region or the edge is (two sweeps over the cells). */
function roomInside(regions: Int32Array, { width, height }: Box): Float64Array {
  const [stepX, stepY] = [width / cells, height / cells];
  const room = new Float64Array(cells * cells).fill(Infinity);
  const look = (cell: number, byX: number, byY: number): void => {
    const [column, row] = [(cell % cells) + byX, Math.floor(cell / cells) + byY];
    const cost = Math.hypot(byX * stepX, byY * stepY);
    const other = row * cells + column;
    const outside = column < 0 || row < 0 || column >= cells || row >= cells || regions[other] !== regions[cell];
    const next = outside ? cost / 2 : (room[other] as number) + cost;
    if (next < (room[cell] as number)) room[cell] = next;
  };
  const before = [
    [-1, 0],
    [0, -1],
    [-1, -1],
    [1, -1],
  ] as const;
  for (let cell = 0; cell < room.length; cell++) for (const [dx, dy] of before) look(cell, dx, dy);
  for (let cell = room.length - 1; cell >= 0; cell--) for (const [dx, dy] of before) look(cell, -dx, -dy);
  return room;
}
