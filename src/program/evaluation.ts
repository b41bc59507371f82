import type { Expression, LetDeclaration, Member, NameExpression } from '../../grammar/ast.ts';
import type { Limits } from '../base/limits.ts';
import type { Span } from '../base/source.ts';
import type { Context, Reporter } from './context.ts';
import type { Declared } from './declared.ts';
import type { NameTable } from './names.ts';
import type { RegionExpression, Sharpness } from './program.ts';
import type { Operand, Value } from './value.ts';

/** Where an input's coordinates lie among all of them; `size` only for a vector. */
export interface InputPlace {
  readonly first: number;
  readonly size?: number;
  /** Of a categorical input: each element takes one coordinate for each of them. */
  readonly categories?: readonly (string | number)[];
  readonly open?: boolean;
  /** Of a real input whose range is known. */
  readonly range?: { readonly lo: number; readonly hi: number };
}

/** What the names in one file mean. */
export interface FileScope {
  readonly names: NameTable;
  readonly sharpness: Sharpness;
  /** What its named regions are called in the program. */
  readonly regionNames: ReadonlyMap<Declared, string>;
}

/** 5% of the box: the width of what says nothing itself. */
export const builtinSharpness: Sharpness = { kind: 'share', share: 0.05 };

/** Thrown when expansion passes a limit, after it has been reported; the resolver ends there. */
export class LimitReached extends Error {}

/**
 * What the parts of the resolver ask for while an expression is evaluated; `Evaluator` answers. Each reports what it
 * finds wrong and then gives `unknown` or undefined.
 */
export interface Evaluation {
  readonly reporter: Reporter;
  readonly limits: Limits;
  /** By name, in the order of their coordinates. */
  readonly inputs: ReadonlyMap<string, InputPlace>;
  /** Coordinates in all. */
  readonly dimensions: number;
  /** Whether these are all inputs: where a declaration is broken or lacking, that is told, and not what follows. */
  readonly inputsComplete: boolean;
  /** The context of a declaration: no locals, its file's default sharpness. */
  readonly contextOf: (declaration: { readonly span: Span }) => Context;
  evaluate(expression: Expression, context: Context): Value;
  /** The region an expression stands for; `place` says where it is needed. */
  region(expression: Expression, place: string, context: Context): RegionExpression | undefined;
  asRegion(value: Value, span: Span, place: string, context: Context): RegionExpression | undefined;
  /** A number that depends on no input. */
  constant(expression: Expression, what: string, context: Context): number | undefined;
  /** The members of a list or the arguments of a call, `for` expanded. */
  members(members: readonly Member[], context: Context): Operand[];
  /** What a name stands for in its file. */
  declared(name: NameExpression): Declared | undefined;
  /** Whether a declaration has no meaning: a syntax error or a cycle. */
  isBroken(declared: Declared): boolean;
  /** The value of a `let`, which must be no region. */
  valueOfLet(value: Value, declaration: LetDeclaration, context: Context): Value;
  /** Counts one more thing that expansion makes. */
  count(span: Span, context: Context): void;
}
