import type { Span } from '../base/source.ts';
import type { Analysis } from './analyse.ts';
import type { Occurrence } from './occurrences.ts';
import type { Symbol } from './symbols.ts';

/** What colours a name beyond what its letters tell. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: SemanticType;
  readonly modifiers: readonly SemanticModifier[];
}

export const semanticTypes = [
  'property',
  'variable',
  'function',
  'type',
  'class',
  'parameter',
  'namespace',
  'enumMember',
] as const;
export type SemanticType = (typeof semanticTypes)[number];

export const semanticModifiers = ['declaration', 'readonly', 'defaultLibrary', 'static'] as const;
export type SemanticModifier = (typeof semanticModifiers)[number];

/** The colours of all names, in order of place. Frozen regions are `static`. */
export function semanticTokens({ occurrences }: Analysis): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  for (const occurrence of occurrences()) {
    const last = tokens.at(-1);
    if (!last || last.span.end <= occurrence.span.start) tokens.push(tokenOf(occurrence));
  }
  return tokens;
}

function tokenOf(occurrence: Occurrence): SemanticToken {
  const { span } = occurrence;
  switch (occurrence.kind) {
    case 'builtin': {
      const type = occurrence.name === 'pi' ? 'variable' : 'function';
      return { span, type, modifiers: type === 'variable' ? ['readonly', 'defaultLibrary'] : ['defaultLibrary'] };
    }
    case 'category':
      return { span, type: 'enumMember', modifiers: [] };
    case 'symbol': {
      const { type, modifiers } = lookOf(occurrence.symbol);
      return { span, type, modifiers: occurrence.declares ? ['declaration', ...modifiers] : modifiers };
    }
  }
}

function lookOf(symbol: Symbol): Pick<SemanticToken, 'type' | 'modifiers'> {
  if (symbol.kind === 'local') return { type: 'parameter', modifiers: [] };
  if (symbol.kind === 'module') return { type: 'namespace', modifiers: [] };
  const { declaration } = symbol;
  switch (declaration.kind) {
    case 'input':
      return { type: 'property', modifiers: [] };
    case 'let':
      return declaration.parameters
        ? { type: 'function', modifiers: [] }
        : { type: 'variable', modifiers: ['readonly'] };
    case 'region': {
      const modifiers: readonly SemanticModifier[] = declaration.frozen ? ['static'] : [];
      return { type: declaration.parameters ? 'function' : 'type', modifiers };
    }
    case 'output':
    case 'class':
      return { type: 'class', modifiers: [] };
  }
}
