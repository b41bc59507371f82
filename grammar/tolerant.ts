import { EmbeddedActionsParser, type IToken, type TokenType } from 'chevrotain';
import { diagnostic, type Diagnostic, type Fix } from '../src/base/diagnostic.ts';
import { makeSource, type Source, type Span } from '../src/base/source.ts';
import type * as ast from './ast.ts';
import { endOf, kinds, nameOf, opensDeclaration, spanOf, types } from './lexer.ts';
import { numberLiteral, percentLiteral, stringLiteral } from './literals.ts';

/** Tokens up to the `=` of a definition that is recognised without its word. */
const longestHeading = 40;

/** A list of things between commas. */
interface Separated<T> {
  readonly item: () => T;
  /** Whether the list goes on at the next token. */
  readonly more: () => boolean;
  /** Whether an item, or what is left of one, starts with this token. */
  readonly starts: (token: IToken) => boolean;
  /** An item in words. */
  readonly wanted: string;
  /** The sign that ends the list, in words. */
  readonly end: string;
  /** Whether a list without items is in order, and one that ends in a comma. */
  readonly mayBeEmpty: boolean;
  readonly mayTrail: boolean;
}

/**
 * A parser whose grammar cannot fail. Whatever may be missing is optional in it, so that reading goes on and chevrotain
 * never has to recover; what is missing is reported, once a declaration.
 */
export class TolerantParser extends EmbeddedActionsParser {
  protected source: Source = makeSource('', '');
  /** Operators of this file that are spelt as in another language; independent of each other, so all are reported. */
  protected spellings: Diagnostic[] = [];
  /** The syntax error of the declaration that is being read. */
  protected failure: Diagnostic | undefined;
  /** Mistakes seen in this declaration after its syntax error; not reported, but then no fix of it is enough. */
  private further = 0;
  /** The signs that would close the brackets open here, innermost last. */
  private closers: TokenType[] = [];

  constructor() {
    super([...Object.values(types), ...Object.values(kinds)], { maxLookahead: 1, recoveryEnabled: false });
  }

  protected begin(source: Source, tokens: IToken[]): void {
    this.source = source;
    this.spellings = [];
    this.beginDeclaration();
    this.input = tokens;
  }

  protected beginDeclaration(): void {
    this.failure = undefined;
    this.further = 0;
    this.closers = [];
  }

  protected endDeclaration(): Diagnostic | undefined {
    const insertion = this.failure?.code === 'R0001';
    return this.failure && insertion && this.further > 0 ? { ...this.failure, fixes: [] } : this.failure;
  }

  /** Reports the syntax error of this declaration, if it is the first. */
  protected fail(found: Diagnostic): void {
    if (this.failure) this.further += 1;
    else this.failure = found;
  }

  /** Reports an operator that another language spells so; reading goes on as if it were spelt `meant`. */
  protected respell(sign: IToken, meant: string): void {
    const span = this.spanOf(sign);
    const fix: Fix = { title: `write \`${meant}\``, safe: true, edits: [{ span, text: meant }] };
    if (this.failure) this.further += 1;
    else this.spellings.push(diagnostic('R0007', span, { found: sign.image, meant }, { fixes: [fix] }));
  }

  /**
   * Reports that `expected` is missing where the next token stands; right after the last one, if the next is on another
   * line, opens a declaration or is the end. `insertion` put there is a fix.
   */
  protected reportMissing(expected: string, insertion?: string, open?: IToken): undefined {
    const { span, found } = this.place();
    const at = { ...span, start: this.lastEnd(), end: this.lastEnd() };
    const fixes: Fix[] =
      insertion === undefined
        ? []
        : [{ title: `put in ${expected}`, safe: true, edits: [{ span: at, text: insertion }] }];
    const related = open ? [{ span: this.spanOf(open), message: `\`${open.image}\` is opened here` }] : [];
    this.fail(diagnostic('R0001', span, { expected, found }, { fixes, related }));
    return undefined;
  }

  protected missingExpression(): ast.MissingExpression {
    const { span, found } = this.place();
    this.fail(diagnostic('R0002', span, { found }));
    return { kind: 'missing', span: { ...span, start: this.lastEnd(), end: this.lastEnd() } };
  }

  /** Consumes `type`, or reports it missing and goes on. */
  protected expect(index: number, type: TokenType, insertion: string): IToken | undefined {
    let token: IToken | undefined;
    this.option(index + 50, () => {
      token = this.consume(index + 50, type);
    });
    this.ACTION(() => token ?? this.reportMissing(`\`${insertion.trim()}\``, insertion));
    return token;
  }

  protected open(closer: TokenType): void {
    this.closers.push(closer);
  }

  /** Consumes the sign that closes `bracket`; where it is missing, what lies before it, or a sign closed in its place. */
  protected close(index: number, closer: TokenType, bracket: IToken): void {
    let closed = false;
    this.option(index + 60, () => {
      this.consume(index + 60, closer);
      closed = true;
    });
    let skips = false;
    this.ACTION(() => {
      this.closers.pop();
      if (closed) return;
      const sign = closer.LABEL ?? closer.name;
      this.reportMissing(`\`${sign}\``, sign, bracket);
      // Only after the first mistake, so that reading stays linear.
      skips = this.further === 0 && this.closesLater(closer);
    });
    this.many(index + 60, {
      GATE: () => skips && this.LA(1).tokenType !== closer,
      DEF: () => this.consume(index + 70, kinds.Inner),
    });
    this.option(index + 70, {
      GATE: () => !closed && (skips || !this.closers.includes(this.LA(1).tokenType)),
      DEF: () => this.consume(index + 80, kinds.Closer),
    });
  }

  protected separated<T>({ item, more, starts, wanted, end, mayBeEmpty, mayTrail }: Separated<T>): T[] {
    const items: T[] = [];
    let due = true;
    const forms = [
      {
        IGNORE_AMBIGUITIES: true,
        ALT: () => {
          this.ACTION(() => due && this.reportMissing(wanted));
          this.consume(100, types.Comma);
          due = true;
        },
      },
      {
        IGNORE_AMBIGUITIES: true,
        GATE: () => !starts(this.LA(1)),
        ALT: () => {
          this.ACTION(() => this.reportMissing(due ? wanted : `\`,\` or ${end}`));
          this.consume(101, kinds.Inner);
        },
      },
      {
        ALT: () => {
          this.ACTION(() => due || this.reportMissing(`\`,\` or ${end}`, ','));
          items.push(item());
          due = false;
        },
      },
    ];
    this.many(100, { GATE: more, DEF: () => this.or(100, forms) });
    this.ACTION(() => {
      const ends = items.length === 0 ? mayBeEmpty : mayTrail;
      if (due && !ends) this.reportMissing(wanted);
    });
    return items;
  }

  /** The span and the words of the place where the next token is, or should be. */
  protected place(): { readonly span: Span; readonly found: string } {
    const next = this.LA(1);
    const last = this.LA(0);
    const end = this.lastEnd();
    const onNextLine =
      nameOf(next) !== undefined && nameOf(last) !== undefined && startsLine(this.source.text, last, next);
    if (nameOf(next) === undefined || opensDeclaration(next) || onNextLine) {
      const found = nameOf(next) === undefined ? describe(next) : onNextLine ? 'the end of the line' : describe(next);
      return { span: { file: this.source.path, start: end, end }, found };
    }
    return { span: this.spanOf(next), found: describe(next) };
  }

  /** Whether a definition without its word starts here: a name at the start of a line, parameters, `=`. */
  protected definesName(): boolean {
    const next = this.LA(1);
    if (next.tokenType !== types.Name) return false;
    const last = this.LA(0);
    if (nameOf(last) !== undefined && !startsLine(this.source.text, last, next)) return false;
    let k = 2;
    if (this.LA(k).tokenType === types.LeftParenthesis) {
      while (k < longestHeading && this.LA(k).tokenType !== types.RightParenthesis) k += 1;
      k += 1;
    }
    return this.LA(k).tokenType === types.Define;
  }

  /** Whether the innermost bracket, or the declaration, ends at the next token. */
  protected atEnd(): boolean {
    const next = this.LA(1);
    return nameOf(next) === undefined || opensDeclaration(next) || isCloser(next);
  }

  protected nextIs(type: TokenType): boolean {
    return this.LA(1).tokenType === type;
  }

  /** Whether a word stands next that means something in this place only. */
  protected nextIsWord(text: string): boolean {
    return this.LA(1).image === text && this.nextIs(types.Name);
  }

  protected spanOf(first: IToken, last: IToken = first): Span {
    return spanOf(this.source.path, first, last);
  }

  /** From `first` to the token consumed last. */
  protected spanFrom(first: IToken): Span {
    return { file: this.source.path, start: first.startOffset, end: this.lastEnd() };
  }

  /** Where the token consumed last ends. */
  protected lastEnd(): number {
    const last = this.LA(0);
    return nameOf(last) === undefined ? 0 : endOf(last);
  }

  protected nameOf(token: IToken): ast.Name {
    return this.ACTION(() => ({ text: token.image, span: this.spanOf(token) }));
  }

  protected number(token: IToken): ast.NumberLiteral {
    return this.ACTION(() => numberLiteral(token.image, this.spanOf(token), (found) => this.fail(found)));
  }

  protected percent(token: IToken): ast.PercentLiteral {
    return this.ACTION(() => percentLiteral(token.image, this.spanOf(token), (found) => this.fail(found)));
  }

  protected string(token: IToken): ast.StringLiteral {
    return this.ACTION(() => stringLiteral(token.image, this.spanOf(token), (found) => this.fail(found)));
  }

  /** Whether `closer` comes before the end of the enclosing bracket and of the declaration. */
  private closesLater(closer: TokenType): boolean {
    let depth = 0;
    for (let k = 1; ; k++) {
      const token = this.LA(k);
      if (nameOf(token) === undefined || opensDeclaration(token)) return false;
      if (isOpener(token)) depth += 1;
      if (!isCloser(token)) continue;
      if (depth === 0) return token.tokenType === closer;
      depth -= 1;
    }
  }
}

/** `token` as a message names it. */
export function describe(token: IToken): string {
  if (nameOf(token) === undefined) return 'the end of the file';
  const words = token.image.replace(/\s+/g, ' ');
  return words.length > 30 ? `\`${words.slice(0, 30)}...\`` : `\`${words}\``;
}

/** Whether a line ends between two tokens. */
export function startsLine(text: string, before: IToken, token: IToken): boolean {
  return text.slice(endOf(before), token.startOffset).includes('\n');
}

function isOpener(token: IToken): boolean {
  const { tokenType } = token;
  return tokenType === types.LeftParenthesis || tokenType === types.LeftBracket || tokenType === types.LeftBrace;
}

function isCloser(token: IToken): boolean {
  const { tokenType } = token;
  return tokenType === types.RightParenthesis || tokenType === types.RightBracket || tokenType === types.RightBrace;
}
