import type { Sharpness } from '../program/program.ts';
import type { GateNode, UnnamedNode } from './graph.ts';

/** Whether two nodes are the same unit of a network, names and origins apart; a gate by hand is so with no other. */
export function isEqual(a: UnnamedNode, b: UnnamedNode): boolean {
  if (a.frozen !== b.frozen) return false;
  switch (a.kind) {
    case 'constant':
      return b.kind === 'constant' && a.value === b.value;
    case 'halfspace':
      return (
        b.kind === 'halfspace' && a.beta === b.beta && sameRow(a.a, b.a) && sameSharpness(a.sharpness, b.sharpness)
      );
    case 'quadric':
      return (
        b.kind === 'quadric' &&
        a.alpha === b.alpha &&
        a.beta === b.beta &&
        a.open === b.open &&
        sameRow(a.b, b.b) &&
        sameMatrix(a.A, b.A) &&
        sameSharpness(a.sharpness, b.sharpness)
      );
    case 'gaussian':
      return (
        b.kind === 'gaussian' &&
        a.level === b.level &&
        sameRow(a.mean, b.mean) &&
        sameMatrix(a.factor, b.factor) &&
        sameSharpness(a.sharpness, b.sharpness)
      );
    case 'gate':
      return b.kind === 'gate' && sameGate(a, b);
  }
}

/** Equal for equal nodes: a whole number. */
export function hashOf(node: UnnamedNode): number {
  switch (node.kind) {
    case 'constant':
      return node.value ? 1 : 2;
    case 'halfspace':
      return mix(hashRow(3, node.a), node.beta);
    case 'quadric':
      return mix(hashRow(hashRows(4, node.A), node.b), node.beta);
    case 'gaussian':
      return mix(hashRow(hashRows(5, node.factor), node.mean), node.level);
    case 'gate': {
      let hash = mix(6, node.threshold);
      for (const { ref, weight } of node.members) hash = mix(mix(hash, ref.negated ? -1 - ref.node : ref.node), weight);
      return hash;
    }
  }
}

function sameGate(a: UnnamedNode<GateNode>, b: UnnamedNode<GateNode>): boolean {
  if (a.settings || b.settings || a.threshold !== b.threshold || a.margin !== b.margin) return false;
  return (
    a.members.length === b.members.length &&
    a.members.every(({ ref, weight }, i) => {
      const other = b.members[i];
      return other?.weight === weight && other.ref.node === ref.node && other.ref.negated === ref.negated;
    })
  );
}

function sameSharpness(a: Sharpness, b: Sharpness): boolean {
  switch (a.kind) {
    case 'band':
      return b.kind === 'band' && a.band === b.band;
    case 'width':
      return b.kind === 'width' && a.width === b.width;
    case 'share':
      return b.kind === 'share' && a.share === b.share;
    case 'gain':
      return b.kind === 'gain' && a.gain === b.gain;
    case 'category':
      return b.kind === 'category';
  }
}

function sameRow(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

function sameMatrix(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): boolean {
  return a.length === b.length && a.every((row, i) => sameRow(row, b[i] ?? []));
}

function hashRows(start: number, rows: readonly (readonly number[])[]): number {
  return rows.reduce(hashRow, start);
}

/** Zeros left out: most rows have few other entries. */
function hashRow(start: number, row: readonly number[]): number {
  let hash = start;
  for (let i = 0; i < row.length; i++) {
    const value = row[i] ?? 0;
    if (value !== 0) hash = mix(mix(hash, i), value);
  }
  return hash;
}

/** Whole part and fraction of a number, stirred into a hash as FNV-1a does. */
function mix(hash: number, value: number): number {
  const whole = Math.imul(hash ^ (value | 0), 0x01000193);
  return value === (value | 0) ? whole : Math.imul(whole ^ ((value % 1) * 0x7fffffff), 0x01000193);
}
