import type { Span } from '../base/source.ts';
import type { RegionExpression } from './program.ts';
import { isConstant, type SymbolicNumber } from './symbolic.ts';

/** What an expression stands for while a file is resolved. */
export type Value =
  | { readonly kind: 'number'; readonly number: SymbolicNumber }
  /** `60%`: `share` is 0.6. */
  | { readonly kind: 'percent'; readonly share: number }
  | { readonly kind: 'text'; readonly text: string }
  | CategoryValue
  /** `{a, c}` beside `in`, or what `for` runs over; a set of an input's own is read with the input. */
  | { readonly kind: 'set'; readonly categories: readonly (string | number)[] }
  /** A vector, a matrix or a list of regions: see `shapeOf`. */
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'region'; readonly region: RegionExpression }
  /** `2*a`: only a member of a gate or of a list. */
  | { readonly kind: 'weighted'; readonly weight: number; readonly region: RegionExpression }
  /** What broken text stands for: it fits everywhere, so that one mistake gives one error. */
  | { readonly kind: 'unknown' };

/** A categorical input. */
export interface CategoryValue {
  readonly kind: 'category';
  readonly input: string;
  /** The place of its first one-hot coordinate; the others follow in the order of `categories`. */
  readonly first: number;
  readonly categories: readonly (string | number)[];
  readonly open: boolean;
}

/** A value with the place it was written at. */
export interface Operand {
  readonly value: Value;
  readonly span: Span;
}

export const unknown: Value = { kind: 'unknown' };

export function numberValue(number: SymbolicNumber): Value {
  return { kind: 'number', number };
}

export function regionValue(region: RegionExpression): Value {
  return { kind: 'region', region };
}

export type Shape =
  | { readonly kind: 'vector'; readonly size: number }
  | { readonly kind: 'matrix'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'regions' }
  /** Categorical inputs, or categories. */
  | { readonly kind: 'categories' }
  /** Of nothing: it may stand for any list. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'mixed' };

/** What a list is, by its items. */
export function shapeOf(items: readonly Value[]): Shape {
  if (items.length === 0) return { kind: 'empty' };
  if (items.some((item) => item.kind === 'unknown')) return { kind: 'unknown' };
  if (items.every((item) => item.kind === 'number' || item.kind === 'percent'))
    return { kind: 'vector', size: items.length };
  if (items.every(isRegionLike)) return { kind: 'regions' };
  if (items.every(({ kind }) => kind === 'category') || items.every(({ kind }) => kind === 'text'))
    return { kind: 'categories' };
  const shapes = items.map((item) => (item.kind === 'list' ? shapeOf(item.items) : undefined));
  if (shapes.some((shape) => shape?.kind === 'unknown')) return { kind: 'unknown' };
  const first = shapes[0];
  if (first?.kind === 'vector' && shapes.every((shape) => shape?.kind === 'vector' && shape.size === first.size)) {
    return { kind: 'matrix', rows: items.length, columns: first.size };
  }
  return { kind: 'mixed' };
}

/** Whether it is unknown, or is made of something that is: what follows from it is not told. */
export function isUnknown(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'list' && shapeOf(value.items).kind === 'unknown');
}

function isRegionLike(value: Value): boolean {
  switch (value.kind) {
    case 'region':
    case 'weighted':
      return true;
    case 'list':
      return value.items.every(isRegionLike);
    case 'number':
    case 'percent':
    case 'text':
    case 'category':
    case 'set':
    case 'unknown':
      return false;
  }
}

/** A number, a percentage, a text, or a list of such: nothing that depends on inputs or is a region. */
export function isConstantValue(value: Value): boolean {
  switch (value.kind) {
    case 'number':
      return isConstant(value.number);
    case 'list':
      return value.items.length > 0 && value.items.every(isConstantValue);
    case 'percent':
    case 'text':
      return true;
    case 'category':
    case 'set':
    case 'region':
    case 'weighted':
    case 'unknown':
      return false;
  }
}

/** The numbers of a vector; undefined where the value is none. */
export function vectorOf(value: Value): readonly SymbolicNumber[] | undefined {
  if (value.kind !== 'list') return undefined;
  const numbers = value.items.map((item) => (item.kind === 'number' ? item.number : undefined));
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}

/** The constant rows of a matrix; undefined where the value is none. */
export function matrixOf(value: Value): readonly (readonly SymbolicNumber[])[] | undefined {
  if (value.kind !== 'list' || shapeOf(value.items).kind !== 'matrix') return undefined;
  const rows = value.items.map(vectorOf);
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

export function vectorValue(numbers: readonly SymbolicNumber[]): Value {
  return { kind: 'list', items: numbers.map(numberValue) };
}

/** What a value is, in the user's words: `a vector of 3`. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'number':
      return 'a number';
    case 'percent':
      return 'a percentage';
    case 'text':
      return 'a text';
    case 'region':
      return 'a region';
    case 'weighted':
      return 'a weighted member';
    case 'category':
      return 'a categorical input';
    case 'set':
      return 'a set of categories';
    case 'unknown':
      return 'unknown';
    case 'list':
      return describeShape(shapeOf(value.items));
  }
}

function describeShape(shape: Shape): string {
  switch (shape.kind) {
    case 'vector':
      return `a vector of ${shape.size}`;
    case 'matrix':
      return `a matrix of ${shape.rows} by ${shape.columns}`;
    case 'regions':
      return 'a list of regions';
    case 'categories':
      return 'a list of categories';
    case 'empty':
      return 'an empty list';
    case 'unknown':
    case 'mixed':
      return 'a list';
  }
}
