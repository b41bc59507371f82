import type { Code, DataOf } from '../base/catalogue/index.ts';
import { diagnostic, type Diagnostic, type Fix, type Related } from '../base/diagnostic.ts';
import { lineText, positionAt, type Source, type Span } from '../base/source.ts';
import type { Sharpness } from './program.ts';
import type { Value } from './value.ts';

/** What surrounds an expression while it is evaluated. */
export interface Context {
  /** Parameters and `for` names in reach. */
  readonly locals: ReadonlyMap<string, Value>;
  /** What a primitive takes that says nothing itself: the nearest gate's `with width`, or the file's default. */
  readonly sharpness: Sharpness;
  /** Inside a function: the outermost call, where its errors are shown. */
  readonly call?: Span;
  /** Calls around this one. */
  readonly depth: number;
}

interface Extras {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** Collects what is found; every part of the resolver reports through it. */
export class Reporter {
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #found: Diagnostic[] = [];
  readonly #seen = new Set<string>();

  constructor(sources: readonly Source[]) {
    this.#sources = new Map(sources.map((source) => [source.path, source]));
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#found;
  }

  /** At `span`, or inside a function at the outermost call with `span` as the related place. */
  report<C extends Code>(context: Context, code: C, span: Span, data: DataOf<C>, extras: Extras = {}): void {
    // The same place may be evaluated many times, by `for` or for an input's range: one mistake is one error.
    const shownAt = context.call ?? span;
    const key = `${code} ${shownAt.file} ${shownAt.start} ${shownAt.end}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (!context.call) {
      this.#found.push(diagnostic(code, span, data, extras));
      return;
    }
    const inside = { span, message: `found here, in \`${this.#lineOf(span)}\`` };
    const related = [inside, ...(extras.related ?? [])];
    this.#found.push(diagnostic(code, context.call, data, { related, fixes: extras.fixes ?? [] }));
  }

  /** The text of a span. */
  textOf({ file, start, end }: Span): string {
    return this.#sources.get(file)?.text.slice(start, end) ?? '';
  }

  /** The same on one line, shortened for a message. */
  shown(span: Span): string {
    const text = this.textOf(span).replace(/\s+/g, ' ');
    return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
  }

  #lineOf({ file, start }: Span): string {
    const source = this.#sources.get(file);
    return source ? lineText(source, positionAt(source, start).line).trim() : '';
  }
}
