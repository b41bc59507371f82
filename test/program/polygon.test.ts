import { expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { polygonFormula, type Corner, type EdgeFormula } from '../../src/program/polygon.ts';

it('polygons of any shape are what a ray test says, each edge used once', () => {
  const random = makeRandom(3);
  for (let round = 0; round < 300; round++) {
    const corners = randomPolygon(3 + random.below(12), () => random.uniform());
    const formula = polygonFormula(round % 2 === 0 ? corners : corners.toReversed());
    if (typeof formula === 'string') throw new Error(formula);
    expect(edgesOf(formula)).toHaveLength(corners.length);
    for (let i = 0; i < 100; i++) {
      const point: Corner = [3 * random.uniform() - 1.5, 3 * random.uniform() - 1.5];
      expect(holds(formula, point), `${JSON.stringify(corners)} at ${point.join(', ')}`).toBe(isInside(corners, point));
    }
  }
});

it('long spirals need no deep recursion of shapes and stay right', () => {
  // A band of constant width wound around the origin: its outer side one way, its inner side back.
  const at = (turn: number, radius: number): Corner => [radius * Math.cos(turn), radius * Math.sin(turn)];
  const turns = Array.from({ length: 40 }, (_, i) => i * 0.45);
  const corners = [
    ...turns.map((turn) => at(turn, 1 + 0.2 * turn)),
    ...turns.toReversed().map((turn) => at(turn, 0.6 + 0.2 * turn)),
  ];
  const formula = polygonFormula(corners);
  if (typeof formula === 'string') throw new Error(formula);
  const random = makeRandom(5);
  for (let i = 0; i < 5000; i++) {
    const point: Corner = [12 * random.uniform() - 6, 12 * random.uniform() - 6];
    expect(holds(formula, point)).toBe(isInside(corners, point));
  }
});

it.each([
  [
    [
      [0, 0],
      [1, 1],
    ],
    'few corners',
  ],
  [
    [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
    'no area',
  ],
  [
    [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
    ],
    'crossing',
  ],
  [
    [
      [0, 0],
      [4, 0],
      [2, 1],
      [4, 2],
      [0, 2],
      [2, 1],
    ],
    'crossing',
  ],
] as const)('%j is refused: %s', (corners, problem) => {
  expect(polygonFormula(corners)).toBe(problem);
});

/** Star-shaped around the origin, with radii that jump: many reflex corners. */
function randomPolygon(count: number, uniform: () => number): Corner[] {
  const angles = Array.from({ length: count }, (_, i) => (2 * Math.PI * (i + 0.8 * uniform())) / count);
  return angles.map((angle) => {
    const radius = 0.1 + uniform();
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

function edgesOf(formula: EdgeFormula): EdgeFormula[] {
  return formula.kind === 'edge' ? [formula] : formula.parts.flatMap(edgesOf);
}

function holds(formula: EdgeFormula, point: Corner): boolean {
  switch (formula.kind) {
    case 'edge': {
      const [[ax, ay], [bx, by]] = [formula.from, formula.to];
      return (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax) >= 0;
    }
    case 'all':
      return formula.parts.every((part) => holds(part, point));
    case 'any':
      return formula.parts.some((part) => holds(part, point));
  }
}

function isInside(corners: readonly Corner[], [x, y]: Corner): boolean {
  let inside = false;
  for (const [i, [ax, ay]] of corners.entries()) {
    const [bx, by] = corners[(i + 1) % corners.length] ?? [0, 0];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}
