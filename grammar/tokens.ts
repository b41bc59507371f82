/** How a token is coloured; `TextMate` scopes and editor token types are made from it. */
export type TokenClass =
  | 'declaration'
  | 'logic'
  | 'gate'
  | 'keyword'
  | 'setting'
  | 'constant'
  | 'operator'
  | 'punctuation'
  | 'number'
  | 'string'
  | 'name'
  | 'comment'
  | 'invalid';

/**
 * One kind of token. `text` is its only spelling and `also` others that mean the same (the formatter writes `text`);
 * a two-word spelling takes any space inside. `pattern` stands for many spellings. A word with `means` is another
 * language's spelling of the token named: one error, with a fix.
 */
export interface TokenRow {
  readonly class: TokenClass;
  readonly text?: string;
  readonly also?: string;
  readonly pattern?: RegExp;
  /** What the word does, for hovers and the reference; with every word. */
  readonly doc?: string;
  readonly means?: string;
}

const digits = String.raw`\d+(?:_\d+)*`;
const number = String.raw`${digits}(?:\.${digits})?(?:[eE][+-]?\d+)?`;

/** Every token of the language, in the order in which they are tried. */
export const tokenTable = {
  Space: { class: 'punctuation', pattern: /[ \t\r\n]+/ },
  Comment: { class: 'comment', pattern: /\/\/[^\r\n]*/ },
  BlockComment: { class: 'invalid', pattern: /\/\*(?:[^*]|\*(?!\/))*\*\// },

  Input: word('input', 'declaration', 'Declares coordinates of the input space and their range or categories.'),
  Let: word('let', 'declaration', 'Names a number, vector, matrix or list, or a function that makes one.'),
  Region: word('region', 'declaration', 'Names a region of the input space, or a function that makes one.'),
  Frozen: word(
    'frozen',
    'declaration',
    'Before `region`: training leaves this region, and all that it is made of, alone.',
  ),
  Output: word('output', 'declaration', 'Makes a region one output of the network, in [-1, 1].'),
  Class: word('class', 'declaration', 'Makes a region one class of the network; classes are tried in file order.'),
  Default: word(
    'default',
    'declaration',
    'Sets the `width` or `gain` of everything in the file that does not say its own.',
  ),
  Check: word('check', 'declaration', 'States a claim that `regionc check` proves or refutes.'),
  Import: word('import', 'declaration', "Makes another file's inputs, lets and regions visible here."),

  AtLeast: word('at least', 'gate', 'Holds where the weights of the members that hold reach the count.'),
  AtMost: word('at most', 'gate', 'Holds where the weights of the members that hold do not pass the count.'),
  AllOf: word('all of', 'gate', 'Holds where every member holds.'),
  AnyOf: word('any of', 'gate', 'Holds where at least one member holds.'),
  NoneOf: word('none of', 'gate', 'Holds where no member holds.'),
  AllBut: word('all but', 'gate', 'Holds where the members that fail weigh no more than the count.'),
  Exactly: word('exactly', 'gate', 'Holds where the weights of the members that hold add up to the count.'),
  Of: word('of', 'gate', 'Stands between the count of a gate and its members.'),

  And: word('and', 'logic', 'Both hold.'),
  Or: word('or', 'logic', 'At least one of both holds.'),
  Xor: word('xor', 'logic', 'An odd number of them holds.'),
  Not: word('not', 'logic', 'The complement of what follows.'),
  In: word('in', 'logic', 'The left side lies in the range or set on the right.'),
  For: word('for', 'keyword', 'Repeats a member of a list for every value of a range, list or set.'),
  If: word('if', 'keyword', 'Keeps only those values of a `for` that fulfil a comparison.'),
  With: word('with', 'keyword', 'Sets the `gain`, `bias`, `threshold` or `width` of the unit to its left.'),
  As: word('as', 'keyword', 'Puts the names of an imported file under a name of their own.'),
  Otherwise: word('otherwise', 'constant', 'The class of every point that no other class claims.'),

  Name: { class: 'name', pattern: /[A-Za-z_][A-Za-z0-9_]*/ },
  Percent: { class: 'number', pattern: new RegExp(`${number}%`) },
  SpacedPercent: { class: 'invalid', pattern: new RegExp(String.raw`${number}[ \t]+%`), means: 'Percent' },
  OpenNumber: { class: 'invalid', pattern: new RegExp(String.raw`${digits}\.(?![\d.A-Za-z_])`), means: 'Number' },
  Number: { class: 'number', pattern: new RegExp(number) },
  String: { class: 'string', pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"/ },
  UnclosedString: { class: 'invalid', pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*\\?/ },
  TypographicString: {
    class: 'invalid',
    pattern: /[“”„][^“”„"\r\n]*[“”"]|'[^'\r\n]*'|[‘’][^‘’\r\n]*[‘’]/,
    means: 'String',
  },

  Range: sign('..', 'operator'),
  PointNumber: { class: 'invalid', pattern: new RegExp(String.raw`\.${digits}(?:[eE][+-]?\d+)?`), means: 'Number' },
  Dot: sign('.', 'punctuation'),
  TripleEqual: foreign('===', 'Equal'),
  Equal: sign('==', 'operator'),
  Implies: sign('=>', 'operator'),
  EqualLess: foreign('=<', 'LessEqual'),
  Define: sign('=', 'operator'),
  LessEqual: sign('<=', 'operator', '≤'),
  LessGreater: foreign('<>', 'NotEqual'),
  Less: sign('<', 'operator'),
  GreaterEqual: sign('>=', 'operator', '≥'),
  Greater: sign('>', 'operator'),
  NotEqual: sign('!=', 'operator', '≠'),
  Bang: foreign('!', 'Not'),
  Band: sign('+-', 'operator', '±'),
  SlashedBand: foreign('+/-', 'Band'),
  Plus: sign('+', 'operator'),
  Arrow: foreign('->', 'Implies'),
  Minus: sign('-', 'operator'),
  TypographicMinus: { class: 'invalid', pattern: /[−–—]/, means: 'Minus' },
  DoubleStar: foreign('**', 'Power'),
  Star: sign('*', 'operator'),
  Slash: sign('/', 'operator'),
  Power: sign('^', 'operator'),
  DoubleAmpersand: foreign('&&', 'And'),
  DoubleBar: foreign('||', 'Or'),
  Ampersand: foreign('&', 'And'),
  Bar: foreign('|', 'Or'),
  TildeEqual: foreign('~=', 'NotEqual'),
  Tilde: foreign('~', 'Not'),

  Comma: sign(',', 'punctuation'),
  ColonEqual: foreign(':=', 'Define'),
  Colon: sign(':', 'punctuation'),
  LeftParenthesis: sign('(', 'punctuation'),
  RightParenthesis: sign(')', 'punctuation'),
  LeftBracket: sign('[', 'punctuation'),
  RightBracket: sign(']', 'punctuation'),
  LeftBrace: sign('{', 'punctuation'),
  RightBrace: sign('}', 'punctuation'),

  // Everything that no other row takes, one character at a time, so that the lexer itself never fails.
  Unknown: {
    class: 'invalid',
    pattern: new RegExp(String.raw`[\x00-\x08\x0b\x0c\x0e-\x1f#$%';?@\\\x60\x7f-\uffff]`),
  },
} as const satisfies Record<string, TokenRow>;

export type TokenName = keyof typeof tokenTable;

/** The row of `name`, with every field of a row. */
export function tokenRow(name: TokenName): TokenRow {
  return tokenTable[name];
}

export const tokenNames = Object.keys(tokenTable) as readonly TokenName[];

/** The words that open a declaration, which nothing else may be called and which stand nowhere else. */
export const declarationNames = tokenNames.filter((name) => tokenRow(name).class === 'declaration');

/** What joins two operands; `=` does not, but is often meant to. */
export const infixNames: readonly TokenName[] = [
  ...(['Implies', 'Or', 'Xor', 'And', 'Band', 'LessEqual', 'GreaterEqual', 'Less', 'Greater'] as const),
  ...(['Equal', 'NotEqual', 'In', 'Plus', 'Minus', 'Star', 'Slash', 'Power', 'Define'] as const),
];

/** Words that mean something in their place only and are free names elsewhere. */
export const contextualWords = {
  column: { class: 'keyword', doc: 'The data column of this input or output, where it is not its own name.' },
  columns: { class: 'keyword', doc: 'The first and the last data column of a vector.' },
  label: { class: 'keyword', doc: "The data's value for this class, where it is not its own name." },
  unknown: { class: 'constant', doc: 'A class that nobody can describe: free units learn it.' },
  gain: { class: 'setting', doc: 'How steep the unit is: tanh(gain f / 2).' },
  bias: { class: 'setting', doc: "The gate's bias B, subtracted from the weighted sum of its members." },
  threshold: { class: 'setting', doc: 'The weight at which the gate turns: bias = 2 threshold - total weight.' },
  width: { class: 'setting', doc: 'The distance across the whole transition, or a share of the box.' },
} as const satisfies Record<string, { class: TokenClass; doc: string }>;

/** A pattern that takes every spelling of `row`, without end marks. */
export function spellings(row: TokenRow): RegExp {
  if (row.pattern) return row.pattern;
  const words = (row.text ?? '').split(' ');
  if (words.length > 1) return new RegExp(String.raw`${words.join(String.raw`[ \t\r\n]+`)}\b`);
  const all = row.also ? [row.text ?? '', row.also] : words;
  return new RegExp(all.map((text) => text.replace(/[.*+?^$|(){}[\]\\/]/g, String.raw`\$&`)).join('|'));
}

function word<T extends string>(text: T, tokenClass: TokenClass, doc: string): TokenRow & { readonly text: T } {
  return { class: tokenClass, text, doc };
}

function sign<T extends string>(text: T, tokenClass: TokenClass, also?: string): TokenRow & { readonly text: T } {
  return { class: tokenClass, text, ...(also !== undefined && { also }) };
}

function foreign(text: string, means: string): TokenRow {
  return { class: 'invalid', text, means };
}
