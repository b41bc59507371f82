import { lex, spanOf } from '../../grammar/lexer.ts';
import type { Span } from '../base/source.ts';
import type { Analysis } from './analyse.ts';
import { declarationAt, pathTo } from './tree.ts';

/** What "expand selection" selects around `offset`, from the smallest: the token, each expression, the declaration, the file. */
export function selections({ source, module }: Analysis, offset: number): readonly Span[] {
  const whole = { file: source.path, start: 0, end: source.text.length };
  const declaration = declarationAt(module.ast, offset);
  const token = declaration && tokenAt(source.text, declaration.span, offset);
  const nodes = pathTo(module.ast, offset, offset).map(({ span }) => span);
  const spans = [...(token ? [token] : []), ...nodes.toReversed(), whole];
  // Each holds the one before it, and is larger.
  const chain: Span[] = [];
  for (const span of spans) {
    const last = chain.at(-1);
    if (!last || (span.start <= last.start && last.end <= span.end && span.end - span.start > last.end - last.start))
      chain.push(span);
  }
  return chain;
}

function tokenAt(text: string, { file, start, end }: Span, offset: number): Span | undefined {
  if (offset > end) return undefined;
  const found = lex(text.slice(start, end)).tokens.find(
    (token) => start + token.startOffset <= offset && offset <= start + token.startOffset + token.image.length,
  );
  if (!found) return undefined;
  const span = spanOf(file, found);
  return { file, start: start + span.start, end: start + span.end };
}
