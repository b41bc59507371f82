import type { Name } from '../../grammar/ast.ts';
import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import { nearest } from '../base/near.ts';
import { builtinNames } from './builtin-names.ts';
import { foreignNames } from './foreign-names.ts';
import type { Declared } from './declared.ts';
import type { Wanted } from './walk-names.ts';

/** An unknown name; what is near it among the first candidates comes before what is among the next. */
export function unknownName(
  { text: name, span }: Name,
  candidates: readonly (readonly string[])[],
  categories: ReadonlySet<string> = new Set(),
  wanted?: Wanted,
): Diagnostic {
  const foreign = foreignNames.get(name.toLowerCase());
  if (foreign) {
    const fixes = foreign.write === undefined ? [] : [writing(span, foreign.write, false)];
    return diagnostic('R0101', span, { name, cure: foreign.cure }, { fixes });
  }
  if (categories.has(name)) {
    const quoted = JSON.stringify(name);
    return diagnostic(
      'R0101',
      span,
      { name, cure: `as a category it is written \`${quoted}\` here` },
      { fixes: [writing(span, quoted, false)] },
    );
  }
  const near = candidates.map((words) => nearest(name, words)).find((word) => word !== undefined);
  if (near === undefined) return diagnostic('R0101', span, { name, ...(wanted && { cure: declaring[wanted] }) });
  return diagnostic('R0101', span, { name, near }, { fixes: [writing(span, near, false, `change to \`${near}\``)] });
}

const declaring: Readonly<Record<Wanted, string>> = {
  number: 'declare it by `input` or `let`',
  region: 'declare it by `region`',
  function: 'declare it, with its parameters, by `let` or `region`',
  anything: 'declare it by `input`, `let` or `region`',
};

/** What a misspelt name may have been, what fits its place first. */
export function candidatesFor(
  wanted: Wanted,
  visible: ReadonlyMap<string, Declared>,
  locals: readonly string[],
): readonly (readonly string[])[] {
  const all = [...visible.keys(), ...locals, ...builtinNames];
  if (wanted === 'anything') return [all];
  const fitting = [...visible].filter(([, { declaration }]) => fits(wanted, declaration)).map(([name]) => name);
  return [[...fitting, ...locals, ...(wanted === 'function' ? builtinNames : [])], all];
}

function fits(wanted: Wanted, declaration: Declared['declaration']): boolean {
  const isFunction = 'parameters' in declaration && declaration.parameters !== undefined;
  if (wanted === 'function' || isFunction) return wanted === 'function' && isFunction;
  const isNumber = declaration.kind === 'input' || declaration.kind === 'let';
  return isNumber === (wanted === 'number');
}
