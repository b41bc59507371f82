import { describe, expect, it } from 'vitest';
import { makeRandom, type Random } from '../../src/base/random.ts';
import { attackPoints } from '../../src/check/attack.ts';
import { decideCertified, edgesOf, type CertifiedTask } from '../../src/check/certified.ts';
import { makeUnitValues } from '../../src/exec/forward.ts';
import { tausAt } from '../../src/network/certify.ts';
import type { Network } from '../../src/network/network.ts';
import { headReadings } from '../../src/network/reading.ts';
import { evaluate, unitValue } from '../../src/network/reference.ts';
import { kleeneNodes, kleeneRef } from '../../src/region/kleene.ts';
import { state } from '../check/subject.ts';
import { planted } from '../generators/planted.ts';
import { curvedText, halfspaceText, perturbed } from '../generators/specs.ts';

/** Networks: a few here, many with `npm run test:all` and `npm run fuzz -- check`, which processes may share. */
const networks = Number(process.env['REGIONC_FUZZ'] ?? (process.env['REGIONC_TEST_ALL'] ? 300 : 40));

const [shard = 0, shards = 1] = (process.env['REGIONC_SHARD'] ?? '0/1').split('/').map(Number);
const count = networks / shards;

/** Parts of the box that a search may look at; with them the outcome is the same on every machine. */
const cells = 1500;

const sampleCount = 20_000;

const tally = { proved: 0, refuted: 0, undecided: 0, samples: 0, bad: 0 };

describe(`${String(count)} networks with every number moved`, () => {
  it('are nowhere wrong where they are proved, at 20,000 points each, half of them near facets', () => {
    for (let seed = 1 + shard; seed <= networks; seed += shards) {
      const random = makeRandom(seed);
      const text = seed % 3 === 0 ? curvedText(random) : halfspaceText(random);
      const mode = seed % 4 === 0 ? 'trainable' : 'guarantee';
      const network = perturbed(state(text, mode).compile(), [0.005, 0.01, 0.02, 0.05][seed % 4] ?? 0.01, random);
      // Some with nothing to spare: the share of the bands is drawn too.
      const share = random.below(2) === 0 ? 1 : 0.3 + random.uniform();
      const task = taskOf(network, seed);
      const { outcome, point } = decideCertified(task, share);
      tally[outcome] += 1;
      if (outcome === 'proved') expect(badPoints(task, share, random), `network ${String(seed)}`).toBe(0);
      if (outcome === 'refuted') expect(isWrong(task, share, point ?? []), `network ${String(seed)}`).toBe(true);
    }
    console.log(`${String(count)} moved networks`, tally);
    expect(tally.bad).toBe(0);
    expect(tally.proved).toBeGreaterThan(count / 4);
    expect(tally.refuted).toBeGreaterThan(count / 10);
  }, 3_600_000);
});

describe(`${String(count)} networks with a hidden counterexample`, () => {
  it('are never proved, and at least 95 of 100 are refuted', () => {
    const found = { proved: 0, refuted: 0, undecided: 0 };
    let all = 0;
    for (let seed = 1 + shard; all < count; seed += shards) {
      const random = makeRandom(seed);
      const network = state(seed % 4 === 0 ? curvedText(random) : halfspaceText(random)).compile();
      const violation = planted(network, random);
      if (violation === undefined) continue;
      all += 1;
      const task = taskOf(violation.network, seed);
      // It is there: the reading is definite and the reference executor says otherwise.
      expect(isWrong(task, 1, violation.point)).toBe(true);
      const { outcome } = decideCertified(task, 1);
      found[outcome] += 1;
      expect(outcome, `network ${String(seed)}`).not.toBe('proved');
    }
    console.log(`${String(count)} planted violations`, found);
    expect(found.refuted).toBeGreaterThanOrEqual(0.95 * count);
  }, 3_600_000);
});

function taskOf(network: Network, seed: number): CertifiedTask {
  const [reading] = headReadings(network);
  if (reading === undefined) throw new Error('the text has an output');
  const effort = { late: () => false, seed, cells };
  return { network, reading, region: { region: reading.ref, name: reading.name }, box: network.text.inputs, effort };
}

/** Points where the reading is definite and the network has the other sign. */
function badPoints({ network, reading, region }: CertifiedTask, share: number, random: Random): number {
  const { text } = network;
  const taus = tausAt(network, share).map((tau) => tau * (1 + 1e-9));
  const attack = attackPoints(edgesOf(network, region.region, share), { box: text.inputs, oneHots: [] }, random);
  const points = Array.from({ length: sampleCount }, (_, i) =>
    i % 2 === 0 ? text.inputs.map(({ lo, hi }) => lo + (hi - lo) * random.uniform()) : attack.next().value,
  );
  const width = reading.layer === 0 ? network.first.length : (network.later[reading.layer - 1]?.length ?? 0);
  const values = makeUnitValues(network)(Float64Array.from(points.flat()), points.length)[reading.layer];
  let bad = 0;
  for (const [i, point] of points.entries()) {
    const value = (reading.weights[0] ?? 0) * (values?.[i * width + (reading.links[0] ?? 0)] ?? 0);
    if (Math.abs(value) < 1e-12) continue;
    if (kleeneRef(kleeneNodes(text, point, taus), region.region) * value < 0) bad += 1;
  }
  tally.samples += points.length;
  tally.bad += bad;
  return bad;
}

/** By the text's own evaluator and the reference executor. */
function isWrong({ network, region }: CertifiedTask, share: number, point: readonly number[]): boolean {
  const reading = kleeneRef(kleeneNodes(network.text, point, tausAt(network, share)), region.region);
  const [value = 0] = unitValue(network, evaluate(network, [point]), region.region) ?? [];
  return reading !== 0 && reading * value <= 0;
}
