import { add, lessThan, get, i32, plus, type FunctionBuilder, type Local } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { loadInt, vectorBytes, type Scalars, type Vectors } from './lanes.ts';
import type { FormGroup, RowGroup } from './packed.ts';

/** Where numbers and the sums over all samples stand, one for one, a number each. */
export interface SumPlaces {
  readonly numbers: number;
  readonly sums: number;
  readonly links: number;
  /** Bytes of a number. */
  readonly size: number;
  readonly tileBytes: number;
}

/**
 * Sums over samples of a group's rows turned into slopes. With t = gain (w x - b) the sums hold d loss / d w, and
 * - d loss / d b in the place of the bias; so d loss / d gain = (w dw + b db) / gain needs no sum of its own.
 */
export function emitRowSlopes(
  fn: FunctionBuilder,
  v: Vectors,
  s: Scalars,
  { kind, width, count, number, link }: RowGroup,
  places: SumPlaces,
): void {
  const { size, sums } = places;
  const whole = kind === 'dense' ? width - (width % v.count) : 0;
  const [at, linkAt, row, total] = [fn.local('i32'), fn.local('i32'), fn.local('i32'), fn.local(typeOf(size))];
  const slope = sums - places.numbers;
  fn.set(at, i32(places.numbers + number * size));
  fn.set(linkAt, i32(places.links + link * 4));
  fn.loop(0, count, 1, () => {
    const weights: Code = kind === 'listed' ? loadInt(get(linkAt)) : i32(width);
    fn.set(row, add(get(at), [...weights, ...i32(Math.log2(size)), ['i32.shl']]));
    if (kind === 'listed') fn.set(linkAt, plus(add(get(linkAt), [...weights, ...i32(2), ['i32.shl']]), 4));
    fn.set(total, whole > 0 ? sumOfProducts(fn, v, s, at, slope, whole) : constant(size, 0));
    fn.while(lessThan(get(at), get(row)), () => {
      fn.set(total, s.add(get(total), s.mul(s.load(get(at)), s.load(get(at), slope))));
      fn.set(at, plus(get(at), size));
    });
    fn.emit(s.store(get(row), slope, s.neg(s.load(get(row), slope))));
    const all = s.add(get(total), s.mul(s.load(get(row)), s.load(get(row), slope)));
    fn.emit(s.store(get(row), slope + size, s.div(all, s.load(get(row), size))));
    fn.set(at, plus(get(row), 2 * size));
  });
}

/** The sum of so many weights times their slopes, whole vectors of them; moves past them. */
function sumOfProducts(fn: FunctionBuilder, v: Vectors, s: Scalars, at: Local, slope: number, weights: number): Code {
  const sum = fn.local('v128');
  fn.set(sum, v.constant(fn, 0));
  fn.loop(0, weights * v.size, vectorBytes, () => {
    fn.set(sum, v.madd(v.loadAnywhere(get(at)), v.loadAnywhere(get(at), slope), get(sum)));
    fn.set(at, plus(get(at), vectorBytes));
  });
  return Array.from({ length: v.count }, (_, lane) => s.lane(get(sum), lane)).reduce((all, lane) => s.add(all, lane));
}

/** The same of quadrics and Gaussians, from the sums that `emitFormSlopes` leaves. */
export function emitDerivedForms(
  fn: FunctionBuilder,
  s: Scalars,
  group: FormGroup,
  inputs: number,
  places: SumPlaces,
): void {
  const [at, linkAt] = [fn.local('i32'), fn.local('i32')];
  fn.set(at, i32(places.numbers + group.number * places.size));
  fn.set(linkAt, i32(places.links + group.link * 4));
  fn.loop(0, group.count, 1, () => {
    if (group.kind === 'quadric') emitQuadric(fn, s, group, places, at, linkAt);
    else emitGaussian(fn, s, group, inputs, places, at, linkAt);
  });
}

/** d A = 2 alpha sum, d b = -2 alpha sum, d gain = (alpha d alpha + beta d beta) / gain. */
function emitQuadric(
  fn: FunctionBuilder,
  s: Scalars,
  { rank }: FormGroup,
  places: SumPlaces,
  at: Local,
  linkAt: Local,
): void {
  const { size } = places;
  const slope = places.sums - places.numbers;
  const start = fn.keep(get(at), 'i32');
  const links = fn.keep(get(linkAt), 'i32');
  // Alpha stands after the rows: a first pass finds it.
  eachRow(fn, rank, at, linkAt, size, { link: () => {}, bias: () => {} });
  const alpha = fn.local('i32');
  fn.set(alpha, get(at));
  const twice = fn.keep(s.add(s.load(get(alpha)), s.load(get(alpha))), typeOf(size));
  fn.set(at, start);
  fn.set(linkAt, links);
  const scale = (factor: Code): void => fn.emit(s.store(get(at), slope, s.mul(factor, s.load(get(at), slope))));
  eachRow(fn, rank, at, linkAt, size, { link: () => scale(twice), bias: () => scale(s.neg(twice)) });
  const part = (offset: number): Code => s.mul(s.load(get(at), offset), s.load(get(at), slope + offset));
  fn.emit(s.store(get(at), slope + 2 * size, s.div(s.add(part(0), part(size)), s.load(get(at), 2 * size))));
  fn.set(at, plus(get(at), 3 * size));
}

/** d m_j = -sum over rows of F_ij times the row's sum, d level = -sum, d gain = (sum f) / gain. */
function emitGaussian(
  fn: FunctionBuilder,
  s: Scalars,
  { rank }: FormGroup,
  inputs: number,
  places: SumPlaces,
  at: Local,
  linkAt: Local,
): void {
  const { size, tileBytes } = places;
  const slope = places.sums - places.numbers;
  const mean = fn.keep(get(at), 'i32');
  fn.set(at, plus(get(at), inputs * size));
  const rowStart = fn.local('i32');
  const rowLinks = fn.local('i32');
  fn.set(rowStart, get(at));
  fn.set(rowLinks, plus(get(linkAt), 4));
  eachRow(fn, rank, at, linkAt, size, {
    link: () => {},
    bias: () => {
      const sum = fn.keep(s.load(get(at), slope), typeOf(size));
      fn.emit(s.store(get(at), slope, constant(size, 0)));
      fn.while(lessThan(get(rowStart), get(at)), () => {
        const input: Code = [...loadInt(get(rowLinks)), ...i32(Math.log2(tileBytes / size)), ['i32.shr_u']];
        const place = fn.keep(add(mean, input), 'i32');
        const share = s.mul(s.load(get(rowStart)), sum);
        fn.emit(s.store(place, slope, s.add(s.load(place, slope), s.neg(share))));
        fn.set(rowStart, plus(get(rowStart), size));
        fn.set(rowLinks, plus(get(rowLinks), 4));
      });
      fn.set(rowStart, plus(get(at), size));
      fn.set(rowLinks, plus(get(rowLinks), 4));
    },
  });
  const level = s.neg(s.mul(s.load(get(at)), s.load(get(at), slope)));
  fn.emit(s.store(get(at), slope + size, s.div(s.add(s.load(get(at), slope + size), level), s.load(get(at), size))));
  fn.emit(s.store(get(at), slope, s.neg(s.load(get(at), slope))));
  fn.set(at, plus(get(at), 2 * size));
}

/** Visits the numbers of a form's rows, each row's links and then its bias; `at` stands at the number. */
function eachRow(
  fn: FunctionBuilder,
  rank: number,
  at: Local,
  linkAt: Local,
  size: number,
  visit: { readonly link: () => void; readonly bias: () => void },
): void {
  if (rank === 0) return;
  fn.loop(0, rank, 1, () => {
    const bytes: Code = [...loadInt(get(linkAt)), ...i32(2), ['i32.shl']];
    const last = fn.keep(plus(add(get(linkAt), bytes), 4), 'i32');
    fn.set(linkAt, plus(get(linkAt), 4));
    fn.while(lessThan(get(linkAt), last), () => {
      visit.link();
      fn.set(at, plus(get(at), size));
      fn.set(linkAt, plus(get(linkAt), 4));
    });
    visit.bias();
    fn.set(at, plus(get(at), size));
  });
}

function typeOf(size: number): 'f32' | 'f64' {
  return size === 4 ? 'f32' : 'f64';
}

function constant(size: number, value: number): Code {
  return [[size === 4 ? 'f32.const' : 'f64.const', value]];
}
