import { diagnostic, type Diagnostic, type Edit, type Result } from '../src/base/diagnostic.ts';
import { defaultLimits, type Limits } from '../src/base/limits.ts';
import { applyEdits } from '../src/base/fixes.ts';
import { makeSource, type Source, type Span } from '../src/base/source.ts';
import type { Ast, Declaration } from './ast.ts';
import { readFile } from './declarations.ts';
import { readDocumentation } from './documentation.ts';
import { lex, spanOf } from './lexer.ts';
import { Reader } from './reader.ts';
import { repair } from './repair.ts';
import { depthOf } from './walk.ts';

/**
 * The tree of a file. Any text gives one: each declaration has at most one syntax error, spellings of other languages
 * apart, and what it declares keeps its name (LANGUAGE section 2, Recovery).
 */
export function parse(source: Source, limits: Limits = defaultLimits): Result<Ast> {
  const bytes = sizeOf(source.text, limits.sourceBytes);
  if (bytes > limits.sourceBytes) {
    const start = { file: source.path, start: 0, end: 0 };
    const tooLarge = diagnostic('R0901', start, { limit: limits.sourceBytes });
    return { value: { file: source.path, declarations: [], comments: [] }, diagnostics: [tooLarge] };
  }
  const { tokens, comments } = lex(source.text);
  const repaired = repair(source, tokens, limits);
  const reader = new Reader(source, repaired.tokens);
  const read = readFile(reader);
  const spans = read.map(({ span }) => span);
  const documentation = readDocumentation(source, comments, spans);
  const spellings = [...repaired.spellings, ...reader.spellings];
  const diagnostics: Diagnostic[] = [...spellings, ...documentation.diagnostics];
  const repairs = byDeclaration(repaired.failures, spans);
  const misspelt = byDeclaration(spellings, spans);
  const declarations = read.map(({ made, span, failure: own }, i): Declaration => {
    const failure = firstFailure(repairs.get(i) ?? [], own);
    const broken = failure !== undefined || misspelt.has(i);
    const doc = documentation.declarations.get(i);
    const rest = doc === undefined ? { span, broken } : { span, doc, broken };
    // In place: nobody else has `made`, and all that follows reads a copy more slowly.
    const declaration: Declaration = Object.assign(made, rest);
    const deep = tooDeep(declaration, limits.expressionDepth);
    const told = failure ?? deep;
    if (told) diagnostics.push(withSufficientFixes(told, source, spans, i));
    return deep ? { ...withoutValue(declaration), broken: true } : declaration;
  });
  const [alone] = repaired.failures;
  if (declarations.length === 0 && alone) diagnostics.push(alone);
  diagnostics.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  const value: Ast = {
    file: source.path,
    ...(documentation.file !== undefined && { doc: documentation.file }),
    declarations,
    comments: comments.map((comment) => ({ span: spanOf(source.path, comment), text: comment.image })),
  };
  return { value, diagnostics };
}

/**
 * The one syntax error of a declaration. What was repaired comes first, since the grammar's own error may only follow
 * from it; where there are more, no fix of the first is enough, and it has none.
 */
function firstFailure(repairs: readonly Diagnostic[], own: Diagnostic | undefined): Diagnostic | undefined {
  const [repaired, another = own] = repairs;
  return repaired && another ? { ...repaired, fixes: [] } : (repaired ?? own);
}

/** With those of its fixes that guess only where no syntax error of declaration `i` is left after them. */
function withSufficientFixes(found: Diagnostic, source: Source, spans: readonly Span[], i: number): Diagnostic {
  if (found.fixes.every(({ safe }) => safe)) return found;
  const start = spans[i - 1]?.end ?? 0;
  const text = source.text.slice(start, spans[i + 1]?.start ?? source.text.length);
  return { ...found, fixes: found.fixes.filter(({ safe, edits }) => safe || reads(text, start, edits)) };
}

/** Whether a part of a file reads without a mistake after these edits. */
function reads(text: string, start: number, edits: readonly Edit[]): boolean {
  const moved = edits.map(({ span, ...edit }) => ({
    ...edit,
    span: { ...span, start: span.start - start, end: span.end - start },
  }));
  const source = makeSource('', applyEdits(text, moved));
  const { tokens } = lex(source.text);
  const repaired = repair(source, tokens, defaultLimits);
  const reader = new Reader(source, repaired.tokens);
  return repaired.failures.length === 0 && readFile(reader).every(({ failure }) => failure === undefined);
}

/** Bytes of `text` as UTF-8, counted only where they could pass `limit`. */
function sizeOf(text: string, limit: number): number {
  // No UTF-16 unit takes more than three bytes, and none less than one.
  return text.length * 3 <= limit || text.length > limit ? text.length : new TextEncoder().encode(text).length;
}

/** What lies in each declaration; what lies before the first counts to it. */
function byDeclaration(
  found: readonly Diagnostic[],
  spans: readonly { readonly start: number }[],
): ReadonlyMap<number, readonly Diagnostic[]> {
  const groups = new Map<number, Diagnostic[]>();
  for (const one of found) {
    const start = one.span?.start ?? 0;
    let [low, high] = [0, spans.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((spans[middle]?.start ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    const group = groups.get(low);
    if (group) group.push(one);
    else groups.set(low, [one]);
  }
  return groups;
}

function tooDeep(declaration: Declaration, limit: number): Diagnostic | undefined {
  // A tree has no more levels than characters.
  if (declaration.span.end - declaration.span.start <= limit) return undefined;
  const depth = depthOf(declaration);
  return depth > limit ? diagnostic('R0903', declaration.span, { depth, limit }) : undefined;
}

/** Without what is too deep to be walked; a name it declares is kept. */
function withoutValue(declaration: Declaration): Declaration {
  const missing = { kind: 'missing', span: { ...declaration.span, start: declaration.span.end } } as const;
  switch (declaration.kind) {
    case 'let':
    case 'region': {
      const { parameters, ...rest } = declaration;
      return { ...rest, ...(parameters && { parameters: parameters.map(({ name }) => ({ name })) }), value: missing };
    }
    case 'output':
    case 'class':
    case 'default':
      return { ...declaration, value: missing };
    case 'input':
      return { ...declaration, variables: declaration.variables.map(({ name }) => ({ name })), domain: missing };
    case 'check':
      return { ...declaration, claim: missing };
    case 'import':
    case 'broken':
      return declaration;
  }
}
