import { expect } from 'vitest';
import { makeKnownNodes } from '../../src/region/known.ts';
import { kleeneRef } from '../../src/region/kleene.ts';
import type { RegionGraph } from '../../src/region/graph.ts';
import { specOfFile, type Spec } from '../helpers/spec-of.ts';

const root = new URL('../../', import.meta.url).pathname;

/** The spec of a file below the project, all of whose claims must be proved. */
export async function checkExample(path: string): Promise<Spec> {
  const spec = await specOfFile(`${root}${path}`);
  expect(spec.claims.filter((claim) => !claim.startsWith('proved '))).toEqual([]);
  return spec;
}

/** The class that a point's known values decide; NaN is a value that is missing. */
export function decidedClass(graph: RegionGraph, point: readonly number[]): string | undefined {
  if (graph.head.kind !== 'classes') throw new Error('a file without classes');
  const known = makeKnownNodes(graph)(point);
  const classes = graph.head.classes.map(({ name, ref }) => ({ name, value: kleeneRef(known, ref) }));
  return classes.find(({ value }) => value === 1)?.name;
}
