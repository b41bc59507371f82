import type { Span } from '../base/source.ts';
import type { GateNode, PrimitiveNode, Ref, RegionNode } from './graph.ts';

/** A node without the mark of a name, which is no part of its identity. */
export type UnnamedNode<N extends RegionNode = RegionNode> = N extends RegionNode ? Omit<N, 'named'> : never;

/**
 * Nodes under construction, equal ones kept once. Invariant: children stand before parents, and no two nodes without
 * settings are equal but for `named`.
 */
export class NodeStore {
  readonly #nodes: RegionNode[] = [];
  readonly #origins: Span[][] = [];
  readonly #places = new Map<string, number>();

  get size(): number {
    return this.#nodes.length;
  }

  get nodes(): readonly RegionNode[] {
    return this.#nodes;
  }

  get origins(): readonly (readonly Span[])[] {
    return this.#origins;
  }

  /** The place of a node equal to this one; `spans` join those it has. */
  add(node: UnnamedNode, spans: readonly Span[]): Ref {
    const key = keyOf(node);
    const known = key === undefined ? undefined : this.#places.get(key);
    const place = known ?? this.#nodes.length;
    if (known === undefined) {
      this.#nodes.push({ ...node, named: false });
      this.#origins.push([]);
      if (key !== undefined) this.#places.set(key, place);
    }
    this.addOrigins(place, spans);
    return { node: place, negated: false };
  }

  addOrigins(place: number, spans: readonly Span[]): void {
    const origins = this.#origins[place] ?? [];
    for (const span of spans) if (!origins.some((origin) => sameSpan(origin, span))) origins.push(span);
  }

  markNamed(place: number): void {
    const node = this.#nodes[place];
    if (node && !node.named) this.#nodes[place] = { ...node, named: true };
  }
}

/** What makes two nodes equal; undefined for a gate by hand, which is never shared. */
function keyOf(node: UnnamedNode): string | undefined {
  switch (node.kind) {
    case 'constant':
      return `${node.kind} ${String(node.value)}`;
    case 'halfspace':
      return `${primitiveKey(node)} ${vectorKey(node.a)} ${String(node.beta)}`;
    case 'quadric':
      return `${primitiveKey(node)} ${matrixKey(node.A)} ${vectorKey(node.b)} ${String(node.alpha)} ${String(node.beta)} ${String(node.open)}`;
    case 'gaussian':
      return `${primitiveKey(node)} ${vectorKey(node.mean)} ${matrixKey(node.factor)} ${String(node.level)}`;
    case 'gate':
      return node.settings ? undefined : gateKey(node);
  }
}

function primitiveKey({ kind, frozen, sharpness }: UnnamedNode<PrimitiveNode>): string {
  return `${kind} ${String(frozen)} ${Object.values(sharpness).join(' ')}`;
}

function gateKey({ kind, frozen, members, threshold, margin }: UnnamedNode<GateNode>): string {
  const list = members.map(({ ref, weight }) => `${ref.negated ? '-' : ''}${String(ref.node)}*${String(weight)}`);
  return `${kind} ${String(frozen)} ${list.join(',')} ${String(threshold)} ${String(margin)}`;
}

/** Zeros left out: most rows have few other entries. */
function vectorKey(values: readonly number[]): string {
  let key = String(values.length);
  values.forEach((value, i) => {
    if (value !== 0) key += `,${String(i)}:${String(value)}`;
  });
  return key;
}

function matrixKey(rows: readonly (readonly number[])[]): string {
  return `[${rows.map(vectorKey).join(';')}]`;
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end && a.file === b.file;
}
