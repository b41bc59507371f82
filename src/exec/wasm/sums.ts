import type { FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { vectorBytes, type Vectors } from './lanes.ts';

/** Where a layer finds what it reads and puts what it computes: addresses in the module's memory. */
export interface Places {
  /** The packed numbers, and the links as distances in bytes from `below`. */
  readonly numbers: number;
  readonly links: number;
  /** Values, a run of `tileBytes` per unit, each a number per sample. */
  readonly below: number;
  readonly target: number;
  readonly tileBytes: number;
}

/** Where the way back finds its numbers: addresses in the module's memory. */
export interface BackPlaces {
  readonly numbers: number;
  readonly links: number;
  /** A pair of vectors per number: the sum over samples of d loss / d number, still by lane. */
  readonly slopes: number;
  /** A number each: the same of groups that `isProduct`, which need no lanes. */
  readonly sums: number;
  /** Room for the values below sample by sample. */
  readonly rowMajor: number;
  /** Values of the layer below, a run per slot. */
  readonly below: number;
  /** Of this layer's rows: gain d loss / d t, a run per slot. */
  readonly deltas: number;
  /** Of the layer below: d loss / d value, a run per slot; absent for the inputs. */
  readonly deltasBelow?: number;
  readonly tileBytes: number;
}

/** How many rows and vectors of samples are computed together, their sums in registers. */
export interface Block {
  readonly rows: number;
  readonly vectors: number;
}

/** How many units and links have their sums in registers together. */
export interface SlopeBlock {
  readonly units: number;
  readonly links: number;
}

/** How many sums are in registers together, on the way forward and back, and for slopes. */
export interface Blocks {
  readonly block: Block;
  readonly slopes: SlopeBlock;
}

/** What becomes of a sum before it is stored; `gain` is the row's. `place` is where the value will stand. */
export type Finish = (sum: Code, gain: Code, place: Place) => Code;

export interface Place {
  readonly address: Code;
  readonly offset: number;
}

/** Sums that start at -bias, or at 0. */
export function openSums(fn: FunctionBuilder, v: Vectors, { vectors }: Block, bias: Code | undefined) {
  const start = bias ? fn.keep(v.neg(bias)) : v.constant(fn, 0);
  return Array.from({ length: vectors }, () => {
    const sum = fn.local('v128');
    fn.set(sum, start);
    return sum;
  });
}

/** Neighbouring vectors are stored one after another, which lets an engine with wider registers join them. */
export function store(
  fn: FunctionBuilder,
  v: Vectors,
  sums: readonly Code[],
  gain: Code,
  place: Place,
  finish: Finish,
): void {
  const results = sums.map((sum, c) =>
    fn.keep(finish(sum, gain, { address: place.address, offset: place.offset + c * vectorBytes })),
  );
  for (const [c, result] of results.entries()) {
    fn.emit(v.store(place.address, place.offset + c * vectorBytes, result));
  }
}
