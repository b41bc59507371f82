/**
 * A number that may depend on the inputs: a polynomial of degree two at most, plus multiples of maxima (`abs`, `min`
 * and `max` come to this) and of norms, which become regions when they are compared.
 */
export interface SymbolicNumber {
  readonly constant: number;
  /** Coefficient per input index. */
  readonly linear: ReadonlyMap<number, number>;
  /** Coefficient of x_i x_j, i <= j, under `pairKey(i, j)`. */
  readonly quadratic: ReadonlyMap<number, number>;
  readonly maxima: readonly Maximum[];
  readonly norms: readonly Norm[];
}

/** coefficient * max(options). */
interface Maximum {
  readonly coefficient: number;
  readonly options: readonly SymbolicNumber[];
}

/** coefficient * norm(vector), the vector affine. */
interface Norm {
  readonly coefficient: number;
  readonly vector: readonly SymbolicNumber[];
}

const pairBase = 65_536;

function pairKey(i: number, j: number): number {
  return Math.min(i, j) * pairBase + Math.max(i, j);
}

export function pairOf(key: number): readonly [number, number] {
  return [Math.floor(key / pairBase), key % pairBase];
}

const nothing: ReadonlyMap<number, number> = new Map();
const none: readonly never[] = [];

export function constant(value: number): SymbolicNumber {
  return { constant: value, linear: nothing, quadratic: nothing, maxima: none, norms: none };
}

export function coordinate(input: number): SymbolicNumber {
  return { ...constant(0), linear: new Map([[input, 1]]) };
}

export function maximum(options: readonly SymbolicNumber[]): SymbolicNumber {
  return { ...constant(0), maxima: [{ coefficient: 1, options }] };
}

export function normOf(vector: readonly SymbolicNumber[]): SymbolicNumber {
  return { ...constant(0), norms: [{ coefficient: 1, vector }] };
}

/** The value where the number depends on no input, else undefined. */
export function constantOf(number: SymbolicNumber): number | undefined {
  return isConstant(number) ? number.constant : undefined;
}

export function isConstant(number: SymbolicNumber): boolean {
  return isAffine(number) && number.linear.size === 0;
}

export function isAffine(number: SymbolicNumber): boolean {
  return isPolynomial(number) && number.quadratic.size === 0;
}

function isPolynomial(number: SymbolicNumber): boolean {
  return number.maxima.length === 0 && number.norms.length === 0;
}

/** first + factor * second. */
export function addScaled(first: SymbolicNumber, factor: number, second: SymbolicNumber): SymbolicNumber {
  const sum = new Sum();
  sum.add(1, first);
  sum.add(factor, second);
  return sum.total();
}

export function sumOf(numbers: readonly SymbolicNumber[]): SymbolicNumber {
  const sum = new Sum();
  for (const number of numbers) sum.add(1, number);
  return sum.total();
}

export function scaled(factor: number, number: SymbolicNumber): SymbolicNumber {
  const sum = new Sum();
  sum.add(factor, number);
  return sum.total();
}

/** Adds up multiples of numbers, in time linear in their terms. */
export class Sum {
  #constant = 0;
  // Most numbers in a text are constants: the rest is made when there is something to put in.
  #linear: Map<number, number> | undefined;
  #quadratic: Map<number, number> | undefined;
  #maxima: Maximum[] | undefined;
  #norms: Norm[] | undefined;

  add(factor: number, { constant: value, linear, quadratic, maxima, norms }: SymbolicNumber): void {
    this.#constant += factor * value;
    if (factor === 0) return;
    if (linear.size > 0) addInto((this.#linear ??= new Map()), factor, linear);
    if (quadratic.size > 0) addInto((this.#quadratic ??= new Map()), factor, quadratic);
    for (const { coefficient, options } of maxima) {
      (this.#maxima ??= []).push({ coefficient: factor * coefficient, options });
    }
    for (const { coefficient, vector } of norms) {
      (this.#norms ??= []).push({ coefficient: factor * coefficient, vector });
    }
  }

  total(): SymbolicNumber {
    return {
      constant: this.#constant,
      linear: this.#linear ?? nothing,
      quadratic: this.#quadratic ?? nothing,
      maxima: this.#maxima ?? none,
      norms: this.#norms ?? none,
    };
  }
}

/** The product, where it is a polynomial of degree two at most; else undefined. */
export function product(left: SymbolicNumber, right: SymbolicNumber): SymbolicNumber | undefined {
  const leftConstant = constantOf(left);
  if (leftConstant !== undefined) return scaled(leftConstant, right);
  const rightConstant = constantOf(right);
  if (rightConstant !== undefined) return scaled(rightConstant, left);
  if (!isAffine(left) || !isAffine(right)) return undefined;
  const linear = new Map<number, number>();
  addInto(linear, right.constant, left.linear);
  addInto(linear, left.constant, right.linear);
  const quadratic = new Map<number, number>();
  for (const [i, a] of left.linear) {
    for (const [j, b] of right.linear) addInto(quadratic, a * b, new Map([[pairKey(i, j), 1]]));
  }
  return { constant: left.constant * right.constant, linear, quadratic, maxima: [], norms: [] };
}

/** Whether every number in it is finite. */
export function isFiniteNumber(number: SymbolicNumber): boolean {
  return (
    Number.isFinite(number.constant) &&
    allFinite(number.linear) &&
    allFinite(number.quadratic) &&
    number.maxima.every(({ coefficient, options }) => Number.isFinite(coefficient) && options.every(isFiniteNumber)) &&
    number.norms.every(({ coefficient, vector }) => Number.isFinite(coefficient) && vector.every(isFiniteNumber))
  );
}

function allFinite(terms: ReadonlyMap<number, number>): boolean {
  if (terms.size === 0) return true;
  for (const coefficient of terms.values()) if (!Number.isFinite(coefficient)) return false;
  return true;
}

/** The coefficients over all `size` inputs in order. */
export function denseLinear(number: SymbolicNumber, size: number): number[] {
  const dense: number[] = [];
  for (let input = 0; input < size; input++) dense.push(0);
  for (const [input, coefficient] of number.linear) dense[input] = coefficient;
  return dense;
}

function addInto(sum: Map<number, number>, factor: number, terms: ReadonlyMap<number, number>): void {
  if (factor === 0) return;
  for (const [key, coefficient] of terms) {
    const value = (sum.get(key) ?? 0) + factor * coefficient;
    if (value === 0) sum.delete(key);
    else sum.set(key, value);
  }
}
