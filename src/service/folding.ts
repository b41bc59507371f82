import { positionAt, type Source } from '../base/source.ts';
import type { Analysis } from './analyse.ts';
import { nodesIn } from './occurrences.ts';

/** Lines (from 1, both included) that an editor can fold under the first of them. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind?: 'comment' | 'imports';
}

/** Declarations and brackets over several lines, blocks of comments, runs of imports. */
export function folds({ source, module }: Analysis): readonly Fold[] {
  const { declarations } = module.ast;
  const found = [...commentFolds(source, module.ast.comments), ...importFolds(source, declarations)];
  for (const declaration of declarations) {
    for (const node of nodesIn(declaration)) {
      const isBlock =
        node === declaration ||
        node.kind === 'list' ||
        node.kind === 'set' ||
        node.kind === 'parenthesized' ||
        node.kind === 'call';
      if (isBlock) found.push({ start: lineOf(source, node.span.start), end: lineOf(source, node.span.end) });
    }
  }
  const seen = new Set<string>();
  return found
    .filter(({ start, end }) => {
      const key = `${start} ${end}`;
      return start < end && !seen.has(key) && seen.add(key);
    })
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function commentFolds(source: Source, comments: Analysis['module']['ast']['comments']): Fold[] {
  const blocks: { start: number; end: number; kind: 'comment' }[] = [];
  for (const { span } of comments) {
    const { line, column } = positionAt(source, span.start);
    // A comment after code starts no block.
    if (source.text.slice(span.start - column + 1, span.start).trim() !== '') continue;
    const last = blocks.at(-1);
    if (last && last.end === line - 1) last.end = line;
    else blocks.push({ start: line, end: line, kind: 'comment' });
  }
  return blocks;
}

function importFolds(source: Source, declarations: Analysis['module']['ast']['declarations']): Fold[] {
  const runs: Fold[] = [];
  let first: number | undefined;
  let last = 0;
  for (const { kind, span } of declarations) {
    if (kind === 'import') {
      first ??= lineOf(source, span.start);
      last = lineOf(source, span.end);
    } else if (first !== undefined) {
      runs.push({ start: first, end: last, kind: 'imports' });
      first = undefined;
    }
  }
  if (first !== undefined) runs.push({ start: first, end: last, kind: 'imports' });
  return runs;
}

function lineOf(source: Source, offset: number): number {
  return positionAt(source, offset).line;
}
