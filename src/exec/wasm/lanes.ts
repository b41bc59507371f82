import { i32, type FunctionBuilder } from './function-builder.ts';
import type { Code, Instruction } from './instructions.ts';

/** How a vector of 128 bits is read: four numbers of single precision or two of double. */
export type Precision = 'f32' | 'f64';

/**
 * `exact`: every product and sum is rounded, the same bits on every engine. `fast`: products are added unrounded
 * where the engine can (relaxed SIMD), other bits on other engines.
 */
export type Rounding = 'exact' | 'fast';

export const vectorBytes = 16;

/** Bytes of a number. */
export function sizeOf(precision: Precision): 4 | 8 {
  return precision === 'f32' ? 4 : 8;
}

/** Numbers in a vector. */
export function laneCount(precision: Precision): number {
  return vectorBytes / sizeOf(precision);
}

/** The vector instructions of a precision as functions of their operands. */
export type Vectors = ReturnType<typeof vectorsOf>;

export function vectorsOf(precision: Precision, rounding: Rounding) {
  const single = precision === 'f32';
  const shape = single ? 'f32x4' : 'f64x2';
  const ints = single ? 'i32x4' : 'i64x2';
  const binary =
    (...op: Instruction) =>
    (left: Code, right: Code): Code => [...left, ...right, op];
  const unary =
    (...op: Instruction) =>
    (operand: Code): Code => [...operand, op];
  const mul = binary(`${shape}.mul`);
  const sum = binary(`${shape}.add`);
  const align = single ? 2 : 3;
  return {
    precision,
    rounding,
    size: sizeOf(precision),
    count: laneCount(precision),
    add: sum,
    sub: binary(`${shape}.sub`),
    mul,
    div: binary(`${shape}.div`),
    /** a b + c. */
    madd: (a: Code, b: Code, c: Code): Code =>
      rounding === 'fast' ? [...a, ...b, ...c, [`${shape}.relaxed_madd`]] : sum(mul(a, b), c),
    neg: unary(`${shape}.neg`),
    abs: unary(`${shape}.abs`),
    sqrt: unary(`${shape}.sqrt`),
    /** NaN where either is. */
    max: binary(`${shape}.max`),
    /** The smaller of a value and a limit; NaN where the value is. */
    atMost: (value: Code, limit: Code): Code => [...value, ...limit, [`${shape}.pmin`]],
    atLeast: (value: Code, limit: Code): Code => [...value, ...limit, [`${shape}.pmax`]],
    /** Masks: all bits of a lane set where it is so. */
    lt: binary(`${shape}.lt`),
    gt: binary(`${shape}.gt`),
    ge: binary(`${shape}.ge`),
    ne: binary(`${shape}.ne`),
    eq: binary(`${shape}.eq`),
    addInts: binary(`${ints}.add`),
    subInts: binary(`${ints}.sub`),
    shiftLeft: (value: Code, by: number): Code => [...value, ...i32(by), [`${ints}.shl`]],
    shiftRight: (value: Code, by: number): Code => [...value, ...i32(by), [`${ints}.shr_u`]],
    constant: (fn: FunctionBuilder, value: number): Code =>
      fn.once(`${shape} ${Object.is(value, -0) ? '-0' : value}`, [[`${precision}.const`, value], [`${shape}.splat`]]),
    /** The number at an address, in every lane. */
    loadSplat: (address: Code, offset = 0): Code => [
      ...address,
      [single ? 'v128.load32_splat' : 'v128.load64_splat', align, offset],
    ],
    loadLane: (address: Code, offset: number, into: Code, lane: number): Code => [
      ...address,
      ...into,
      [single ? 'v128.load32_lane' : 'v128.load64_lane', align, offset, lane],
    ],
    storeLane: (address: Code, offset: number, value: Code, lane: number): Code => [
      ...address,
      ...value,
      [single ? 'v128.store32_lane' : 'v128.store64_lane', align, offset, lane],
    ],
    load: (address: Code, offset = 0): Code => [...address, ['v128.load', 4, offset]],
    /** Where the address need not be a multiple of 16. */
    loadAnywhere: (address: Code, offset = 0): Code => [...address, ['v128.load', align, offset]],
    store: (address: Code, offset: number, value: Code): Code => [...address, ...value, ['v128.store', 4, offset]],
    storeAnywhere: (address: Code, offset: number, value: Code): Code => [
      ...address,
      ...value,
      ['v128.store', align, offset],
    ],
  };
}

/** Single numbers of a precision, as the vectors above. */
export type Scalars = ReturnType<typeof scalarsOf>;

export function scalarsOf(precision: Precision) {
  const binary =
    (...op: Instruction) =>
    (left: Code, right: Code): Code => [...left, ...right, op];
  const align = precision === 'f32' ? 2 : 3;
  const shape = precision === 'f32' ? 'f32x4' : 'f64x2';
  return {
    add: binary(`${precision}.add`),
    mul: binary(`${precision}.mul`),
    div: binary(`${precision}.div`),
    neg: (operand: Code): Code => [...operand, [`${precision}.neg`]],
    load: (address: Code, offset = 0): Code => [...address, [`${precision}.load`, align, offset]],
    store: (address: Code, offset: number, value: Code): Code => [
      ...address,
      ...value,
      [`${precision}.store`, align, offset],
    ],
    lane: (vector: Code, lane: number): Code => [...vector, [`${shape}.extract_lane`, lane]],
  };
}

export const not = (mask: Code): Code => [...mask, ['v128.not']];
export const xor = (left: Code, right: Code): Code => [...left, ...right, ['v128.xor']];
export const and = (left: Code, right: Code): Code => [...left, ...right, ['v128.and']];
export const or = (left: Code, right: Code): Code => [...left, ...right, ['v128.or']];
/** `yes` in the lanes of the mask that are set, else `no`. */
export const choose = (mask: Code, yes: Code, no: Code): Code => [...yes, ...no, ...mask, ['v128.bitselect']];
export const loadInt = (address: Code, offset = 0): Code => [...address, ['i32.load', 2, offset]];

/** A shuffle by lanes of `size` bytes: 0 .. n-1 are those of `left`, n .. 2n-1 those of `right`. */
export function shuffle(left: Code, right: Code, lanes: readonly number[], size: number): Code {
  const bytes = lanes.flatMap((lane) => Array.from({ length: size }, (_, i) => lane * size + i));
  return [...left, ...right, ['i8x16.shuffle', ...bytes]];
}
