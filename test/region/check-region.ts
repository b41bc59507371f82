import { expect } from 'vitest';
import { makeSource } from '../../src/base/source.ts';
import type {
  GateRegion,
  Input,
  NamedRegion,
  Program,
  RegionExpression,
  Sharpness,
} from '../../src/program/program.ts';
import { buildGraph } from '../../src/region/build.ts';
import type { RegionGraph } from '../../src/region/graph.ts';
import { printGraph } from '../../src/region/print.ts';
import { simplify } from '../../src/region/simplify.ts';
import { verifyGraph } from '../../src/region/verify.ts';

const span = { file: 'test.region', start: 0, end: 1 };

/** Coordinates x1, x2, ... in [-10, 10]. */
function inputsOf(count: number): Input[] {
  return Array.from({ length: count }, (_, i) => ({ name: `x${String(i + 1)}`, lo: -10, hi: 10, columns: [], span }));
}

/** x_i >= beta, i from 1. */
export function over(
  i: number,
  beta: number,
  sharpness: Sharpness = { kind: 'width', width: 0.2 },
  inputs = 8,
): RegionExpression {
  const a = Array.from({ length: inputs }, (_, j) => (j === i - 1 ? 1 : 0));
  return { kind: 'halfspace', a, beta, sharpness, span };
}

export function not(region: RegionExpression): RegionExpression {
  return { kind: 'not', region, span };
}

export function named(name: string): RegionExpression {
  return { kind: 'reference', name, span };
}

/** A gate over members of weight 1, or of the weights given with them. */
export function gate(
  form: GateRegion['form'],
  members: readonly (RegionExpression | { readonly weight: number; readonly region: RegionExpression })[],
  rest: Partial<Pick<GateRegion, 'count' | 'margin' | 'settings'>> = {},
): RegionExpression {
  const weighted = members.map((member) => ('weight' in member ? member : { weight: 1, region: member }));
  return { kind: 'gate', form, members: weighted, span, ...rest };
}

/** A file of named regions, all outputs but those marked otherwise. */
export function program(
  regions: Readonly<Record<string, RegionExpression | Omit<NamedRegion, 'name' | 'span' | 'declaration'>>>,
  inputs = 8,
): Program {
  const list = Object.entries(regions).map(([name, value]): NamedRegion =>
    'role' in value
      ? { name, span, declaration: span, ...value }
      : { name, role: 'output', frozen: false, region: value, span, declaration: span },
  );
  return {
    source: makeSource('test.region', ''),
    inputs: inputsOf(inputs),
    regions: list,
    head: {
      kind: 'outputs',
      outputs: list.filter(({ role }) => role === 'output').map(({ name }) => ({ region: name, column: name })),
    },
    checks: [],
  };
}

/** The verified graph of a program, simplified. */
export function graphOf(regions: Program): RegionGraph {
  const { value } = buildGraph(regions);
  expect(verifyGraph(value)).toEqual([]);
  const simple = simplify(value);
  expect(verifyGraph(simple)).toEqual([]);
  return simple;
}

/** The nodes and names of a graph as text, without where they came from. */
export function shapeOf(graph: RegionGraph): string[] {
  return printGraph({ ...graph, origins: graph.nodes.map(() => []), inputs: [], head: { kind: 'none' } })
    .trimEnd()
    .split('\n')
    .map((line) =>
      line.replace(/halfspace a \[([^\]]*)\] beta (\S+) \S+ \S+/, (_, a: string, beta: string) => {
        return `x${String(a.split(', ').indexOf('1') + 1)} >= ${beta}`;
      }),
    );
}
