import type { MissingPolicy } from '../data/missing.ts';

export type OptimizerName = 'gd' | 'sgd' | 'adam' | 'lbfgs';

/** How to train (DESIGN section 5). Lists go by layer, from the first one of their kind on. */
export interface TrainOptions {
  readonly optimizer: OptimizerName;
  /** Step size, in scaled coordinates; the longest first step of L-BFGS. */
  readonly lr: number;
  /** How the step size goes on: as it is, or down to 0 over the epochs, in a line or in half a wave of the cosine. */
  readonly schedule: 'constant' | 'linear' | 'cosine';
  /** What the step size of each layer is multiplied by, the head's last; 1 where none is given. */
  readonly layerLr: readonly number[];
  /** Share of the last step that `sgd` carries on. */
  readonly momentum: number;
  readonly epochs: number;
  /** Rows per step; without it all rows, from 4,000 rows on 128. */
  readonly batch?: number;
  /** Doubles the rows per step whenever the gradient's coefficient of variation is above this (paper 5.4). */
  readonly growBatch?: number;
  /** Share of the rows kept for the reported figure. */
  readonly holdout: number;
  /** Share of the rest that decides which weights are kept and when to stop; none below 40 rows. */
  readonly validation: number;
  /** Epochs without a better validation figure after which training stops. */
  readonly patience: number;
  /** Rows count alike, or so that every class (every side of an output) counts alike. */
  readonly classWeights: 'none' | 'balanced';
  /** Share of what is wanted of a row that is spread evenly over all answers. */
  readonly labelSmoothing: number;
  /** lambda of lambda/2 norm^2 for every row of the first layer (paper 5.2). */
  readonly l2Rows: number;
  /** lambda of lambda norm_1 for every row, by layer from the second on, the head's last; one for all but the head. */
  readonly l1Rows: readonly number[];
  /** Largest norm of a row, by layer: the Euclidean one in the first, the 1-norm in later ones (paper 5.2). */
  readonly maxRowNorm: readonly number[];
  /** Share of the largest norms, or without them of the gains, from which they grow over the first half. */
  readonly cool?: number;
  /** Stops sending errors back where they are bounded by these, by layer, the last one for all others (paper 5.3). */
  readonly partialBackprop: readonly number[];
  /** Which norm of the gradient is bounded: the Euclidean one (paper 14) or that of the largest entry (paper 15). */
  readonly backpropBound: 'norm' | 'elements';
  /** Share of each layer's gradient that the rows must hold which are still sent back to it (paper 5.3). */
  readonly informativeSubset?: number;
  /** Gains stay, or train with the weights, or alone after them. */
  readonly learnGains: 'no' | 'jointly' | 'after';
  /** What is compiled from the text, or the same network from random numbers (`randomStart`). */
  readonly start: 'text' | 'random';
  /** Only the links of the text, or all between neighbouring layers, and a unit for every category (`grow`). */
  readonly links: 'spec' | 'all';
  /** How far from 0 a link starts that the text does not have, next to a row's largest weight. */
  readonly noise: number;
  /** Free units in the first layer, and as many in one of gates; without it 4 for each unknown class and at least 16, else none. */
  readonly extraUnits?: number;
  /** lambda of lambda/2 times the squared distance from the text, over all numbers that it fixes and links it lacks. */
  readonly pull: number;
  /** Shortens every step that would break what the parameters alone prove of the text (`firstUnproved`). */
  readonly keep?: 'certified';
  /** The share of the bands outside of which it is to be proved. */
  readonly keepShare: number;
  /** Regions, outputs and classes that stay as they are, with all that they use. */
  readonly freeze: readonly string[];
  /** Makes the transitions afterwards as narrow as the text has them, and every unit as sure as in a guarantee. */
  readonly sharpen: boolean;
  /** Transitions as wide as the rows need, or as the text has them (`widen`). */
  readonly widths: 'data' | 'text';
  readonly scale: 'range' | 'data' | 'none';
  /** Divides the head's arguments by the temperature that suits the validation rows best. */
  readonly calibrate: boolean;
  /** What a row that lacks a value counts as; it can be filled in or left out, an unknown teaches nothing. */
  readonly missing?: MissingPolicy;
  readonly seed: number;
}

export const trainDefaults: TrainOptions = {
  optimizer: 'adam',
  lr: 0.01,
  schedule: 'constant',
  layerLr: [],
  momentum: 0.9,
  epochs: 500,
  holdout: 0,
  validation: 0.15,
  patience: 100,
  classWeights: 'none',
  labelSmoothing: 0,
  l2Rows: 0,
  l1Rows: [],
  maxRowNorm: [],
  partialBackprop: [],
  backpropBound: 'norm',
  learnGains: 'no',
  start: 'text',
  links: 'spec',
  noise: 0.05,
  pull: 0,
  keepShare: 1,
  freeze: [],
  sharpen: false,
  widths: 'data',
  scale: 'range',
  calibrate: false,
  seed: 1,
};

/** Every option by name. */
export const optionNames: readonly string[] = Object.keys({
  ...trainDefaults,
  batch: 1,
  extraUnits: 1,
  keep: 'certified',
  growBatch: 1,
  cool: 1,
  informativeSubset: 1,
  missing: 'drop',
} satisfies Required<TrainOptions>);

const mostRowsAtOnce = 4000;
const smallBatch = 128;

/** Rows per step, at first. */
export function batchRows({ batch, optimizer, growBatch }: TrainOptions, rows: number): number {
  // L-BFGS compares slopes at different places, which must be those of the same rows.
  if (optimizer === 'lbfgs') return rows;
  const isSmall = rows <= mostRowsAtOnce && growBatch === undefined;
  return Math.min(rows, batch ?? (isSmall ? rows : smallBatch));
}

/** As plain values for the network's history: lists as text, and what was not asked for left out. */
export function recordOf(options: TrainOptions): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => {
      if (!Array.isArray(value)) return [[name, value]];
      return value.length === 0 ? [] : [[name, value.join(', ')]];
    }),
  );
}
