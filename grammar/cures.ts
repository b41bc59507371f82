import { EOF, type IToken } from 'chevrotain';
import type { Fix } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import type { Source, Span } from '../src/base/source.ts';
import { endOf, isOneOf, opensDeclaration, types } from './lexer.ts';

// What people who come from other languages most likely meant where the grammar cannot go on. Each looks around the
// next token and takes nothing.

/** What to write instead, in words, and as changes where they are known. */
export interface Cure {
  readonly cure: string;
  readonly fixes: readonly Fix[];
}

/** Where the reader stands; `peek(-1)` is the token read last. */
interface Place {
  readonly source: Source;
  readonly next: IToken;
  readonly lastEnd: number;
  peek(ahead: number): IToken;
  spanOf(first: IToken, last?: IToken): Span;
  here(): Span;
}

/** For what follows an expression that is complete. */
export function cureOfStray(reader: Place): Cure | undefined {
  const { next } = reader;
  switch (next.tokenType) {
    case types.Comma:
      return decimalComma(reader) ?? categoriesWithoutBraces(reader) ?? membersWithoutBrackets(reader) ?? joined;
    case types.Range:
      return intervalWithoutBrackets(reader);
    case types.RightParenthesis:
    case types.RightBracket:
    case types.RightBrace:
      return cure('it closes nothing; remove it, or open it before', [
        writing(reader.spanOf(next), '', false, 'remove it'),
      ]);
    case types.Of:
      return countWithoutGate(reader);
    case types.If:
      return cure('there is no `if`: what holds only where `b` does is `a and b`');
    case types.Name:
      return foreignWords.get(next.image.toLowerCase());
    default:
      return undefined;
  }
}

/** For a place where an expression has to stand. */
export function cureOfMissing(reader: Place): Cure | undefined {
  const { next } = reader;
  if (next.tokenType === types.If) return conditional;
  return isComparison(next) ? comparisonGoesOn(reader) : undefined;
}

/** For `(2, 3)` where a list was meant; `bracket` opens it, and `closer` is `ahead` tokens away. */
export function cureOfTuple(reader: Place, bracket: IToken, before: IToken, ahead: number): Cure {
  const closer = reader.peek(ahead);
  const [open, close] = [reader.spanOf(bracket), reader.spanOf(closer)];
  if (before.tokenType === types.Not) {
    const negated = { ...open, start: before.startOffset };
    return cure('none of several is `none of (a, b)`', [writing(negated, 'none of (', false, 'write `none of`')]);
  }
  const [first] = [reader.peek(-1)];
  const braces = before.tokenType === types.In && (first.tokenType === types.Name || first.tokenType === types.String);
  const [left, right] = braces ? ['{', '}'] : ['[', ']'];
  const fix: Fix = {
    title: `write \`${left}...${right}\``,
    safe: false,
    edits: [
      { span: open, text: left },
      { span: close, text: right },
    ],
  };
  return cure(braces ? 'a set of categories stands in braces: `{a, c}`' : 'a list stands in brackets: `[1, 2]`', [fix]);
}

/** For `x >= i for i in 1..3`, the body of which began at `start`. */
export function cureOfTrailingFor(reader: Place, start: number): Cure {
  const last = reader.peek(lengthOfItem(reader) - 1);
  const { text, path: file } = reader.source;
  const body = text.slice(start, reader.lastEnd);
  const clause = text.slice(reader.next.startOffset, endOf(last));
  const span = { file, start, end: endOf(last) };
  const written = `${clause}: ${body}`;
  return cure('`for` stands before what it repeats: `for i in 1..3: x >= i`', [writing(span, written, false)]);
}

/** How many tokens there are before the comma or bracket that ends what comes next. */
export function lengthOfItem(reader: Place): number {
  let depth = 0;
  for (let ahead = 0; ; ahead++) {
    const token = reader.peek(ahead);
    if (token.tokenType === EOF || opensDeclaration(token) || (depth === 0 && endsItem(token))) return ahead;
    if (isOpener(token)) depth += 1;
    if (isCloser(token)) depth -= 1;
  }
}

/** For `[0..8]` and `{1..4}`. */
export function cureOfRange(reader: Place, end: string): Cure | undefined {
  const span = reader.spanOf(reader.next);
  if (end === '`]`') return cure('an interval has a comma: `[0, 8]`', [writing(span, ', ', false, 'put in a comma')]);
  if (end !== '`}`') return undefined;
  const [from, to] = [reader.peek(-1), reader.peek(1)].map((token) => Number(token.image));
  const few = from !== undefined && to !== undefined && Number.isInteger(from) && to > from && to - from <= 100;
  const between = few ? Array.from({ length: to - from - 1 }, (_, i) => ` ${from + 1 + i},`).join('') : '';
  const fixes = few ? [writing(span, `,${between} `, false, 'list them all')] : [];
  return cure('a set lists its categories: `{1, 2, 3}`', fixes);
}

function cure(text: string, fixes: readonly Fix[] = []): Cure {
  return { cure: text, fixes };
}

const joined = cure('a comma stands between the members of a list; conditions are joined by `and` or `or`');
/** For what would choose between two by a third. */
export const conditional = cure(
  'there is no `if`: `a` where `c` holds and `b` elsewhere is `(c and a) or (not c and b)`',
);
const otherwise = cure('each class is a declaration of its own, the last one `class other = otherwise`');

const foreignWords: ReadonlyMap<string, Cure> = new Map([
  ['then', cure('there is no `if ... then`: `a` holds wherever `c` does is `c => a`')],
  ['else', otherwise],
  ['elif', otherwise],
  ['where', cure('conditions are joined by `and`; a list repeats by `for i in 1..3: ...`')],
  ['like', cure('a text is matched letter by letter with `match(v, 1, "ab.")`; one category with `==`')],
  ['mod', cure('there is no remainder; declare the input with its categories, `in {0, 1, 2}`')],
]);

/** `2,5` for 2.5. */
function decimalComma(reader: Place): Cure | undefined {
  const [whole, comma, decimals] = [reader.peek(-1), reader.next, reader.peek(1)];
  if (whole.tokenType !== types.Number || decimals.tokenType !== types.Number) return undefined;
  if (endOf(whole) !== comma.startOffset || endOf(comma) !== decimals.startOffset) return undefined;
  if (!/^\d+$/.test(whole.image) || !/^\d+$/.test(decimals.image)) return undefined;
  const meant = `${whole.image}.${decimals.image}`;
  return cure(`decimals come after a point: \`${meant}\``, [writing(reader.spanOf(whole, decimals), meant, false)]);
}

/** `s in red, green`. */
function categoriesWithoutBraces(reader: Place): Cure | undefined {
  const first = reader.peek(-1);
  if (reader.peek(-2).tokenType !== types.In || !isCategory(first)) return undefined;
  let last = first;
  let ahead = 0;
  for (; reader.peek(ahead).tokenType === types.Comma && isCategory(reader.peek(ahead + 1)); ahead += 2)
    last = reader.peek(ahead + 1);
  const fixes = ahead > 0 && endsHere(reader.peek(ahead)) ? [bracketing(reader.spanOf(first, last), '{', '}')] : [];
  return cure('a set of categories stands in braces: `{a, c}`', fixes);
}

/** `at least 2 of a, b, c`. */
function membersWithoutBrackets(reader: Place): Cure | undefined {
  let back = -1;
  while (!startsListing(reader.peek(back))) {
    if (endsSearch(reader.peek(back))) return undefined;
    back -= 1;
  }
  const first = reader.peek(back + 1);
  if (first.tokenType === types.LeftParenthesis) return undefined;
  let ahead = 0;
  while (!endsHere(reader.peek(ahead)) || reader.peek(ahead).tokenType === types.Comma) ahead += 1;
  const span = reader.spanOf(first, reader.peek(ahead - 1));
  return cure('the members of a gate stand in parentheses', [bracketing(span, '(', ')')]);
}

/** `x in 2..3`. */
function intervalWithoutBrackets(reader: Place): Cure | undefined {
  const signed = reader.peek(-2).tokenType === types.Minus ? 1 : 0;
  const low = reader.peek(-1 - signed);
  if (reader.peek(-2 - signed).tokenType !== types.In) return undefined;
  const negative = reader.peek(1).tokenType === types.Minus ? 1 : 0;
  const high = reader.peek(1 + negative);
  const text = (from: IToken, to: IToken): string => reader.source.text.slice(from.startOffset, endOf(to));
  const interval = `[${text(low, reader.peek(-1))}, ${text(reader.peek(1), high)}]`;
  const fix = writing(reader.spanOf(low, high), interval, false);
  return cure(`an interval stands in brackets: \`${interval}\``, [fix]);
}

/** `2 of (a, b, c)`. */
function countWithoutGate(reader: Place): Cure {
  const count = reader.peek(-1);
  const at = { ...reader.spanOf(count), end: count.startOffset };
  const fixes = count.tokenType === types.Number ? [writing(at, 'at least ', false, 'put in `at least`')] : [];
  return cure('a count has its gate before it: `at least 2 of`, `exactly 2 of`', fixes);
}

/** `x > 2 and < 8`. */
function comparisonGoesOn(reader: Place): Cure | undefined {
  const joins = reader.peek(-1).tokenType === types.And || reader.peek(-1).tokenType === types.Or;
  const subject = reader.peek(-4);
  if (!joins) return undefined;
  const simple = subject.tokenType === types.Name && isComparison(reader.peek(-3));
  const fixes = simple ? [writing(reader.here(), ` ${subject.image}`, false, `put in \`${subject.image}\``)] : [];
  return cure('each comparison names both its sides, as `x > 2 and x < 8`; a chain is `2 < x < 8`', fixes);
}

function bracketing(span: Span, left: string, right: string): Fix {
  const at = (offset: number): Span => ({ file: span.file, start: offset, end: offset });
  const edits = [
    { span: at(span.start), text: left },
    { span: at(span.end), text: right },
  ];
  return { title: `put \`${left}${right}\` around them`, safe: false, edits };
}

/** Whether an expression without brackets ends before this token. */
function endsHere(token: IToken): boolean {
  return token.tokenType === EOF || opensDeclaration(token) || endsItem(token);
}

const endsItem = isOneOf('Comma', 'RightParenthesis', 'RightBracket', 'RightBrace', 'With');
const isOpener = isOneOf('LeftParenthesis', 'LeftBracket', 'LeftBrace');
const isCloser = isOneOf('RightParenthesis', 'RightBracket', 'RightBrace');
const isCategory = isOneOf('Name', 'String', 'Number');
const isComparison = isOneOf('Less', 'LessEqual', 'Greater', 'GreaterEqual', 'Equal', 'NotEqual');
const startsListing = isOneOf('AllOf', 'AnyOf', 'NoneOf', 'Of');
const isBoundary = isOneOf('Define', 'LeftParenthesis', 'LeftBracket', 'LeftBrace', 'Comma');

function endsSearch(token: IToken): boolean {
  return token.tokenType === EOF || isBoundary(token) || opensDeclaration(token);
}
