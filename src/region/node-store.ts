import type { Span } from '../base/source.ts';
import type { Ref, RegionNode, UnnamedNode } from './graph.ts';
import { hashOf, isEqual } from './node-equality.ts';

/**
 * Nodes under construction, equal ones kept once. Invariant: children stand before parents, and no two nodes without
 * settings are equal but for `named`.
 */
export class NodeStore {
  readonly #nodes: RegionNode[] = [];
  /** As they were given, until there are more: most nodes come from one place of the text. */
  readonly #origins: (readonly Span[])[] = [];
  readonly #growing = new Map<number, Span[]>();
  /** The last node of each hash, and of each node the one before it of the same hash. */
  readonly #last = new Map<number, number>();
  readonly #before: (number | undefined)[] = [];
  /** The origins of nodes that have many, so that another is looked up and not searched for. */
  readonly #manyOrigins = new Map<number, Set<string>>();

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
    const hash = hashOf(node);
    const last = this.#last.get(hash);
    let known = last;
    while (known !== undefined && !this.#isEqualTo(known, node)) known = this.#before[known];
    if (known !== undefined) {
      this.addOrigins(known, spans);
      return { node: known, negated: false };
    }
    const place = this.#nodes.length;
    this.#nodes.push({ ...node, named: false });
    this.#origins.push(spans);
    this.#before.push(last);
    this.#last.set(hash, place);
    return { node: place, negated: false };
  }

  addOrigins(place: number, spans: readonly Span[]): void {
    for (const span of spans) if (!this.#isOrigin(place, span)) this.#growingOrigins(place).push(span);
  }

  markNamed(place: number): void {
    const node = this.#nodes[place];
    if (node && !node.named) this.#nodes[place] = { ...node, named: true };
  }

  #growingOrigins(place: number): Span[] {
    const known = this.#growing.get(place);
    if (known) return known;
    const origins = [...(this.#origins[place] ?? [])];
    this.#growing.set(place, origins);
    this.#origins[place] = origins;
    return origins;
  }

  #isOrigin(place: number, span: Span): boolean {
    const origins = this.#origins[place] ?? [];
    if (origins.length < 8) return origins.some((origin) => sameSpan(origin, span));
    const known = this.#manyOrigins.get(place) ?? new Set(origins.map(keyOfSpan));
    this.#manyOrigins.set(place, known);
    const key = keyOfSpan(span);
    const isKnown = known.has(key);
    known.add(key);
    return isKnown;
  }

  #isEqualTo(place: number, node: UnnamedNode): boolean {
    const known = this.#nodes[place];
    return known !== undefined && isEqual(known, node);
  }
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end && a.file === b.file;
}

function keyOfSpan({ file, start, end }: Span): string {
  return `${start} ${end} ${file}`;
}
