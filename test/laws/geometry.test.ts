import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { ask } from '../../src/check/geometry/ask.ts';
import { attackPoints } from '../../src/check/attack.ts';
import { exactNodes, exactRef } from '../../src/region/exact.ts';
import type { RegionGraph } from '../../src/region/graph.ts';
import { questionsOf, type PairQuestion } from '../generators/pair-questions.ts';
import { regionPair, type RegionPair } from '../generators/region-pairs.ts';

const asked = process.env['REGIONC_FUZZ'] ?? (process.env['REGIONC_TEST_ALL'] ? 1000 : undefined);
const [shard = 0, shards = 1] = (process.env['REGIONC_SHARD'] ?? '0/1').split('/').map(Number);
const [pairs, sampleCount] = asked === undefined ? [60, 3000] : [Number(asked), 20_000];

/** CPU time that a question has in an editor, in milliseconds. */
const budget = 200;

describe('answers of static geometry', () => {
  it(`are not refuted by ${String(sampleCount)} samples near facets, and each witness is one: ${String(pairs)} pairs`, () => {
    const tally = { none: 0, point: 0, touching: 0, open: 0, inTime: 0 };
    for (let seed = shard; seed < pairs; seed += shards) {
      const pair = regionPair(seed);
      const samples = new Samples(pair, seed);
      for (const question of questionsOf(pair)) {
        const start = cpuTime();
        const answer = ask(question.graph, question.regions, { late: () => false, seed: 1 });
        tally[answer.kind] += 1;
        // The share is reported; how fast the machine is, is no matter of a test.
        if (answer.kind !== 'open' && cpuTime() - start <= budget) tally.inTime += 1;
        const what = `${question.no} of pair ${String(seed)}`;
        if (answer.kind === 'none') expect(samples.find(question), what).toBeUndefined();
        if (answer.kind !== 'point') continue;
        if (answer.touching) tally.touching += 1;
        expect(isIn(question, answer.point), what).toBe(true);
        expect(isInBox(pair.graph, answer.point), what).toBe(true);
        expect(isIn(question, fromPlace(pair, answer)), what).toBe(true);
      }
    }
    const all = tally.none + tally.point + tally.open;
    const share = ((100 * tally.inTime) / all).toFixed(1);
    console.log(`static geometry: ${all} questions, ${share} % decided within ${budget} ms of CPU`, tally);
    expect(tally.none).toBeGreaterThan(0.2 * all);
    expect(tally.point).toBeGreaterThan(0.2 * all);
    expect(tally.open).toBeLessThan(0.1 * all);
  }, 1_800_000);
});

function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Points of a pair near its facets, with what holds there. */
class Samples {
  readonly #graph: RegionGraph;
  readonly #samples: readonly { readonly point: readonly number[]; readonly holds: readonly boolean[] }[];

  constructor({ graph, space }: RegionPair, seed: number) {
    this.#graph = graph;
    const edges = graph.nodes.flatMap((node) =>
      node.kind === 'constant' || node.kind === 'gate'
        ? []
        : [{ primitive: node, levels: [0, 1e-9, -1e-9, 1e-3, -1e-3] }],
    );
    const points = attackPoints(edges, space, makeRandom(seed + 1));
    this.#samples = Array.from({ length: sampleCount }, () => {
      const point = points.next().value;
      return { point, holds: exactNodes(graph, point) };
    });
  }

  /** One that lies in all of the regions. */
  find(question: PairQuestion): readonly number[] | undefined {
    const isOwn = question.graph === this.#graph;
    return this.#samples.find(({ point, holds }) =>
      isOwn ? question.regions.every((region) => exactRef(holds, region)) : isIn(question, point),
    )?.point;
  }
}

function isIn({ graph, regions }: PairQuestion, point: readonly number[]): boolean {
  const holds = exactNodes(graph, point);
  return regions.every((region) => exactRef(holds, region));
}

function isInBox({ inputs }: RegionGraph, point: readonly number[]): boolean {
  return inputs.every(({ lo, hi }, i) => (point[i] ?? NaN) >= lo && (point[i] ?? NaN) <= hi);
}

/** The point of a witness as it is shown: coordinates that it does not name lie anywhere, and in no category if any. */
function fromPlace(
  { graph }: RegionPair,
  { place }: { readonly place: readonly { readonly input: string; readonly value: number | string }[] },
): readonly number[] {
  const named = new Map(place.map(({ input, value }) => [input, value]));
  const random = makeRandom(place.length);
  return graph.inputs.map(({ name, lo, hi, category }) => {
    if (category) {
      const unnamed = category.open ? undefined : firstOf(graph, category.input);
      return (named.get(category.input) ?? unnamed) === category.value ? 1 : 0;
    }
    const value = named.get(name);
    return typeof value === 'number' ? value : lo + (hi - lo) * random.uniform();
  });
}

function firstOf({ inputs }: RegionGraph, input: string): string | number | undefined {
  return inputs.find(({ category }) => category?.input === input)?.category?.value;
}
