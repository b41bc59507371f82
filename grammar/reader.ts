import { EOF, type IToken, type TokenType } from 'chevrotain';
import { diagnostic, type Diagnostic } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import type { Source, Span } from '../src/base/source.ts';
import { cureOfRange, cureOfStray, cureOfTrailingFor, cureOfTuple, lengthOfItem, type Cure } from './cures.ts';
import { endOf, isOneOf, opensDeclaration, spanOf, types } from './lexer.ts';

/** How a list of things between commas is read; what gives undefined has reported why. */
export interface Separated<T> {
  readonly item: (reader: Reader) => T | undefined;
  /** Whether the list goes on at the next token. */
  readonly more: (reader: Reader) => boolean;
  /** Whether an item, or what is left of one, starts with this token. */
  readonly starts: (token: IToken) => boolean;
  /** Reports that an item is missing at this place, and gives what is left in its stead. */
  readonly missing: (reader: Reader) => T | undefined;
  /** The sign that ends the list, in words. */
  readonly end: string;
  /** Whether a list without items is in order, and one that ends in a comma. */
  readonly mayBeEmpty: boolean;
  readonly mayTrail: boolean;
}

/** What else there is to say of something missing. */
interface MissingExtras {
  /** What it would close. */
  readonly bracket?: IToken;
  readonly into?: Span;
  /** Of the fix that puts it in. */
  readonly title?: string;
  readonly cure?: Cure | undefined;
}

/**
 * A place in the tokens of a file, and what was wrong up to there. The grammar reads on whatever is missing; what is
 * missing is reported, once a declaration.
 */
export class Reader {
  readonly source: Source;
  /** The token that is read next; of type `EOF` at the end. */
  next: IToken;
  /** Where the token read last ends. */
  lastEnd = 0;
  /** The syntax error of the declaration that is being read. */
  failure: Diagnostic | undefined;
  /** Operators that are spelt as in another language; independent of each other, so all are reported. */
  readonly spellings: Diagnostic[] = [];
  private readonly tokens: readonly IToken[];
  private index = 0;
  /** Mistakes seen in this declaration after its syntax error; not reported, but then no fix of it is enough. */
  private further = 0;
  /** The signs that would close the brackets open here, innermost last. */
  private closers: TokenType[] = [];

  constructor(source: Source, tokens: readonly IToken[]) {
    this.source = source;
    this.tokens = tokens;
    this.next = tokens[0] ?? endOfFile;
  }

  /** The token `ahead` places after the next one. */
  peek(ahead: number): IToken {
    return this.tokens[this.index + ahead] ?? endOfFile;
  }

  /** Reads the next token, whatever it is. */
  take(): IToken {
    const token = this.next;
    this.lastEnd = endOf(token);
    this.index += 1;
    this.next = this.tokens[this.index] ?? endOfFile;
    return token;
  }

  is(type: TokenType): boolean {
    return this.next.tokenType === type;
  }

  /** Whether a word comes next that means something in this place only. */
  isWord(text: string): boolean {
    return this.next.image === text && this.is(types.Name);
  }

  /** Reads the next token if it is of this type. */
  takeIf(type: TokenType): IToken | undefined {
    return this.next.tokenType === type ? this.take() : undefined;
  }

  /** Reads a token of this type, or reports `insertion` missing. */
  expect(type: TokenType, insertion: string): IToken | undefined {
    if (this.is(type)) return this.take();
    if (foreignSigns.get(type)?.(this.next)) {
      this.respell(this.next, insertion.trim(), this.next.startOffset === this.lastEnd ? insertion : insertion.trim());
      return this.take();
    }
    return this.missing(`\`${insertion.trim()}\``, insertion);
  }

  /** Reads the bracket that stands next. */
  open(closer: TokenType): IToken {
    this.closers.push(closer);
    return this.take();
  }

  /** Reads the sign that closes `bracket`; where it is missing, what lies before it, or another sign in its place. */
  close(closer: TokenType, bracket: IToken): void {
    this.closers.pop();
    if (this.takeIf(closer)) return;
    const sign = closer.LABEL ?? closer.name;
    const { next } = this;
    if (isCloser(next) && !this.closers.includes(next.tokenType)) {
      this.missing(`\`${sign}\``, sign, { bracket, into: this.spanOf(next) });
      this.take();
    } else if (!this.failure && this.closesLater(closer)) {
      // Looked for at the first mistake only, so that reading stays linear.
      const found = this.cureInside(bracket, closer) ?? cureOfStray(this);
      while (!this.is(closer)) this.take();
      this.stray(next, `\`${sign}\``, found);
      this.take();
    } else {
      this.missing(`\`${sign}\``, sign, { bracket });
    }
  }

  /** Reports what lies from `first` to the token read last as what cannot follow. */
  stray(first: IToken, expected: string, found: Cure | undefined): void {
    const data = { found: describe(first), expected, ...(found && { cure: found.cure }) };
    this.fail(diagnostic('R0003', this.spanFrom(first), data, { fixes: found?.fixes ?? [] }));
  }

  /** What follows the bracket that opens at the next token, if that is closed in this declaration. */
  afterBracket(): IToken | undefined {
    let depth = 0;
    for (let ahead = 0; ; ahead++) {
      const token = this.peek(ahead);
      if (token.tokenType === EOF || opensDeclaration(token)) return undefined;
      if (isOpener(token)) depth += 1;
      if (isCloser(token)) depth -= 1;
      if (depth === 0) return this.peek(ahead + 1);
    }
  }

  separated<T>({ item, more, starts, missing, end, mayBeEmpty, mayTrail }: Separated<T>): readonly T[] {
    const items: (T | undefined)[] = [];
    let due = true;
    let start = 0;
    while (more(this)) {
      if (this.is(types.Comma)) {
        if (due) items.push(missing(this));
        this.take();
        due = true;
      } else if (!due && this.is(types.Range) && startsNumber(this.peek(1))) {
        this.missing(`\`,\` or ${end}`, undefined, { cure: cureOfRange(this, end) });
        this.take();
        due = true;
      } else if (!due && this.is(types.For)) {
        this.missing(`\`,\` or ${end}`, undefined, { cure: cureOfTrailingFor(this, start) });
        for (let left = lengthOfItem(this); left > 0; left--) this.take();
      } else if (starts(this.next)) {
        if (!due) this.missing(`\`,\` or ${end}`, ',', { title: 'put in `,`' });
        start = this.next.startOffset;
        items.push(item(this));
        due = false;
      } else {
        if (due) missing(this);
        else this.missing(`\`,\` or ${end}`);
        this.take();
      }
    }
    if (due && !(items.length === 0 ? mayBeEmpty : mayTrail)) items.push(missing(this));
    // A copy of just its size: a list that grew keeps room for many more.
    return items.every((found) => found !== undefined) ? items.slice() : items.filter((found) => found !== undefined);
  }

  /** Whether what comes next reads without a mistake up to the end of the declaration; it is not taken. */
  fits(read: () => void): boolean {
    const { next, lastEnd, index, failure, further, closers } = this;
    const spellings = this.spellings.length;
    this.failure = undefined;
    this.closers = [];
    read();
    const ended = this.is(EOF) || opensDeclaration(this.next) || this.definesName();
    const fitted = ended && !this.failure && this.spellings.length === spellings;
    this.spellings.length = spellings;
    Object.assign(this, { next, lastEnd, index, failure, further, closers });
    return fitted;
  }

  startDeclaration(): void {
    this.failure = undefined;
    this.further = 0;
    this.closers = [];
  }

  /** The syntax error of the declaration that ends here. */
  endDeclaration(): Diagnostic | undefined {
    return this.failure && this.further > 0 ? { ...this.failure, fixes: [] } : this.failure;
  }

  /** Reports the syntax error of this declaration, if it is the first. */
  fail(found: Diagnostic): void {
    if (this.failure) this.further += 1;
    else this.failure = found;
  }

  /** Reports a sign that another language spells so; reading goes on as if it were spelt `meant`. */
  respell(sign: IToken, meant: string, text = meant): void {
    const span = this.spanOf(sign);
    const fix = writing(span, text, true, `write \`${meant}\``);
    if (this.failure) this.further += 1;
    else this.spellings.push(diagnostic('R0007', span, { found: sign.image, meant }, { fixes: [fix] }));
  }

  /** Reports that `expected` is missing at this place; `insertion`, put `into` the text, is a fix. */
  missing(
    expected: string,
    insertion?: string,
    { bracket, into = this.here(), title = `put in ${expected}`, cure }: MissingExtras = {},
  ): undefined {
    const { span, found } = this.place();
    const own = insertion === undefined ? [] : [writing(into, insertion, true, title)];
    const related = bracket ? [{ span: this.spanOf(bracket), message: `\`${bracket.image}\` is opened here` }] : [];
    const data = { expected, found, ...(cure && { cure: cure.cure }) };
    this.fail(diagnostic('R0001', span, data, { fixes: cure?.fixes ?? own, related }));
    return undefined;
  }

  /**
   * Where something is missing: at the next token, but right after the last one if the next is on another line, opens a
   * declaration or is the end.
   */
  place(): { readonly span: Span; readonly found: string } {
    const nextLine = this.index > 0 && this.startsLine();
    if (this.is(EOF)) return { span: this.here(), found: 'the end of the file' };
    if (nextLine) return { span: this.here(), found: 'the end of the line' };
    return { span: opensDeclaration(this.next) ? this.here() : this.spanOf(this.next), found: describe(this.next) };
  }

  /** Whether a line ends between the last token and the next. */
  startsLine(): boolean {
    return this.source.text.slice(this.lastEnd, this.next.startOffset).includes('\n');
  }

  /** Whether the innermost bracket, or the declaration, ends at the next token. */
  atEnd(): boolean {
    return this.is(EOF) || isCloser(this.next) || opensDeclaration(this.next);
  }

  /**
   * Whether a definition without its word comes next: outside brackets, a name at the start of a line, parameters, `=`.
   */
  definesName(): boolean {
    if (!this.is(types.Name) || this.closers.length > 0) return false;
    const after = this.peek(1).tokenType;
    if (after !== types.Define && after !== types.LeftParenthesis) return false;
    if (this.index > 0 && !this.startsLine()) return false;
    if (after === types.Define) return true;
    let ahead = 2;
    const goesOn = (token: IToken): boolean =>
      token.tokenType !== types.RightParenthesis && token.tokenType !== EOF && !opensDeclaration(token);
    while (ahead < longestHeading && goesOn(this.peek(ahead))) ahead += 1;
    return this.peek(ahead).tokenType === types.RightParenthesis && this.peek(ahead + 1).tokenType === types.Define;
  }

  spanOf(first: IToken, last: IToken = first): Span {
    return spanOf(this.source.path, first, last);
  }

  /** From `first` to the token read last. */
  spanFrom(first: IToken): Span {
    return { file: this.source.path, start: first.startOffset, end: this.lastEnd };
  }

  /** The empty span after the token read last. */
  here(): Span {
    return { file: this.source.path, start: this.lastEnd, end: this.lastEnd };
  }

  /** Several values in the parentheses that `bracket` opened, of which the next token is the first comma. */
  private cureInside(bracket: IToken, closer: TokenType): Cure | undefined {
    if (!this.is(types.Comma) || bracket.tokenType !== types.LeftParenthesis) return undefined;
    let ahead = 0;
    while (this.peek(ahead).tokenType !== closer) ahead += 1;
    const before = this.tokens.indexOf(bracket) - 1;
    return cureOfTuple(this, bracket, this.tokens[before] ?? endOfFile, ahead);
  }

  /** Whether `closer` comes before the end of the enclosing bracket and of the declaration. */
  private closesLater(closer: TokenType): boolean {
    let depth = 0;
    for (let ahead = 0; ; ahead++) {
      const token = this.peek(ahead);
      const { tokenType } = token;
      if (tokenType === EOF || opensDeclaration(token)) return false;
      if (isOpener(token)) depth += 1;
      if (!isCloser(token)) continue;
      if (depth === 0) return tokenType === closer;
      depth -= 1;
    }
  }
}

/** `token` as a message names it. */
export function describe(token: IToken): string {
  if (token.tokenType === EOF) return 'the end of the file';
  const words = token.image.replace(/\s+/g, ' ');
  return words.length > 30 ? `\`${words.slice(0, 30)}...\`` : `\`${words}\``;
}

/** Tokens before the `=` of a definition that is recognised without its word. */
const longestHeading = 40;

/** Signs of other languages for what has to stand at a place. */
const foreignSigns = new Map<TokenType, (token: IToken) => boolean>([
  [types.Define, isOneOf('Colon', 'Equal')],
  [types.In, isOneOf('Colon', 'Define')],
]);

const startsNumber = isOneOf('Number', 'Minus');

const endOfFile: IToken = { image: '', startOffset: 0, tokenType: EOF, tokenTypeIdx: EOF.tokenTypeIdx ?? 0 };
const isOpener = isOneOf('LeftParenthesis', 'LeftBracket', 'LeftBrace');
const isCloser = isOneOf('RightParenthesis', 'RightBracket', 'RightBrace');
