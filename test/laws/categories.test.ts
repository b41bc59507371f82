import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneHotRange, oneHotsOf, randomPoint, type OneHot } from '../../src/base/one-hot.ts';
import { makeRandom } from '../../src/base/random.ts';
import { decide, type Outcome, type Subject } from '../../src/check/decide.ts';
import { makeDataset } from '../../src/data/make-dataset.ts';
import { compile } from '../../src/network/compile.ts';
import type { Network } from '../../src/network/network.ts';
import { headReadings } from '../../src/network/reading.ts';
import { evaluate } from '../../src/network/reference.ts';
import { buildGraph } from '../../src/region/build.ts';
import { exactNodes, exactRef } from '../../src/region/exact.ts';
import type { GraphClaim, RegionGraph } from '../../src/region/graph.ts';
import { kleeneNodes, kleeneRef } from '../../src/region/kleene.ts';
import { knownClass, makeKnownNodes } from '../../src/region/known.ts';
import { printGraph } from '../../src/region/print.ts';
import { readGraph } from '../../src/region/read.ts';
import { simplify } from '../../src/region/simplify.ts';
import { verifyGraph } from '../../src/region/verify.ts';
import { tickingBudget } from '../check/subject.ts';
import { pointsNearFacets } from '../generators/points.ts';
import { categoricalPrograms } from '../generators/programs.ts';
import { programOf } from '../helpers/program-of.ts';

const runs = { seed: 21, numRuns: 200, endOnFailure: true };

describe('a text over categories', () => {
  it('means what its words say, read off the cells of the data', () => {
    const tally = { holds: 0, fails: 0 };
    fc.assert(
      fc.property(test, fc.array(fc.record(cells), { minLength: 20, maxLength: 20 }), (drawn, rows) => {
        const graph = simplify(buildGraph(programOf(`${declarations}output r = ${drawn.text}\n`)).value);
        const names = Object.keys(cells);
        const table = {
          columns: names,
          cells: names.map((name) => rows.map((row) => row[name as keyof Cells])),
          rows: rows.length,
          firstRow: 1,
        };
        const { value, diagnostics } = makeDataset(table, graph.inputs);
        expect(diagnostics).toEqual([]);
        const width = graph.inputs.length;
        const [ref] = graph.names.flatMap((name) => (name.name === 'r' ? [name.ref] : []));
        for (const [row, cell] of rows.entries()) {
          const point = [...(value?.points ?? new Float64Array()).subarray(row * width, (row + 1) * width)];
          const holds = ref !== undefined && exactRef(exactNodes(graph, point), ref);
          expect(holds).toBe(drawn.holds(cell));
          tally[holds ? 'holds' : 'fails'] += 1;
        }
      }),
      { ...runs, numRuns: 300 },
    );
    expect(Math.min(tally.holds, tally.fails)).toBeGreaterThan(1000);
  });

  it('is a sound graph that reads back as it was printed', () => {
    fc.assert(
      fc.property(categoricalPrograms(), (program) => {
        const graph = buildGraph(program).value;
        expect(verifyGraph(graph)).toEqual([]);
        expect(readGraph(printGraph(simplify(graph)))).toEqual(simplify(graph));
      }),
      runs,
    );
  });
});

describe('claims over categories', () => {
  it('are settled as all choices of categories say, and with real inputs no sample refutes a proof', () => {
    const tally = { proved: 0, refuted: 0, undecided: 0 };
    fc.assert(
      fc.property(categoricalPrograms(), fc.nat(), (program, seed) => {
        const graph = simplify(buildGraph(program).value);
        const isFinite = graph.inputs.every(({ category }) => category);
        const points = isFinite ? choices(graph) : pointsNearFacets(graph, zeros(graph), 1000, makeRandom(seed));
        const readings = points.filter((point) => isInBox(graph, point)).map((point) => exactNodes(graph, point));
        for (const claim of claimsOf(graph)) {
          const outcome = decideClaim({ kind: 'spec', graph, compile: () => undefined }, claim);
          tally[outcome.outcome] += 1;
          const isBroken = readings.some((holds) => !claimHolds(claim, holds));
          if (isBroken) expect(outcome.outcome).not.toBe('proved');
          if (isFinite) expect(outcome.outcome).toBe(isBroken ? 'refuted' : 'proved');
          if (outcome.outcome !== 'refuted') continue;
          const witness = pointOf(graph, outcome);
          expect(oneHotsOf(graph.inputs).every((oneHot) => isChoice(oneHot, witness))).toBe(true);
          expect(claimHolds(claim, exactNodes(graph, witness))).toBe(false);
        }
      }),
      { ...runs, numRuns: 90 },
    );
    expect(tally.proved).toBeGreaterThan(200);
    expect(tally.refuted).toBeGreaterThan(200);
    expect(tally.undecided).toBeLessThan((tally.proved + tally.refuted) / 9);
  });

  it('that a network is certified are settled as all choices say, however its numbers have moved', () => {
    const tally = { proved: 0, refuted: 0, undecided: 0 };
    fc.assert(
      fc.property(categoricalPrograms(), fc.nat(), fc.constantFrom(0, 0.05, 0.5, 1), (program, seed, by) => {
        const compiled = compile(program, { mode: 'trainable' }).value;
        if (!compiled?.inputs.every(({ category }) => category)) return;
        const network = moved(compiled, by, seed);
        const { text } = network;
        const points = choices(text);
        const evaluation = evaluate(network, points);
        if (network.head.kind === 'classes') return;
        for (const [j, { ref }] of headReadings(network).entries()) {
          const values = evaluation.outputs.map((row) => row[j] ?? 0);
          // No category is near its boundary, so that only a stated margin leaves anything open.
          const wrong = points.filter((point, i) => {
            const side = kleeneRef(kleeneNodes(text, point, zeros(text)), ref);
            return side !== 0 && side * (values[i] ?? 0) < 0;
          });
          const { outcome } = decideClaim(
            { kind: 'network', network },
            { kind: 'certified', region: { region: ref }, share: 1 },
          );
          tally[outcome] += 1;
          if (wrong.length > 0) expect(outcome).not.toBe('proved');
          else expect(outcome).not.toBe('refuted');
        }
      }),
      { ...runs, numRuns: 400 },
    );
    expect(tally.proved).toBeGreaterThan(20);
    expect(tally.refuted).toBeGreaterThan(10);
    expect(tally.undecided).toBeLessThan(10);
  });

  it('bound a row by the best and the worst choice, and no tighter', () => {
    fc.assert(
      fc.property(categoricalPrograms(), fc.nat(), (program, seed) => {
        const { inputs } = program;
        const random = makeRandom(seed);
        const space = { box: inputs, oneHots: oneHotsOf(inputs) };
        const a = inputs.map(() => 2 * random.uniform() - 1);
        const { lo, hi } = oneHotRange(a, 0.3, space);
        const values = Array.from({ length: 300 }, () => {
          const point = randomPoint(space, random);
          return a.reduce((sum, x, i) => sum + x * (point[i] ?? 0), -0.3);
        });
        for (const value of values) expect(value >= lo && value <= hi).toBe(true);
        if (inputs.some(({ category }) => !category)) return;
        expect(Math.abs(Math.min(...values) - lo) + Math.abs(Math.max(...values) - hi)).toBeLessThan(1e-9);
      }),
      { ...runs, numRuns: 100 },
    );
  });
});

describe('a point that is known in part', () => {
  it('is settled only where every completion of it agrees', () => {
    const tally = { known: 0, open: 0 };
    fc.assert(
      fc.property(categoricalPrograms(), fc.nat(), (program, seed) => {
        const graph = simplify(buildGraph(program).value);
        const random = makeRandom(seed);
        const oneHots = oneHotsOf(graph.inputs);
        const space = { box: graph.inputs, oneHots };
        const knownNodes = makeKnownNodes(graph);
        for (let i = 0; i < 10; i++) {
          const full = randomPoint(space, random);
          const hidden = graph.inputs.map(({ category }) => !category && random.uniform() < 0.4);
          for (const { coordinates, open } of oneHots) {
            // Of an open input a missing cell is a value: it is of no category.
            if (!open && random.uniform() < 0.5) for (const at of coordinates) hidden[at] = true;
          }
          const known = knownNodes(full.map((x, at) => (hidden[at] ? NaN : x)));
          tally[known.includes(0) ? 'open' : 'known'] += 1;
          for (let j = 0; j < 30; j++) {
            const other = randomPoint(space, random);
            // A real value may lie outside its range.
            const completed = full.map((x, at) => {
              if (!hidden[at]) return x;
              return graph.inputs[at]?.category ? (other[at] ?? 0) : 30 * random.normal();
            });
            const exact = exactNodes(graph, completed);
            for (const [node, value] of known.entries()) if (value !== 0) expect(exact[node]).toBe(value === 1);
            const chosen = knownClass(graph, known);
            if (graph.head.kind !== 'classes' || chosen === undefined) continue;
            const holding = graph.head.classes.findIndex(({ ref }) => exactRef(exact, ref));
            expect(chosen).toBe(holding < 0 ? graph.head.classes.length : holding);
          }
          if (!hidden.includes(true)) expect(known).not.toContain(0);
        }
      }),
      { ...runs, numRuns: 100 },
    );
    expect(Math.min(tally.known, tally.open)).toBeGreaterThan(200);
  });

  it('needs no value that does not matter', () => {
    const text = `input x, y in [0, 9]
input s in {a, b}
region ball = norm([x, y] - [1, 1]) <= 1
region hill = gaussian(mean: [1, 1], sd: [1, 1])
region any = s in {a, b}
output r = at least 2 of (x >= 3, y >= 3, s == a)\n`;
    const graph = buildGraph(programOf(text)).value;
    const at = (point: readonly number[]) => {
      const nodes = makeKnownNodes(graph)(point);
      return Object.fromEntries(graph.names.map(({ name, ref }) => [name, kleeneRef(nodes, ref)]));
    };
    expect(at([4, NaN, 1, 0])).toEqual({ ball: -1, hill: -1, any: 1, r: 1 });
    expect(at([1, NaN, 0, 1])).toEqual({ ball: 0, hill: 0, any: 1, r: -1 });
    expect(at([4, 0, NaN, NaN])).toEqual({ ball: -1, hill: -1, any: 1, r: 0 });
    expect(at([NaN, NaN, NaN, NaN])).toEqual({ ball: 0, hill: 0, any: 1, r: 0 });
  });
});

const declarations = `input s in {a, b, "c d"}
input t in {b, a, ..}
input n in {1, 2, 3, ..}
input v[3] in {a, b}\n`;

/** What may stand in the data; `n` is a number however it is written. */
const cells = {
  s: fc.constantFrom('a', 'b', 'c d'),
  t: fc.constantFrom('a', 'b', 'z', '', undefined),
  n: fc.constantFrom('1', '2.0', ' 3', '4', 'x', undefined),
  v1: fc.constantFrom('a', 'b'),
  v2: fc.constantFrom('a', 'b'),
  v3: fc.constantFrom('a', 'b'),
};

type Cells = { readonly [K in keyof typeof cells]: string | undefined };

interface Test {
  readonly text: string;
  readonly holds: (cell: Cells) => boolean;
}

const number = ({ n }: Cells): number => Number(n ?? NaN);

const leaf: fc.Arbitrary<Test> = fc.constantFrom<Test>(
  { text: 's == a', holds: ({ s }) => s === 'a' },
  { text: 's != b', holds: ({ s }) => s !== 'b' },
  { text: 's == "c d"', holds: ({ s }) => s === 'c d' },
  { text: 's in {a, "c d"}', holds: ({ s }) => s === 'a' || s === 'c d' },
  { text: 's not in {a, b}', holds: ({ s }) => s === 'c d' },
  { text: 't == a', holds: ({ t }) => t === 'a' },
  { text: 't != a', holds: ({ t }) => t !== 'a' },
  { text: 't in {a, b}', holds: ({ t }) => t === 'a' || t === 'b' },
  { text: 't not in {b}', holds: ({ t }) => t !== 'b' },
  { text: 'unlisted(t)', holds: ({ t }) => t !== 'a' && t !== 'b' },
  { text: 's == t', holds: ({ s, t }) => s === t },
  { text: 's != t', holds: ({ s, t }) => s !== t },
  { text: 'n == 2', holds: (cell) => number(cell) === 2 },
  { text: 'n in {1, 3}', holds: (cell) => number(cell) === 1 || number(cell) === 3 },
  { text: 'unlisted(n)', holds: (cell) => ![1, 2, 3].includes(number(cell)) },
  { text: 'v[2] == b', holds: ({ v2 }) => v2 === 'b' },
  { text: 'v[1] == v[3]', holds: ({ v1, v3 }) => v1 === v3 },
  { text: 'all of match(v, 1, "a.[ab]")', holds: ({ v1 }) => v1 === 'a' },
  {
    text: 'at least 2 of match(v, 1, "AbA")',
    holds: ({ v1, v2, v3 }) => countOf([v1 === 'a', v2 === 'b', v3 === 'a']) >= 2,
  },
  {
    text: 'exactly 1 of (for c in v: c == a)',
    holds: ({ v1, v2, v3 }) => countOf([v1, v2, v3].map((c) => c === 'a')) === 1,
  },
);

const { test } = fc.letrec<{ test: Test }>((tie) => ({
  test: fc.oneof(
    { maxDepth: 3 },
    { weight: 2, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: tie('test').map(({ text, holds }): Test => ({ text: `not (${text})`, holds: (cell) => !holds(cell) })),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(tie('test'), tie('test')).map(([one, two]): Test => ({
        text: `((${one.text}) and (${two.text}))`,
        holds: (cell) => one.holds(cell) && two.holds(cell),
      })),
    },
    {
      weight: 2,
      arbitrary: fc.array(tie('test'), { minLength: 2, maxLength: 4 }).map((members): Test => ({
        text: `(at least 2 of (${members.map(({ text }) => text).join(', ')}))`,
        holds: (cell) => countOf(members.map(({ holds }) => holds(cell))) >= 2,
      })),
    },
  ),
}));

function countOf(values: readonly boolean[]): number {
  return values.filter(Boolean).length;
}

function zeros({ nodes }: RegionGraph): number[] {
  return nodes.map(() => 0);
}

function isInBox({ inputs }: RegionGraph, point: readonly number[]): boolean {
  return inputs.every(({ lo, hi }, i) => (point[i] ?? 0) >= lo && (point[i] ?? 0) <= hi);
}

/** Every point of a space without real inputs. */
function choices({ inputs }: RegionGraph): number[][] {
  return oneHotsOf(inputs).reduce<number[][]>(
    (points, { coordinates, open }) =>
      points.flatMap((point) =>
        [...coordinates, ...(open ? [-1] : [])].map((chosen) =>
          point.map((x, i) => (coordinates.includes(i) ? Number(i === chosen) : x)),
        ),
      ),
    [inputs.map(() => 0)],
  );
}

function isChoice({ coordinates, open }: OneHot, point: readonly number[]): boolean {
  const values = coordinates.map((i) => point[i]);
  const ones = values.filter((value) => value === 1).length;
  return values.every((value) => value === 0 || value === 1) && (ones === 1 || (open && ones === 0));
}

type SetClaim = Extract<GraphClaim, { readonly kind: 'empty' | 'inside' | 'disjoint' }>;

function claimsOf({ names }: RegionGraph): SetClaim[] {
  const regions = names.slice(0, 4).map(({ ref }) => ({ region: ref }));
  return regions.flatMap((one, i): SetClaim[] => [
    { kind: 'empty', region: one },
    ...regions.slice(i + 1).flatMap((two): SetClaim[] => [
      { kind: 'disjoint', left: one, right: two },
      { kind: 'inside', inner: one, outer: two },
    ]),
  ]);
}

function claimHolds(claim: SetClaim, holds: readonly boolean[]): boolean {
  switch (claim.kind) {
    case 'empty':
      return !exactRef(holds, claim.region.region);
    case 'disjoint':
      return !(exactRef(holds, claim.left.region) && exactRef(holds, claim.right.region));
    case 'inside':
      return !exactRef(holds, claim.inner.region) || exactRef(holds, claim.outer.region);
  }
}

function decideClaim(subject: Subject, claim: GraphClaim): Outcome {
  return decide(subject, { text: 'generated', line: 1, negated: false, claim }, tickingBudget(0.05));
}

function pointOf({ inputs }: RegionGraph, { witness }: Outcome): number[] {
  return inputs.map(({ name, category }) =>
    category ? Number(witness?.[category.input] === category.value) : Number(witness?.[name]),
  );
}

/** Every number of the first layer off by up to `by`, those of other categories too, as training leaves it. */
function moved(network: Network, by: number, seed: number): Network {
  const random = makeRandom(seed);
  const shake = (x: number): number => x + by * (2 * random.uniform() - 1);
  return {
    ...network,
    first: network.first.map((unit) =>
      unit.kind === 'halfspace' ? { ...unit, a: unit.a.map(shake), beta: shake(unit.beta) } : unit,
    ),
  };
}
