import { oneHotsOf } from '../../src/base/one-hot.ts';
import type { Random } from '../../src/base/random.ts';
import { attackPoints } from '../../src/check/attack.ts';
import { edgesOf } from '../../src/check/certified.ts';
import { tausAt } from '../../src/network/certify.ts';
import type { FirstUnit, Network } from '../../src/network/network.ts';
import { evaluate, unitValue } from '../../src/network/reference.ts';
import { kleeneNodes, kleeneRef } from '../../src/region/kleene.ts';
import { headRefs } from '../../src/region/roots.ts';

/** A network that is wrong at a point outside the bands of its text, and mostly only in a corner around it. */
export interface Planted {
  readonly network: Network;
  readonly point: readonly number[];
}

/** How wrong it is made there. */
const wrongness = 1e-3;

/**
 * Tilts one boundary until the network's first output is wrong at the point, of those on the edge of its band that
 * decide, that lies farthest out in some direction; undefined where none decides or the tilt does not get there.
 */
export function planted(network: Network, random: Random): Planted | undefined {
  const [ref] = headRefs(network.text.head);
  if (ref === undefined) return undefined;
  const space = { box: network.text.inputs, oneHots: oneHotsOf(network.text.inputs) };
  const taus = tausAt(network, 1).map((tau) => tau * (1 + 1e-9));
  const points = attackPoints(edgesOf(network, ref, 1), space, random);
  const definite = Array.from({ length: 600 }, () => points.next().value).flatMap((point) => {
    const nodes = kleeneNodes(network.text, point, taus);
    const reading = kleeneRef(nodes, ref);
    return reading === 0 ? [] : [{ point, reading }];
  });
  const units = network.first.flatMap((unit, i) => (unit.kind === 'halfspace' ? [i] : []));
  const unit = units[random.below(Math.max(1, units.length))];
  const direction = space.box.map(() => random.normal());
  const along = (point: readonly number[]): number => point.reduce((sum, x, i) => sum + x * (direction[i] ?? 0), 0);
  const ranked = definite.toSorted((one, two) => along(two.point) - along(one.point));
  const pivot = along(ranked[Math.floor(ranked.length / 10)]?.point ?? []);
  for (const { point, reading } of ranked.slice(0, 40)) {
    const wrongAt = (tilt: number): { readonly network: Network; readonly error: number } => {
      const first = network.first.map((each, i) => (i === unit ? tilted(each, tilt, direction, pivot) : each));
      const changed = { ...network, first };
      const [value = 0] = unitValue(changed, evaluate(changed, [point]), ref) ?? [];
      return { network: changed, error: -reading * value };
    };
    for (const sign of [1, -1]) {
      let [low, high] = [0, sign * 4];
      if (wrongAt(high).error < wrongness || wrongAt(low).error > 0) continue;
      for (let step = 0; step < 40; step++) {
        const middle = (low + high) / 2;
        if (wrongAt(middle).error < wrongness) low = middle;
        else high = middle;
      }
      return { network: wrongAt(high).network, point };
    }
  }
  return undefined;
}

/** f + tilt (<direction, x> - pivot). */
function tilted(unit: FirstUnit, tilt: number, direction: readonly number[], pivot: number): FirstUnit {
  if (unit.kind !== 'halfspace') return unit;
  return { ...unit, a: unit.a.map((x, i) => x + tilt * (direction[i] ?? 0)), beta: unit.beta + tilt * pivot };
}
