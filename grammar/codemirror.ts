import { contextualWords, spellings, tokenNames, tokenRow, type TokenClass, type TokenRow } from './tokens.ts';

/** What is asked of CodeMirror's `StringStream`: a line of text, and how far it has been read. */
interface Stream {
  sol(): boolean;
  eatSpace(): boolean;
  next(): unknown;
  match(pattern: RegExp, consume?: boolean): boolean | RegExpMatchArray | null;
}

/** What was read before the place on which a colour depends. */
interface State {
  /** The last token that is neither space nor comment. */
  before: string;
  /** Whether the place is inside quotes. */
  quoted: boolean;
}

/**
 * Highlighting for CodeMirror, made from the token table: `StreamLanguage.define(highlighting)` is the language. Tokens
 * are named as @lezer/highlight names its tags.
 */
export const highlighting = {
  name: 'region',
  startState: (): State => ({ before: '', quoted: false }),
  copyState: (state: State): State => ({ ...state }),
  token(stream: Stream, state: State): string | null {
    // A text ends with its line, closed or not.
    if (stream.sol()) state.quoted = false;
    if (state.quoted) return readQuoted(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match(/^\/\/\/(?!\/).*/)) return 'docComment';
    if (stream.match(/^\/\/.*/)) return tags.comment;
    const name = wordOf(stream, /^[A-Za-z_][A-Za-z0-9_]*/, false);
    const special = name === undefined ? undefined : tagOfName(name, state.before, stream);
    if (name !== undefined && special !== undefined) {
      stream.match(/^\w+/);
      state.before = name;
      return special;
    }
    return readToken(stream, state);
  },
  languageData: { commentTokens: { line: '//' }, closeBrackets: { brackets: ['(', '[', '{', '"'] } },
};

/** The tag of each class. */
const tags: Readonly<Record<TokenClass, string>> = {
  declaration: 'definitionKeyword',
  logic: 'logicOperator',
  gate: 'controlKeyword',
  keyword: 'keyword',
  setting: 'propertyName',
  constant: 'atom',
  operator: 'operator',
  punctuation: 'punctuation',
  number: 'number',
  string: 'string',
  name: 'variableName',
  comment: 'lineComment',
  invalid: 'invalid',
};

/** A row, and what takes one of its spellings at the start of the rest of a line. */
const rows = tokenNames
  .map((name) => tokenRow(name))
  .filter((row) => row.class !== 'comment' && row !== tokenRow('Space') && row !== tokenRow('String'))
  .map((row) => ({ tag: tags[row.class], pattern: patternOf(row) }));

function patternOf(row: TokenRow): RegExp {
  // Words end where they end: `in` does not begin `inner`.
  const end = row.doc === undefined ? '' : String.raw`\b`;
  return row === tokenRow('Unknown') ? /^\S/ : new RegExp(`^(?:${spellings(row).source})${end}`);
}

function readToken(stream: Stream, state: State): string {
  if (stream.match(/^"/)) {
    state.quoted = true;
    state.before = '"';
    return tags.string;
  }
  for (const { tag, pattern } of rows) {
    const found = wordOf(stream, pattern, true);
    if (found === undefined) continue;
    state.before = found;
    return tag;
  }
  stream.next();
  return tags.invalid;
}

/** The rest of a text in quotes, piece by piece. */
function readQuoted(stream: Stream, state: State): string {
  if (stream.match(/^[^"\\]+/)) return tags.string;
  if (stream.match(/^\\(?:["\\nt]|u\{[0-9a-fA-F]{1,6}\})/)) return 'escape';
  if (stream.match(/^\\./)) return tags.invalid;
  state.quoted = false;
  stream.next();
  return tags.string;
}

/** The tag of a word by its place: a name that is declared, a word that means something there only, a function. */
function tagOfName(name: string, before: string, stream: Stream): string | undefined {
  const declares = definitions.get(before);
  if (declares !== undefined && !reserved.has(name)) return declares;
  const follows = (pattern: string): boolean =>
    wordOf(stream, new RegExp(String.raw`^\w+\s*${pattern}`), false) !== undefined;
  const place = contextualPlaces[name as keyof typeof contextualWords];
  if (place?.(before, follows)) return tags[contextualWords[name as keyof typeof contextualWords].class];
  if (reserved.has(name)) return undefined;
  if ((before === '(' || before === ',') && follows(':')) return 'attributeName';
  return follows(String.raw`\(`) ? 'variableName.function' : undefined;
}

const definitions: ReadonlyMap<string, string> = new Map([
  ['let', 'variableName.definition'],
  ['region', 'typeName.definition'],
  ['output', 'className.definition'],
  ['class', 'className.definition'],
]);

const reserved: ReadonlySet<string> = new Set(
  tokenNames.flatMap((name) => (tokenRow(name).doc === undefined ? [] : (tokenRow(name).text ?? []))),
);

type Place = (before: string, follows: (pattern: string) => boolean) => boolean;

const afterWith: Place = (before) => before === 'with';
const afterWithOrDefault: Place = (before) => before === 'with' || before === 'default';
const beforeText: Place = (_, follows) => follows('"');

/** Where each contextual word means what the table says. */
const contextualPlaces: Readonly<Record<keyof typeof contextualWords, Place>> = {
  column: beforeText,
  columns: beforeText,
  label: (_, follows) => follows('["0-9]'),
  unknown: (before, follows) => before === '=' && follows('(?:$|//)'),
  gain: afterWithOrDefault,
  bias: afterWith,
  threshold: afterWith,
  width: afterWithOrDefault,
};

/** What `pattern` takes at this place. */
function wordOf(stream: Stream, pattern: RegExp, consume: boolean): string | undefined {
  const found = stream.match(pattern, consume);
  return found !== null && typeof found === 'object' ? found[0] : undefined;
}
