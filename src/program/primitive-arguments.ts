import { singularValues, type Rows } from '../base/linear-algebra.ts';
import type { Span } from '../base/source.ts';
import type { Context, Reporter } from './context.ts';
import type { Sharpness } from './program.ts';
import { constantOf, coordinate, denseLinear, isAffine, type SymbolicNumber } from './symbolic.ts';
import { describe, matrixOf, vectorOf, type Operand } from './value.ts';

/** Where a primitive is made. */
export interface PrimitiveSetting {
  readonly sharpness: Sharpness;
  /** Dimensions of the input space. */
  readonly inputs: number;
  /** The places of its real coordinates. */
  readonly reals: readonly number[];
  /** Whether these are all inputs that the text means. */
  readonly inputsComplete: boolean;
  readonly span: Span;
  readonly context: Context;
  readonly reporter: Reporter;
}

/** The vector a primitive lives in: y = L x + shift, one row of L per dimension. */
export interface Point {
  readonly L: Rows;
  readonly shift: readonly number[];
  readonly span: Span;
}

/** Reads bound arguments as constants of the wanted kind, reporting what does not fit. */
export class ArgumentReader {
  readonly #callee: string;
  readonly #bound: ReadonlyMap<string, Operand>;
  readonly #setting: PrimitiveSetting;

  constructor(callee: string, bound: ReadonlyMap<string, Operand>, setting: PrimitiveSetting) {
    this.#callee = callee;
    this.#bound = bound;
    this.#setting = setting;
  }

  has(name: string): boolean {
    return this.#bound.has(name);
  }

  spanOf(name: string): Span {
    return this.#bound.get(name)?.span ?? this.#setting.span;
  }

  /** `over:`, or all inputs in order. */
  point(): Point | undefined {
    const { inputs, reals, span } = this.#setting;
    const given = this.#bound.get('over');
    const numbers = given ? vectorOf(given.value) : reals.map(coordinate);
    if (!numbers || !numbers.every(isAffine) || numbers.length === 0) {
      this.#wrong('over', 'a vector of inputs');
      return undefined;
    }
    const L = numbers.map((number) => denseLinear(number, inputs));
    if (given && !hasFullRowRank(L)) {
      this.#wrong('over', 'a vector of independent coordinates');
      return undefined;
    }
    return { L, shift: numbers.map(({ constant }) => constant), span: given?.span ?? span };
  }

  number(name: string): number | undefined {
    const operand = this.#bound.get(name);
    if (!operand || (operand.value.kind !== 'number' && operand.value.kind !== 'percent'))
      return this.#wrong(name, 'a number');
    return operand.value.kind === 'percent' ? operand.value.share : this.#constant(name, operand.value.number);
  }

  /** A whole number from `least` on. */
  whole(name: string, least: number): number | undefined {
    const value = this.number(name);
    if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return value;
    const { reporter, context } = this.#setting;
    reporter.report(context, 'R0211', this.spanOf(name), { what: `\`${name}\``, value, from: least });
    return undefined;
  }

  /** The primitive lives in another number of dimensions than it can. */
  wrongDimension(name: string, found: number, point: Point): void {
    const { reporter, context } = this.#setting;
    reporter.report(context, 'R0203', this.spanOf(name), {
      callee: this.#callee,
      argument: name,
      found,
      expected: point.L.length,
      over: this.has('over'),
    });
  }

  positive(name: string): number | undefined {
    const value = this.number(name);
    if (value === undefined || value > 0) return value;
    return this.#notPositive(name, value);
  }

  /** A vector of the point's dimensions. */
  vector(name: string, point: Point): readonly number[] | undefined {
    const values = this.numbers(name);
    if (!values || values.length === point.L.length) return values;
    const { reporter, context } = this.#setting;
    reporter.report(context, 'R0203', this.spanOf(name), {
      callee: this.#callee,
      argument: name,
      found: values.length,
      expected: point.L.length,
      over: this.has('over'),
    });
    return undefined;
  }

  /** A vector of numbers above 0; a single number stands for all dimensions. */
  positives(name: string, point: Point): readonly number[] | undefined {
    const operand = this.#bound.get(name);
    if (operand?.value.kind === 'number') {
      const value = this.positive(name);
      return value === undefined ? undefined : point.L.map(() => value);
    }
    const values = this.vector(name, point);
    const odd = values?.find((value) => !(value > 0));
    return odd === undefined ? values : this.#notPositive(name, odd);
  }

  /** A vector of constants of any size. */
  numbers(name: string): readonly number[] | undefined {
    const operand = this.#bound.get(name);
    const numbers = operand && vectorOf(operand.value);
    if (!numbers) return this.#wrong(name, 'a vector');
    const values = numbers.map((number) => this.#constant(name, number));
    return values.every((value) => value !== undefined) ? values : undefined;
  }

  /** A matrix of constants with `columns` columns. */
  matrix(name: string, columns: number): Rows | undefined {
    const operand = this.#bound.get(name);
    const rows = operand && matrixOf(operand.value);
    if (!rows) return this.#wrong(name, 'a matrix');
    const values = rows.map((row) => row.map((number) => this.#constant(name, number)));
    if (!values.every((row): row is number[] => row.every((value) => value !== undefined))) return undefined;
    if (values[0]?.length === columns) return values;
    const { reporter, context } = this.#setting;
    reporter.report(context, 'R0203', this.spanOf(name), {
      callee: this.#callee,
      argument: name,
      found: values[0]?.length ?? 0,
      expected: columns,
      over: this.has('over'),
    });
    return undefined;
  }

  #constant(name: string, number: SymbolicNumber): number | undefined {
    const value = constantOf(number);
    if (value !== undefined) return value;
    const { reporter, context } = this.#setting;
    reporter.report(context, 'R0212', this.spanOf(name), {
      what: `\`${name}\``,
      shown: reporter.shown(this.spanOf(name)),
    });
    return undefined;
  }

  #wrong(name: string, expected: string): undefined {
    const { reporter, context } = this.#setting;
    const operand = this.#bound.get(name);
    reporter.report(context, 'R0201', this.spanOf(name), {
      place: `\`${name}\` of \`${this.#callee}\``,
      expected,
      found: operand ? describe(operand.value) : 'nothing',
      shown: reporter.shown(this.spanOf(name)),
    });
    return undefined;
  }

  #notPositive(name: string, value: number): undefined {
    const { reporter, context } = this.#setting;
    reporter.report(context, name === 'sd' ? 'R0305' : 'R0304', this.spanOf(name), { argument: name, value });
    return undefined;
  }
}

/** Whether no row depends on the others. */
export function hasFullRowRank(rows: Rows): boolean {
  const values = singularValues(rows);
  return rows.length <= (rows[0]?.length ?? 0) && (values[rows.length - 1] ?? 0) > 1e-12 * (values[0] ?? 0);
}

/** Rows over y as rows over x. */
export function pullBack(rows: Rows, point: Point): number[][] {
  return rows.map((row) =>
    (point.L[0] ?? []).map((_, j) => {
      const sum = row.reduce((total, x, i) => total + x * (point.L[i]?.[j] ?? 0), 0);
      return sum === 0 ? 0 : sum;
    }),
  );
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}
