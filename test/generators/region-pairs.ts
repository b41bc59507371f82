import { makeRandom, type Random } from '../../src/base/random.ts';
import { oneHotsOf, randomPoint, type Space } from '../../src/base/one-hot.ts';
import type { GateForm } from '../../src/program/program.ts';
import type { GateMember, GraphInput, PrimitiveNode, Ref, RegionGraph, RegionNode } from '../../src/region/graph.ts';
import { lowerGate } from '../../src/region/gate-form.ts';

export const pairKinds = ['affine', 'quadratic', 'categories', 'mixed'] as const;
export type PairKind = (typeof pairKinds)[number];

/** Two regions of one graph, each a gate of parts, and what is behind them. */
export interface RegionPair {
  readonly graph: RegionGraph;
  readonly space: Space;
  readonly kind: PairKind;
  /** Real inputs. */
  readonly dimensions: number;
  readonly left: PairRegion;
  readonly right: PairRegion;
}

export interface PairRegion {
  readonly ref: Ref;
  readonly form: GateForm;
  readonly count: number;
  readonly members: readonly GateMember[];
}

/**
 * The pair of a seed: 1 to 6 real inputs, of some kinds one or two categorical ones, up to 20 primitives. Half of the
 * pairs stand in some relation on purpose: one is the other relaxed, or turned, or lies behind a plane of the other,
 * or has a member that the others imply.
 */
export function regionPair(seed: number): RegionPair {
  const random = makeRandom(seed);
  const kind = pairKinds[seed % pairKinds.length] ?? 'affine';
  const dimensions = 1 + (Math.floor(seed / pairKinds.length) % 6);
  const inputs = inputsOf(dimensions, kind === 'categories' || kind === 'mixed' ? 1 + random.below(2) : 0, random);
  const space = { box: inputs.map(({ lo, hi }) => ({ lo, hi })), oneHots: oneHotsOf(inputs) };
  const maker = new Maker(inputs, space, kind, dimensions, random);
  const { left, right } = maker.pair();
  const graph: RegionGraph = {
    inputs,
    nodes: maker.nodes,
    names: [],
    head: { kind: 'none' },
    checks: [],
    origins: maker.nodes.map(() => []),
  };
  return { graph, space, kind, dimensions, left, right };
}

function inputsOf(dimensions: number, categorical: number, random: Random): GraphInput[] {
  const real = Array.from({ length: dimensions }, (_, i): GraphInput => {
    const lo = random.below(11) - 5;
    return { name: `x${String(i + 1)}`, lo, hi: lo + 1 + random.below(10), columns: [`x${String(i + 1)}`] };
  });
  const oneHots = Array.from({ length: categorical }, (_, i) => {
    const open = random.below(2) === 0;
    return Array.from({ length: 2 + random.below(3) }, (_unused, value): GraphInput => {
      const input = `s${String(i + 1)}`;
      const category = { input, value: `c${String(value)}`, open };
      return { name: `${input}=c${String(value)}`, lo: 0, hi: 1, columns: [input], category };
    });
  });
  return [...real, ...oneHots.flat()];
}

/** Makes the nodes of one pair. */
class Maker {
  readonly nodes: RegionNode[] = [];
  readonly #inputs: readonly GraphInput[];
  readonly #space: Space;
  readonly #kind: PairKind;
  readonly #dimensions: number;
  readonly #random: Random;
  /** A point that many primitives hold at, so that regions are not all empty. */
  readonly #centre: readonly number[];

  constructor(inputs: readonly GraphInput[], space: Space, kind: PairKind, dimensions: number, random: Random) {
    this.#inputs = inputs;
    this.#space = space;
    this.#kind = kind;
    this.#dimensions = dimensions;
    this.#random = random;
    this.#centre = randomPoint(space, random);
  }

  pair(): { readonly left: PairRegion; readonly right: PairRegion } {
    const random = this.#random;
    const size = 1 + random.below(9);
    const left = this.#region(Array.from({ length: size }, () => this.#part()));
    const isRelated = random.below(2) === 0;
    if (!isRelated) return { left, right: this.#region(this.#shared(left)) };
    switch (random.below(5)) {
      case 0: {
        // Every boundary of the left one moved outward.
        const relaxed = left.members.map(({ ref, weight }) => ({ ref: this.#relaxed(ref, true), weight }));
        return { left, right: this.#gate(left.form, relaxed, left.count) };
      }
      case 1:
        return { left, right: this.#gate('all', weighed([turned(left.ref), ...this.#parts(3)]), 0) };
      case 2: {
        const plane = this.#halfspace();
        const gap = 0.02 * (1 + random.below(10));
        const away: PrimitiveNode = { ...plane, a: plane.a.map((x) => -x), beta: -plane.beta + gap };
        const near = this.#gate('all', weighed([this.#add(plane), left.ref]), 0);
        return { left: near, right: this.#gate('all', weighed([this.#add(away), ...this.#parts(3)]), 0) };
      }
      case 3: {
        // The sum of some halfspaces, a little weaker, is implied by all of them.
        const planes = Array.from({ length: 2 + random.below(3) }, () => this.#halfspace());
        const weights = planes.map(() => 0.2 + random.uniform());
        const a = this.#inputs.map((_, i) =>
          planes.reduce((sum, plane, k) => sum + (weights[k] ?? 0) * (plane.a[i] ?? 0), 0),
        );
        const beta = planes.reduce((sum, plane, k) => sum + (weights[k] ?? 0) * plane.beta, 0) - 0.01;
        const implied = this.#add({ ...this.#halfspace(), a, beta });
        const members = [...planes.map((plane) => this.#add(plane)), implied];
        return { left: this.#gate('all', weighed(random.shuffle(members)), 0), right: left };
      }
      default: {
        const members = weighed(left.members.map(({ ref }) => ref));
        const more = 1 + random.below(members.length);
        const fewer = 1 + random.below(more);
        return { left: this.#gate('atLeast', members, more), right: this.#gate('atLeast', members, fewer) };
      }
    }
  }

  #parts(most: number): Ref[] {
    return Array.from({ length: this.#random.below(most + 1) }, () => this.#part());
  }

  /** Some of the members of another region, and some of its own. */
  #shared(other: PairRegion): Ref[] {
    const taken = other.members.flatMap(({ ref }) => (this.#random.below(3) === 0 ? [ref] : []));
    return [...taken, ...Array.from({ length: 1 + this.#random.below(8) }, () => this.#part())];
  }

  /** A primitive, sometimes turned, or a small gate of them. */
  #part(): Ref {
    const random = this.#random;
    if (random.below(6) === 0) {
      const inner = Array.from({ length: 2 }, () => this.#literal());
      return this.#gate(random.below(2) === 0 ? 'all' : 'any', weighed(inner), 0).ref;
    }
    return this.#literal();
  }

  #literal(): Ref {
    const ref = this.#add(this.#primitive());
    return this.#random.below(5) === 0 ? turned(ref) : ref;
  }

  #region(parts: readonly Ref[]): PairRegion {
    const random = this.#random;
    const forms: readonly GateForm[] = ['all', 'all', 'any', 'none', 'atLeast', 'atMost', 'exactly'];
    const form = forms[random.below(forms.length)] ?? 'all';
    const members = parts.map((ref) => ({ ref, weight: [1, 1, 1, 2, 0.5][random.below(5)] ?? 1 }));
    const total = members.reduce((sum, { weight }) => sum + weight, 0);
    return this.#gate(form, members, Math.round(2 * total * random.uniform()) / 2);
  }

  #gate(form: GateForm, members: readonly GateMember[], count: number): PairRegion {
    const refs = members.map(({ ref }) => ref);
    const ref = lowerGate({ form, count, members }, refs, (gate) => this.#add({ kind: 'gate', ...gate, ...plain }));
    return { ref, form, count, members };
  }

  #primitive(): PrimitiveNode {
    const random = this.#random;
    const isCategorical = this.#space.oneHots.length > 0 && random.below(3) === 0;
    if (isCategorical) return this.#category();
    const isCurved = (this.#kind === 'quadratic' || this.#kind === 'mixed') && random.below(2) === 0;
    if (!isCurved) return this.#halfspace();
    return random.below(4) === 0 ? this.#gaussian() : this.#quadric();
  }

  #category(): PrimitiveNode {
    const random = this.#random;
    const { oneHots } = this.#space;
    const { coordinates = [] } = oneHots[random.below(oneHots.length)] ?? {};
    const chosen = new Set([
      coordinates[random.below(coordinates.length)],
      coordinates[random.below(coordinates.length)],
    ]);
    const a = this.#inputs.map((_, i) => (chosen.has(i) ? 1 : 0));
    return { kind: 'halfspace', a, beta: 0.5, sharpness: { kind: 'category' }, ...plain };
  }

  #halfspace(): Extract<PrimitiveNode, { kind: 'halfspace' }> {
    const random = this.#random;
    const axis = random.below(2) === 0 ? random.below(this.#dimensions) : undefined;
    const isRound = random.below(2) === 0;
    const a = this.#inputs.map((_, i) => {
      if (i >= this.#dimensions || (axis !== undefined && i !== axis)) return 0;
      const x = random.normal();
      return isRound ? Math.round(2 * x) || 1 : x;
    });
    const reach = Math.hypot(...a.map((x, i) => x * ((this.#inputs[i]?.hi ?? 0) - (this.#inputs[i]?.lo ?? 0))));
    const beta = a.reduce((sum, x, i) => sum + x * (this.#centre[i] ?? 0), 0) - 0.3 * reach * (random.uniform() - 0.3);
    return { kind: 'halfspace', a, beta: isRound ? Math.round(4 * beta) / 4 : beta, sharpness, ...plain };
  }

  /** A ball, an ellipsoid, or a cylinder around the centre or near it. */
  #quadric(): PrimitiveNode {
    const random = this.#random;
    const { A, place } = this.#form();
    const b = A.map((row) => row.reduce((sum, x, i) => sum + x * (place[i] ?? 0), 0));
    const open = random.below(4) === 0 ? { open: true as const } : {};
    return { kind: 'quadric', A, b, alpha: 1, beta: 1, ...open, sharpness, ...plain };
  }

  #gaussian(): PrimitiveNode {
    const { A, place } = this.#form();
    return { kind: 'gaussian', mean: place, factor: A, level: 0.1 + 0.8 * this.#random.uniform(), sharpness, ...plain };
  }

  #form(): { readonly A: readonly (readonly number[])[]; readonly place: readonly number[] } {
    const random = this.#random;
    const rank = random.below(3) === 0 ? 1 + random.below(this.#dimensions) : this.#dimensions;
    const isTilted = random.below(3) === 0;
    const scale = 1.5 + 4 * random.uniform();
    const A = Array.from({ length: rank }, (_, row) =>
      this.#inputs.map(({ lo, hi }, i) => {
        if (i >= this.#dimensions) return 0;
        const own = row === i ? scale / (hi - lo) : 0;
        return own + (isTilted ? (0.3 * scale * random.normal()) / (hi - lo) : 0);
      }),
    );
    const place = this.#inputs.map(
      ({ lo, hi }, i) => (this.#centre[i] ?? 0) + 0.4 * (hi - lo) * (random.uniform() - 0.5),
    );
    return { A, place: place.map((x, i) => (i < this.#dimensions ? x : 0)) };
  }

  /** The region with its boundaries moved outward, or inward. */
  #relaxed(ref: Ref, outward: boolean): Ref {
    const node = this.nodes[ref.node];
    const isOut = outward !== ref.negated;
    const by = (isOut ? 1 : -1) * 0.01 * (1 + this.#random.below(20));
    switch (node?.kind) {
      case 'halfspace':
        if (node.sharpness.kind === 'category') return ref;
        return { ...ref, node: this.#add({ ...node, beta: node.beta - by }).node };
      case 'quadric':
        return { ...ref, node: this.#add({ ...node, beta: node.beta + by }).node };
      case 'gaussian': {
        const level = Math.min(0.99, Math.max(0.01, node.level - by / 4));
        return { ...ref, node: this.#add({ ...node, level }).node };
      }
      case 'gate': {
        const members = node.members.map((member) => ({ ...member, ref: this.#relaxed(member.ref, isOut) }));
        return { ...ref, node: this.#add({ ...node, members }).node };
      }
      case 'constant':
      case undefined:
        return ref;
    }
  }

  #add(node: RegionNode): Ref {
    this.nodes.push(node);
    return { node: this.nodes.length - 1, negated: false };
  }
}

const plain = { frozen: false, named: false } as const;
const sharpness = { kind: 'share', share: 0.05 } as const;

function turned({ node, negated }: Ref): Ref {
  return { node, negated: !negated };
}

function weighed(refs: readonly Ref[]): GateMember[] {
  return refs.map((ref) => ({ ref, weight: 1 }));
}
