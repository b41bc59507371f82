import type { Check, Claim, GateSettings, Input, Sharpness } from '../program/program.ts';
import type { Span } from '../base/source.ts';

/**
 * The regions of a program as a hash-consed graph: equal regions are one node, whatever line they come from.
 * What changes the network (sharpness, settings, frozen) is part of a node's identity; spans are not.
 */
export interface RegionGraph {
  readonly inputs: readonly GraphInput[];
  /** Children stand before parents. */
  readonly nodes: readonly RegionNode[];
  /** Every named region, output and class of the program, in file order. */
  readonly names: readonly GraphName[];
  readonly head: GraphHead;
  readonly checks: readonly GraphCheck[];
  /** Where each node came from, beside the nodes and of the same length. */
  readonly origins: readonly (readonly Span[])[];
  readonly doc?: string;
}

export type GraphInput = Omit<Input, 'span'>;

/** A node, or its complement. */
export interface Ref {
  readonly node: number;
  readonly negated: boolean;
}

export interface GraphName {
  readonly name: string;
  readonly role: 'region' | 'output' | 'class';
  readonly ref: Ref;
  readonly doc?: string;
}

export type GraphHead =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'outputs';
      readonly outputs: readonly { readonly name: string; readonly column: string; readonly ref: Ref }[];
    }
  | {
      readonly kind: 'classes';
      readonly classes: readonly GraphClass[];
    };

export interface GraphClass {
  readonly name: string;
  readonly label: string;
  /** Of a class that is `unknown` the constant false. */
  readonly ref: Ref;
  /** Nothing is written of the class: it is left to training. */
  readonly unknown?: true;
}

/** A claim over nodes, with its place in the source (line from 1). */
export interface GraphCheck extends Omit<Check<Ref>, 'span'> {
  readonly line: number;
}

export type GraphClaim = Claim<Ref>;

export type RegionNode = ConstantNode | PrimitiveNode | GateNode;

/** A node without the mark of a name, which is no part of its identity. */
export type UnnamedNode<N extends RegionNode = RegionNode> = N extends RegionNode ? Omit<N, 'named'> : never;

export type PrimitiveNode = HalfspaceNode | QuadricNode | GaussianNode;

interface NodeCommon {
  /** Left as it is by training. */
  readonly frozen: boolean;
  /** A name stands for this node: `simplify` keeps it. */
  readonly named: boolean;
}

export interface ConstantNode extends NodeCommon {
  readonly kind: 'constant';
  readonly value: boolean;
}

/** {<a, x> - beta >= 0}. */
export interface HalfspaceNode extends NodeCommon {
  readonly kind: 'halfspace';
  readonly a: readonly number[];
  readonly beta: number;
  readonly sharpness: Sharpness;
}

/** {beta - alpha norm(A x - b)^2 >= 0}, alpha, beta > 0; what lies outside an ellipsoid is the complement of one. */
export interface QuadricNode extends NodeCommon {
  readonly kind: 'quadric';
  readonly A: readonly (readonly number[])[];
  readonly b: readonly number[];
  readonly alpha: number;
  readonly beta: number;
  /** Its exact set is without its boundary, so that the complement has it. */
  readonly open?: true;
  readonly sharpness: Sharpness;
}

/** {exp(-norm(factor (x - mean))^2 / 2) - level >= 0}, 0 < level < 1. */
export interface GaussianNode extends NodeCommon {
  readonly kind: 'gaussian';
  readonly mean: readonly number[];
  readonly factor: readonly (readonly number[])[];
  readonly level: number;
  readonly sharpness: Sharpness;
}

/**
 * Holds where the weight of the members that hold is at least `threshold` (with the slack of LANGUAGE section 5).
 * Every form of gate comes to this: `any of` has the smallest weight as threshold, `none of` and `at most` turn
 * their members, `exactly` and parity are several gates.
 */
export interface GateNode extends NodeCommon {
  readonly kind: 'gate';
  readonly members: readonly GateMember[];
  readonly threshold: number;
  readonly margin?: number;
  /** A gate with settings is built as written: never flattened, split, shared with others or simplified. */
  readonly settings?: GateSettings;
}

export interface GateMember {
  readonly ref: Ref;
  /** Above 0; the sign is in `ref.negated`. */
  readonly weight: number;
}
