import type { Span } from '../base/source.ts';
import type { Analysis } from './analyse.ts';
import { occurrenceAt } from './occurrences.ts';

/** Where a name is declared. */
export interface Definition {
  /** The name that was asked about. */
  readonly origin: Span;
  /** The name where it is declared, and all of that declaration. */
  readonly name: Span;
  readonly whole: Span;
}

/** The declaration of the name at `offset`; of an import's path the file that it names. */
export function definition({ module, scopes, source, ...analysis }: Analysis, offset: number): Definition | undefined {
  const found = occurrenceAt(analysis.occurrences(), offset);
  if (found?.kind === 'symbol') {
    const { symbol, span } = found;
    const { name } = symbol;
    return { origin: span, name: name.span, whole: symbol.kind === 'local' ? name.span : symbol.declaration.span };
  }
  if (found?.kind === 'category') {
    const declared = [...scopes.values()].flatMap(({ names }) => [...names.declared.values()]);
    for (const { declaration } of declared) {
      if (declaration.kind !== 'input' || declaration.domain.kind !== 'set') continue;
      const item = declaration.domain.items.find(
        (each) => each.kind === 'category' && String(each.value) === found.name,
      );
      if (item) return { origin: found.span, name: item.span, whole: declaration.span };
    }
  }
  for (const [{ path }, imported] of module.imports) {
    if (path.span.start > offset || offset > path.span.end || path.span.file !== source.path) continue;
    const start = { file: imported.source.path, start: 0, end: 0 };
    return { origin: path.span, name: start, whole: start };
  }
  return undefined;
}
