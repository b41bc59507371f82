import type { Frame } from './axes.ts';
import { traceSet, type Holds, type Lattice, type Ring } from './contour.ts';
import { pathData, simplifyLine, simplifyRing, type Point } from './path.ts';
import type { Evaluate } from './picture.ts';
import { pointsOfSlice, type Slice } from './slice.ts';

/** A frame that shows a slice of the input space, with the lattice that its fields are sampled on. */
export interface Plane {
  readonly frame: Frame;
  readonly slice: Slice;
  readonly lattice: Lattice;
}

/** A function of places in the picture, `columns` values a place, known on the plane's lattice. */
export interface Field {
  readonly columns: number;
  readonly at: (places: Float64Array, rows: number) => Float64Array;
  readonly samples: Float64Array;
}

/**
 * One ring of samples lies outside the frame, so that no line ends inside it. `fine` takes about twice as many cells,
 * for what may be thinner than one.
 */
export function makePlane(frame: Frame, slice: Slice, { fine = false } = {}): Plane {
  const { box } = frame;
  const cells = fine ? fineCellCount : cellCount;
  const [cellsAcross, cellsUp] = [cells(box.width), cells(box.height)];
  const [stepX, stepY] = [box.width / cellsAcross, box.height / cellsUp];
  const lattice = { columns: cellsAcross + 3, rows: cellsUp + 3, x: box.x - stepX, y: box.y - stepY, stepX, stepY };
  return { frame, slice, lattice };
}

/** Cells of about 6 pixels, and enough of them in a small panel. */
function cellCount(extent: number): number {
  return Math.max(64, Math.ceil(extent / 5.8));
}

function fineCellCount(extent: number): number {
  return Math.max(112, Math.ceil(extent / 3.2));
}

/** `evaluate` seen through the plane. */
export function fieldOf(plane: Plane, evaluate: Evaluate, columns: number): Field {
  const at = (places: Float64Array, rows: number): Float64Array => evaluate(pointsAt(plane, places, rows), rows);
  const places = latticePlaces(plane.lattice);
  return { columns, at, samples: at(places, places.length / 2) };
}

/** The rings around the places where the field's row passes `test`. */
export function traceField(plane: Plane, field: Field, test: (values: Float64Array, from: number) => boolean): Ring[] {
  const marks = (values: Float64Array): Uint8Array => {
    const held = new Uint8Array(values.length / field.columns);
    for (let row = 0; row < held.length; row++) if (test(values, row * field.columns)) held[row] = 1;
    return held;
  };
  const samples = marks(field.samples);
  const holds: Holds = (places, rows) => marks(field.at(places, rows));
  return traceSet(plane.lattice, samples, holds);
}

/** Points of the input space under places of the picture. */
function pointsAt({ frame, slice }: Plane, places: Float64Array, rows: number): Float64Array {
  const { box, across, up } = frame;
  const values = new Float64Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    const [x, y] = [places[2 * row] as number, places[2 * row + 1] as number];
    values[2 * row] = across.lo + ((x - box.x) / box.width) * (across.hi - across.lo);
    values[2 * row + 1] = up.lo + ((box.y + box.height - y) / box.height) * (up.hi - up.lo);
  }
  return pointsOfSlice(slice, values, rows);
}

function latticePlaces({ columns, rows, x, y, stepX, stepY }: Lattice): Float64Array {
  const places = new Float64Array(2 * columns * rows);
  for (let j = 0, k = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      places[k++] = x + i * stepX;
      places[k++] = y + j * stepY;
    }
  }
  return places;
}

const tolerance = 0.1;

export function ringsPath(rings: readonly Ring[]): string {
  return pathData(
    rings.map((ring) => simplifyRing(ring, tolerance)),
    true,
  );
}

export function linesPath(lines: readonly (readonly Point[])[]): string {
  return pathData(
    lines.map((line) => simplifyLine(line, tolerance)),
    false,
  );
}
