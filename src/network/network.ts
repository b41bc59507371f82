import type { GraphInput, RegionGraph } from '../region/graph.ts';
import type { Source } from '../base/source.ts';

/**
 * A feed-forward network and the text it was compiled from. A layer is x_k = sigma_gain(A_k x_{k-1} - b_k), the bias
 * subtracted; its first layer holds the primitives. Training changes numbers only.
 */
export interface Network {
  readonly inputs: readonly NetworkInput[];
  /** What every later check, decompile and diff compares with. */
  readonly text: RegionGraph;
  readonly source: Source;
  readonly first: readonly FirstUnit[];
  readonly later: readonly (readonly LinkedUnit[])[];
  readonly head: NetworkHead;
  readonly promise: Promised;
  /** How it came to be: enough to make it again. Plain JSON values. */
  readonly history: readonly HistoryEntry[];
}

/** A coordinate of the text. */
export interface NetworkInput extends GraphInput {
  /** What a missing value is filled with: known once the network has been trained on rows that have values. */
  readonly fill?: number;
}

/** What the compiler promised of the text (GUARANTEES Theorem 1). */
export interface Promised {
  readonly mode: 'guarantee' | 'trainable';
  /** c: the outputs reach it wherever the three-valued reading is definite. */
  readonly confidence: number;
  /** eps of each first-layer unit: a distance in input space, Infinity where nothing is promised. */
  readonly tolerances: readonly number[];
}

/** One step of a network's making: `compile` first, then each training. */
export interface HistoryEntry {
  readonly step: 'compile' | 'train';
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

interface UnitCommon {
  /** Index into `text.nodes`; absent for units the text does not know. */
  readonly node?: number;
  /** gamma of sigma_gamma. */
  readonly gain: number;
  readonly frozen: boolean;
}

/** A unit of the first layer: sigma_gain(f(x)). */
export type FirstUnit = HalfspaceUnit | QuadricUnit | GaussianUnit;

/** f = <a, x> - beta. */
export interface HalfspaceUnit extends UnitCommon {
  readonly kind: 'halfspace';
  readonly a: readonly number[];
  readonly beta: number;
}

/** f = beta - alpha norm(A x - b)^2. */
export interface QuadricUnit extends UnitCommon {
  readonly kind: 'quadric';
  readonly A: readonly (readonly number[])[];
  readonly b: readonly number[];
  readonly alpha: number;
  readonly beta: number;
}

/** f = exp(-norm(factor (x - mean))^2 / 2) - level. */
export interface GaussianUnit extends UnitCommon {
  readonly kind: 'gaussian';
  readonly mean: readonly number[];
  readonly factor: readonly (readonly number[])[];
  readonly level: number;
}

/** A unit of a later layer: sigma_gain(sum weights_i x[links_i] - bias), x the layer below. Only links are trained. */
export interface LinkedUnit extends UnitCommon {
  /** A gate of the text, a value carried to a later layer, or a unit the text does not know. */
  readonly role: 'gate' | 'carry' | 'free';
  /** Ascending indices into the layer below. */
  readonly links: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

/** What is read off the last layer. */
export type NetworkHead =
  | { readonly kind: 'outputs'; readonly outputs: readonly OutputHead[] }
  | { readonly kind: 'classes'; readonly classes: readonly ClassHead[] };

/** output = sign * x[unit]. */
export interface OutputHead {
  readonly name: string;
  readonly column: string;
  readonly unit: number;
  readonly sign: 1 | -1;
}

/**
 * logit = gain (sum weights_i x[links_i] - bias); softmax over the classes. A plain class has one link of weight
 * +-1 and no bias, and only its gain (the h of DESIGN section 4) is trained; a class whose gate has settings is the
 * row itself, all of it trained.
 */
export interface ClassHead {
  readonly name: string;
  readonly label: string;
  /** Whether the class is one unit of the last layer, times `gain`. */
  readonly plain: boolean;
  readonly links: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
  readonly gain: number;
  readonly frozen: boolean;
}
