import type { Source, Span } from '../base/source.ts';

/**
 * A file's meaning: every name resolved, functions and `for` expanded, sharpness settled. A named region stays a
 * reference, so it is shared and not copied. Each part keeps the span it came from.
 */
export interface Program {
  readonly source: Source;
  readonly doc?: string;
  /** The coordinates of the input space, in order: a vector of n gives n of them. */
  readonly inputs: readonly Input[];
  /** Every named region, output and class, in file order. A reference points to an entry by name. */
  readonly regions: readonly NamedRegion[];
  readonly head: Head;
  readonly checks: readonly Check[];
}

/** One coordinate: a real input, or one category of a categorical one. */
export interface Input {
  /** `x`, or `v[3]` for the third of a vector, or `s=a` for category a of s. */
  readonly name: string;
  /** The declared range, finite, lo < hi: it bounds proofs and plots, not regions. */
  readonly lo: number;
  readonly hi: number;
  /** Names a data column of this input may have; the first is the one to name in messages. */
  readonly columns: readonly string[];
  /** Where a vector takes a run of neighbouring columns: by the first and last of them, `place` from 0. */
  readonly run?: { readonly first: string; readonly last: string; readonly place: number; readonly size: number };
  /** Of a one-hot coordinate. */
  readonly category?: InputCategory;
  readonly doc?: string;
  readonly span: Span;
}

/**
 * A one-hot coordinate is 1 where its input has this category, else 0; the coordinates of one input follow each
 * other. At most one of them is 1, and exactly one unless the input is open.
 */
export interface InputCategory {
  /** The categorical input, `s` or `s[3]`. */
  readonly input: string;
  /** As declared; a number equals cells of that value, a text the exact text. */
  readonly value: string | number;
  /** Whether a cell may be of no category (`..`): all zeros. */
  readonly open: boolean;
}

export interface NamedRegion {
  readonly name: string;
  readonly role: 'region' | 'output' | 'class';
  readonly frozen: boolean;
  readonly region: RegionExpression;
  readonly doc?: string;
  /** The span of the name. */
  readonly span: Span;
  /** The span of the whole declaration, without its doc. */
  readonly declaration: Span;
}

/** What the file computes; regions by name. */
export type Head =
  | { readonly kind: 'none' }
  | { readonly kind: 'outputs'; readonly outputs: readonly { readonly region: string; readonly column: string }[] }
  | { readonly kind: 'classes'; readonly classes: readonly HeadClass[] };

export interface HeadClass {
  readonly region: string;
  /** The data's value. */
  readonly label: string;
  /** `class c = unknown`: nothing is written of it, so its exact set is empty; only training can tell it. */
  readonly unknown?: true;
}

/** <a, x> - beta over all inputs in order; absent coefficients are zero. The region is {f >= 0}. */
export interface Affine {
  readonly a: readonly number[];
  readonly beta: number;
}

/** How sharp a primitive's unit is; exactly one way of saying it (LANGUAGE section 5, Sharpness). */
export type Sharpness =
  /** The unit has its required confidence where |f| is this. */
  | { readonly kind: 'band'; readonly band: number }
  /** Distance in input space across the whole transition. */
  | { readonly kind: 'width'; readonly width: number }
  /** Share of the box's extent along the normal, or of twice the shortest semi-axis; 0.05 is 5%. */
  | { readonly kind: 'share'; readonly share: number }
  /** The unit is sigma_gain(f), f as written. */
  | { readonly kind: 'gain'; readonly gain: number }
  /** A test of one-hot coordinates: f is 1/2 or -1/2, never between (GUARANTEES 2, Category). */
  | { readonly kind: 'category' };

/** Settings that build a gate by hand (LANGUAGE section 5, Gates by hand). */
export interface GateSettings {
  readonly gain?: number;
  /** B of v = sum w_i a_i u_i - B; a threshold has been turned into it. */
  readonly bias?: number;
}

export type RegionExpression =
  ConstantRegion | HalfspaceRegion | QuadricRegion | GaussianRegion | GateRegion | NotRegion | ReferenceRegion;

export interface ConstantRegion {
  readonly kind: 'constant';
  readonly value: boolean;
  readonly span: Span;
}

/** {<a, x> - beta >= 0}, the row as written. */
export interface HalfspaceRegion extends Affine {
  readonly kind: 'halfspace';
  readonly sharpness: Sharpness;
  readonly span: Span;
}

/**
 * {beta - alpha norm(A x - b)^2 >= 0}, A of full row rank: with alpha, beta > 0 an ellipsoid, or a cylinder where A has
 * fewer rows than columns; with alpha, beta < 0 what lies outside one, boundary included.
 */
export interface QuadricRegion {
  readonly kind: 'quadric';
  readonly A: readonly (readonly number[])[];
  readonly b: readonly number[];
  readonly alpha: number;
  readonly beta: number;
  readonly sharpness: Sharpness;
  readonly span: Span;
}

/** {exp(-norm(F (x - m))^2 / 2) - level >= 0}, F' F the inverse covariance, 0 < level < 1. */
export interface GaussianRegion {
  readonly kind: 'gaussian';
  readonly mean: readonly number[];
  /** F: one row per dimension that the Gaussian lives in, one column per input. */
  readonly factor: readonly (readonly number[])[];
  readonly level: number;
  readonly sharpness: Sharpness;
  readonly span: Span;
}

/** What a gate counts. `parity` holds for an odd number of members (weights do not matter). */
export type GateForm = 'all' | 'any' | 'none' | 'atLeast' | 'atMost' | 'exactly' | 'parity';

export interface GateRegion {
  readonly kind: 'gate';
  readonly form: GateForm;
  /** With atLeast, atMost, exactly: the weight compared with. */
  readonly count?: number;
  /** A stated margin: sums within it of the count are undecided in the network. */
  readonly margin?: number;
  readonly members: readonly GateRegionMember[];
  readonly settings?: GateSettings;
  readonly span: Span;
}

export interface GateRegionMember {
  readonly weight: number;
  readonly region: RegionExpression;
  /** Where the gate's text has it, weight and call included; absent where the gate stands for some other form. */
  readonly span?: Span;
}

export interface NotRegion {
  readonly kind: 'not';
  readonly region: RegionExpression;
  readonly span: Span;
}

export interface ReferenceRegion {
  readonly kind: 'reference';
  readonly name: string;
  readonly span: Span;
}

/** One claim to prove or refute. `R` is how a region is given: an expression here, a node in the RegionGraph. */
export interface Check<R = RegionExpression> {
  /** The claim as written, on one line. */
  readonly text: string;
  readonly span: Span;
  /** `check not CLAIM`. */
  readonly negated: boolean;
  readonly claim: Claim<R>;
}

/** A region in a claim: `exact(r)` and `soft(r)` force one of its two meanings. */
export interface ClaimRegion<R = RegionExpression> {
  readonly region: R;
  readonly meaning?: 'exact' | 'soft';
  /** The name it was written as, where it was one: of a network, a class's name is where the class wins. */
  readonly name?: string;
}

export type Claim<R = RegionExpression> =
  /** Coordinates in input order; undefined where the claim did not need to give one. */
  | {
      readonly kind: 'contains';
      readonly region: ClaimRegion<R>;
      readonly points: readonly (readonly (number | undefined)[])[];
    }
  | { readonly kind: 'inside'; readonly inner: ClaimRegion<R>; readonly outer: ClaimRegion<R> }
  | { readonly kind: 'disjoint'; readonly left: ClaimRegion<R>; readonly right: ClaimRegion<R> }
  | { readonly kind: 'empty'; readonly region: ClaimRegion<R> }
  /** The network agrees with the exact set everywhere outside `share` times the bands. */
  | { readonly kind: 'certified'; readonly region: ClaimRegion<R>; readonly share: number }
  /** sum of terms and accuracies + constant OP 0. */
  | {
      readonly kind: 'measure';
      readonly accuracies: readonly AccuracyTerm[];
      readonly terms: readonly {
        readonly coefficient: number;
        readonly measure: MeasureName;
        readonly region: ClaimRegion<R>;
      }[];
      readonly constant: number;
      readonly operator: '<=' | '<' | '>=' | '>';
    };

/** A multiple of the share of a data file's rows that are classified rightly. */
export interface AccuracyTerm {
  readonly coefficient: number;
  /** The file, as written: relative to the text that states the claim. */
  readonly data: string;
  /** The column that holds the class, or the one output. */
  readonly label: string;
}

export type MeasureName = 'shift' | 'width' | 'confidence' | 'agreement' | 'tolerance';
