import { describe, expect, it } from 'vitest';
import {
  boundaryLines,
  sharedBoundaryLines,
  traceSet,
  type Holds,
  type Lattice,
  type Ring,
} from '../../src/plot/contour.ts';
import { distance, distanceToSegment, lineLength, ringsArea, simplifyRing, type Point } from '../../src/plot/path.ts';
import { sigma } from './subjects.ts';

const extent = 560;

/** The lattice of a square picture: cells of about 6 pixels, one ring of samples outside. */
function lattice(cells = 97): Lattice {
  const step = extent / cells;
  return { columns: cells + 3, rows: cells + 3, x: -step, y: -step, stepX: step, stepY: step };
}

/** The rings of a function's level, of which only the sign of a saturated unit is seen. */
function trace(f: (x: number, y: number) => number, on = lattice()): Ring[] {
  const holds: Holds = (places, rows) => {
    return Uint8Array.from({ length: rows }, (_, k) => {
      return sigma(1e6, f(places[2 * k] as number, places[2 * k + 1] as number)) >= 0 ? 1 : 0;
    });
  };
  const places = Array.from({ length: on.columns * on.rows }, (_, k) => [
    on.x + (k % on.columns) * on.stepX,
    on.y + Math.floor(k / on.columns) * on.stepY,
  ]);
  return traceSet(on, holds(Float64Array.from(places.flat()), places.length), holds);
}

function inPicture([x, y]: Point): boolean {
  return x >= 0 && y >= 0 && x <= extent && y <= extent;
}

/** The largest distance of the drawn line, between its points too, from where it should be. */
function worst(rings: readonly Ring[], error: (point: Point) => number): number {
  const lines = boundaryLines(lattice(), rings);
  return Math.max(
    ...lines.flatMap((line) =>
      line.slice(1).flatMap((end, k) => {
        const start = line[k] as Point;
        const points = [0, 0.25, 0.5, 0.75, 1].map((t): Point => {
          return [start[0] + t * (end[0] - start[0]), start[1] + t * (end[1] - start[1])];
        });
        return points.filter(inPicture).map(error);
      }),
    ),
  );
}

describe('contours of saturated fields, in pixels of 560', () => {
  const [cx, cy, r] = [281.3, 277.9, 171.7];
  const circle = (x: number, y: number): number => r - Math.hypot(x - cx, y - cy);

  it('a circle', () => {
    expect(worst(trace(circle), ([x, y]) => Math.abs(circle(x, y)))).toBeLessThan(0.1);
  });

  it('a tilted halfspace', () => {
    const side = (x: number, y: number): number => 0.8 * x - 0.6 * y - 40;
    expect(worst(trace(side), ([x, y]) => Math.abs(side(x, y)))).toBeLessThan(0.1);
  });

  it('a tilted square, its corners included', () => {
    const turned = (x: number, y: number): Point => {
      const [dx, dy] = [x - 280, y - 290];
      return [dx * Math.cos(0.3) - dy * Math.sin(0.3), dx * Math.sin(0.3) + dy * Math.cos(0.3)];
    };
    const half = 150;
    const square = (x: number, y: number): number => half - Math.max(...turned(x, y).map(Math.abs));
    const rings = trace(square);
    expect(worst(rings, ([x, y]) => Math.abs(square(x, y)))).toBeLessThan(0.1);
    for (const corner of [
      [half, half],
      [-half, half],
      [half, -half],
      [-half, -half],
    ] as const) {
      const away = Math.min(...rings.flat().map(([x, y]) => distance(turned(x, y), corner)));
      expect(away).toBeLessThan(0.1);
    }
  });

  it('vertices lie on the line even where cells are 47 pixels wide', () => {
    const vertices = trace(circle, lattice(12)).flat();
    expect(vertices.length).toBeGreaterThan(20);
    expect(Math.max(...vertices.map(([x, y]) => Math.abs(circle(x, y))))).toBeLessThan(0.1);
  });
});

describe('rings and lines', () => {
  it('a ring has a hole, and its area', () => {
    const rings = trace((x, y) => 40 - Math.abs(Math.hypot(x - 280, y - 280) - 150));
    expect(rings).toHaveLength(2);
    expect(ringsArea(rings) / (Math.PI * (190 ** 2 - 110 ** 2))).toBeCloseTo(1, 2);
  });

  it('nothing and everything have no boundary', () => {
    expect(trace(() => -1)).toEqual([]);
    expect(
      boundaryLines(
        lattice(),
        trace(() => 1),
      ),
    ).toEqual([]);
  });

  it('the closing edge outside the picture is no boundary', () => {
    const lines = boundaryLines(
      lattice(),
      trace((x) => x - 200),
    );
    expect(lines).toHaveLength(1);
    expect(lines.flat().every(([x]) => Math.abs(x - 200) < 0.1)).toBe(true);
  });

  it('an edge that two sets share is drawn once', () => {
    const [left, low] = [trace((x) => x - 200), trace((x, y) => Math.min(x - 200, y - 100))];
    const total = (lines: readonly Point[][]): number => lines.reduce((sum, line) => sum + lineLength(line), 0);
    const once = total(sharedBoundaryLines(lattice(), [left, low]));
    const twice = total(boundaryLines(lattice(), left)) + total(boundaryLines(lattice(), low));
    expect(twice - once).toBeGreaterThan(440);
    expect(once).toBeLessThan(extent + 20 + 360 + 20);
  });

  it('simplifying keeps to a tenth of a pixel', () => {
    const [ring = []] = trace((x, y) => 100 - Math.hypot(x - 280, y - 280));
    const simple = simplifyRing(ring, 0.1);
    expect(simple.length).toBeLessThan(ring.length);
    for (const point of ring) {
      const off = simple.map((start, k) => distanceToSegment(point, start, simple[(k + 1) % simple.length] as Point));
      expect(Math.min(...off)).toBeLessThanOrEqual(0.1);
    }
  });
});
