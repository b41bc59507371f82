import type { Span } from '../src/base/source.ts';

/**
 * The tree of one file, close to what was typed: parentheses and the order of writing are kept, names are not
 * looked up. Where the parser had to recover it leaves a `missing` node, so the rest still works.
 */
export interface Ast {
  readonly file: string;
  /** The file's own `///` block, lines joined by newlines. */
  readonly doc?: string;
  readonly declarations: readonly Declaration[];
  /** Every comment, `//` and `///`, in order of place. */
  readonly comments: readonly Comment[];
}

export interface Comment {
  readonly span: Span;
  /** With its slashes, without the line end. */
  readonly text: string;
}

/** A name as written at its declaration or use. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

export type Declaration =
  | InputDeclaration
  | LetDeclaration
  | RegionDeclaration
  | OutputDeclaration
  | ClassDeclaration
  | DefaultDeclaration
  | CheckDeclaration
  | ImportDeclaration
  | BrokenDeclaration;

interface DeclarationNode {
  readonly span: Span;
  /** The `///` block above it, lines joined by newlines. */
  readonly doc?: string;
  /** True where a syntax error lies in it: its names count, its meaning is not looked at (LANGUAGE section 2). */
  readonly broken: boolean;
}

export interface InputDeclaration extends DeclarationNode {
  readonly kind: 'input';
  readonly variables: readonly InputVariable[];
  readonly domain: Expression;
  readonly column?: StringLiteral;
  readonly columns?: { readonly first: StringLiteral; readonly last: StringLiteral };
}

/** `x` or `v[64]`. */
export interface InputVariable {
  readonly name: Name;
  readonly size?: Expression;
}

export interface LetDeclaration extends DeclarationNode {
  readonly kind: 'let';
  readonly name: Name;
  readonly parameters?: readonly Parameter[];
  readonly value: Expression;
}

export interface RegionDeclaration extends DeclarationNode {
  readonly kind: 'region';
  readonly frozen: boolean;
  readonly name: Name;
  readonly parameters?: readonly Parameter[];
  readonly value: Expression;
}

export interface Parameter {
  readonly name: Name;
  readonly default?: Expression;
}

export interface OutputDeclaration extends DeclarationNode {
  readonly kind: 'output';
  readonly name: Name;
  readonly column?: StringLiteral;
  readonly value: Expression;
}

export interface ClassDeclaration extends DeclarationNode {
  readonly kind: 'class';
  readonly name: Name;
  readonly label?: StringLiteral | NumberLiteral;
  readonly value: Expression | Otherwise | Unknown;
}

/** `class c = otherwise`. */
export interface Otherwise {
  readonly kind: 'otherwise';
  readonly span: Span;
}

/** `class c = unknown`. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly span: Span;
}

export interface DefaultDeclaration extends DeclarationNode {
  readonly kind: 'default';
  readonly setting: 'width' | 'gain';
  readonly value: Expression;
}

export interface CheckDeclaration extends DeclarationNode {
  readonly kind: 'check';
  readonly claim: Member;
}

export interface ImportDeclaration extends DeclarationNode {
  readonly kind: 'import';
  readonly path: StringLiteral;
  readonly alias?: Name;
}

/** Text that starts no declaration, or a declaration of which not even the name is there. */
export interface BrokenDeclaration extends DeclarationNode {
  readonly kind: 'broken';
}

export type Expression =
  | NumberLiteral
  | PercentLiteral
  | StringLiteral
  | NameExpression
  | Parenthesized
  | ListExpression
  | SetExpression
  | GateExpression
  | UnaryExpression
  | BinaryExpression
  | LogicExpression
  | ComparisonExpression
  | IndexExpression
  | CallExpression
  | WithExpression
  | MissingExpression;

export interface NumberLiteral {
  readonly kind: 'number';
  readonly span: Span;
  readonly value: number;
}

/** `60%`: `value` is 60. */
export interface PercentLiteral {
  readonly kind: 'percent';
  readonly span: Span;
  readonly value: number;
}

export interface StringLiteral {
  readonly kind: 'string';
  readonly span: Span;
  /** Unescaped. */
  readonly value: string;
}

/** `x` or `shapes.ring`. */
export interface NameExpression {
  readonly kind: 'name';
  readonly span: Span;
  readonly name: Name;
  readonly module?: Name;
}

export interface Parenthesized {
  readonly kind: 'parenthesized';
  readonly span: Span;
  readonly inner: Expression;
}

export interface ListExpression {
  readonly kind: 'list';
  readonly span: Span;
  readonly members: readonly Member[];
}

export interface SetExpression {
  readonly kind: 'set';
  readonly span: Span;
  readonly items: readonly SetItem[];
}

/** A category by name, text or number, or `..` (open). A name counts as the text of its letters. */
export type SetItem =
  | { readonly kind: 'category'; readonly span: Span; readonly value: string | number; readonly quoted: boolean }
  | { readonly kind: 'open'; readonly span: Span };

export type GateWord = 'all of' | 'any of' | 'none of' | 'at least' | 'at most' | 'exactly' | 'all but';

export interface GateExpression {
  readonly kind: 'gate';
  readonly span: Span;
  readonly gate: GateWord;
  /** The span of the gate's opening word. */
  readonly word: Span;
  /** With `at least`, `at most`, `exactly`, `all but`. */
  readonly count?: Expression;
  readonly margin?: Expression;
  /** `(a, b)` gives a list node of those members; anything else stands for a list. */
  readonly listing: Expression;
}

export interface UnaryExpression {
  readonly kind: 'unary';
  readonly span: Span;
  readonly operator: 'not' | '-';
  readonly operand: Expression;
}

export interface BinaryExpression {
  readonly kind: 'binary';
  readonly span: Span;
  readonly operator: '+' | '-' | '*' | '/' | '^' | '=>';
  readonly left: Expression;
  readonly right: Expression;
}

/** `a and b and c` is one node of three operands. */
export interface LogicExpression {
  readonly kind: 'logic';
  readonly span: Span;
  readonly operator: 'and' | 'or' | 'xor';
  readonly operands: readonly Expression[];
}

export type ComparisonOperator = '<=' | '<' | '>=' | '>' | '==' | '!=' | 'in' | 'not in';

/** `lo <= x <= hi +- t`: operands one more than operators. Without operators it is `e +- t`. */
export interface ComparisonExpression {
  readonly kind: 'comparison';
  readonly span: Span;
  readonly operands: readonly Expression[];
  readonly operators: readonly { readonly operator: ComparisonOperator; readonly span: Span }[];
  readonly band?: Expression;
}

/** `v[i]`, `v[2..5]`. */
export interface IndexExpression {
  readonly kind: 'index';
  readonly span: Span;
  readonly target: Expression;
  readonly from: Expression;
  readonly to?: Expression;
}

export interface CallExpression {
  readonly kind: 'call';
  readonly span: Span;
  readonly callee: NameExpression;
  readonly arguments: readonly Argument[];
}

export interface Argument {
  readonly name?: Name;
  readonly value: Member;
  readonly span: Span;
}

export interface WithExpression {
  readonly kind: 'with';
  readonly span: Span;
  readonly value: Expression;
  readonly settings: readonly Setting[];
}

export interface Setting {
  readonly setting: 'gain' | 'bias' | 'threshold' | 'width';
  readonly value: Expression;
  readonly span: Span;
}

/** Left where an expression should stand and none does. */
export interface MissingExpression {
  readonly kind: 'missing';
  readonly span: Span;
}

export type Member = Expression | ForExpression;

/** `for i in 1..8 if i != 4: body`. */
export interface ForExpression {
  readonly kind: 'for';
  readonly span: Span;
  readonly name: Name;
  readonly from: Expression;
  readonly to?: Expression;
  readonly condition?: Expression;
  readonly body: Member;
}
