import { Unreadable } from '../base/untrusted.ts';

/** Reads one line of a printed graph token by token: words, numbers, JSON strings and signs. */
export class TextReader {
  readonly #tokens: readonly string[];
  readonly #line: number;
  #next = 0;

  constructor(text: string, line: number) {
    this.#tokens = text.match(token) ?? [];
    this.#line = line;
  }

  /** Moves past the next token if it is this one. */
  takes(wanted: string): boolean {
    if (this.#tokens[this.#next] !== wanted) return false;
    this.#next += 1;
    return true;
  }

  expect(wanted: string): void {
    if (!this.takes(wanted)) this.fail(`expected \`${wanted}\``);
  }

  word(): string {
    const found = this.#take();
    return /^[a-z]+$/i.test(found) ? found : this.fail('expected a word');
  }

  number(): number {
    const value = numberOf(this.#take());
    return value ?? this.fail('expected a number');
  }

  numberAhead(): boolean {
    return numberOf(this.#tokens[this.#next] ?? '') !== undefined;
  }

  string(): string {
    const found = this.#take();
    if (!found.startsWith('"')) return this.fail('expected a string');
    try {
      return String(JSON.parse(found));
    } catch {
      return this.fail('a string is not closed');
    }
  }

  /** The number of a node: 3 of `n3`. */
  node(): number {
    const found = this.#take();
    return /^n\d+$/.test(found) ? Number(found.slice(1)) : this.fail('expected a node');
  }

  /** Items between brackets, separated by commas; none or more. */
  list<T>(item: () => T, brackets: '[]' | '()' = '[]'): T[] {
    this.expect(brackets.charAt(0));
    const items: T[] = [];
    const close = brackets.charAt(1);
    if (this.takes(close)) return items;
    do items.push(item());
    while (this.takes(','));
    this.expect(close);
    return items;
  }

  atEnd(): boolean {
    return this.#next === this.#tokens.length;
  }

  end(): void {
    if (!this.atEnd()) this.fail('expected the end of the line');
  }

  fail(problem: string): never {
    const found = this.#tokens[this.#next];
    throw new Unreadable(
      `line ${String(this.#line)}: ${problem}${found === undefined ? '' : ` near ${found.slice(0, 40)}`}`,
    );
  }

  #take(): string {
    const found = this.#tokens[this.#next];
    if (found === undefined) return this.fail('the line is cut short');
    this.#next += 1;
    return found;
  }
}

const token = /"(?:[^"\\]|\\.)*"|[\w.]+(?:(?<=\de)[+-]\d+)?|-[\w.]+(?:(?<=\de)[+-]\d+)?|\+-|<=|>=|[^\s]/g;

function numberOf(text: string): number | undefined {
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
