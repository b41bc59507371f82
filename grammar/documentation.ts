import type { IToken } from 'chevrotain';
import { diagnostic, type Diagnostic } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import { positionAt, type Source, type Span } from '../src/base/source.ts';
import { endOf, spanOf } from './lexer.ts';

/** The text of `///` blocks, by what they belong to. */
export interface Documentation {
  readonly file?: string;
  /** By the number of the declaration. */
  readonly declarations: ReadonlyMap<number, string>;
  /** A warning for each block that documents nothing. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A `///` block belongs to the declaration below it; one above the first declaration with a blank line after it belongs
 * to the file. `spans` are those of the declarations in order.
 */
export function readDocumentation(source: Source, comments: readonly IToken[], spans: readonly Span[]): Documentation {
  const blocks = blocksOf(source, comments);
  const declarations = new Map<number, string>();
  const diagnostics: Diagnostic[] = [];
  let file: string | undefined;
  let next = 0;
  for (const [i, block] of blocks.entries()) {
    while ((spans[next]?.start ?? Infinity) < block.start) next += 1;
    const inside = (spans[next - 1]?.end ?? 0) > block.start;
    if (i === 0 && next === 0 && blankAfter(source.text, block.end)) file = block.text;
    else if (inside || !block.alone || next >= spans.length) diagnostics.push(withoutSubject(source, block));
    else declarations.set(next, [...(declarations.has(next) ? [declarations.get(next)] : []), block.text].join('\n\n'));
  }
  return { ...(file !== undefined && { file }), declarations, diagnostics };
}

/** Its fix makes plain comments of it. */
function withoutSubject(source: Source, { start, end }: Block): Diagnostic {
  const span = { file: source.path, start, end };
  const text = source.text.slice(start, end).replace(/^([ \t]*\/\/)\//gm, '$1');
  return diagnostic('R0022', span, {}, { fixes: [writing(span, text, true, 'make it a plain comment by `//`')] });
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether it has its lines to itself. */
  readonly alone: boolean;
}

/** Documentation on lines that follow each other; one after code on its line is a block of its own. */
function blocksOf(source: Source, comments: readonly IToken[]): Block[] {
  const blocks: (Block & { readonly line: number })[] = [];
  for (const comment of comments) {
    if (!/^\/\/\/(?!\/)/.test(comment.image)) continue;
    const { line, column } = positionAt(source, comment.startOffset);
    const alone = /^\s*$/.test(source.text.slice(comment.startOffset - column + 1, comment.startOffset));
    const { start, end } = spanOf(source.path, comment);
    const text = comment.image.slice(3).replace(/^ /, '').trimEnd();
    const last = blocks.at(-1);
    if (last?.alone && alone && last.line === line - 1) {
      blocks[blocks.length - 1] = { start: last.start, end, text: `${last.text}\n${text}`, alone, line };
    } else {
      blocks.push({ start, end: endOf(comment), text, alone, line });
    }
  }
  return blocks;
}

function blankAfter(text: string, end: number): boolean {
  return /^[ \t]*\r?\n[ \t]*\r?\n/.test(text.slice(end, end + 1000));
}
