import { occurrenceAt } from '../occurrences.ts';
import { startOfComments } from '../comments.ts';
import { freshName } from './extract.ts';
import type { Refactorer } from './refactoring.ts';

/** A class of the network from a region: before the one that is `otherwise`, which is added where there are none. */
export const addClass: Refactorer = ({ analysis, start }) => {
  const { source, module } = analysis;
  const found = occurrenceAt(analysis.occurrences(), start);
  if (found?.kind !== 'symbol' || found.symbol.kind !== 'declared') return [];
  const { declaration, name } = found.symbol;
  if (declaration.kind !== 'region' || declaration.parameters || declaration.broken) return [];
  const { declarations } = module.ast;
  if (declarations.some(({ kind }) => kind === 'output')) return [];
  const isClass = declarations.some(
    (each) => each.kind === 'class' && each.value.kind === 'name' && each.value.name.text === name.text,
  );
  if (isClass) return [];
  const text = `class ${freshName(`${name.text}_class`, analysis)} label "${name.text}" = ${name.text}\n`;
  const rest = declarations.find((each) => each.kind === 'class' && each.value.kind === 'otherwise');
  const hasClasses = declarations.some(({ kind }) => kind === 'class');
  const end = source.text.length;
  const place = rest ? startOfComments(source.text, rest.span.start) : end;
  const before = place === end && !source.text.endsWith('\n') ? '\n' : '';
  const others = hasClasses ? '' : `class ${freshName('other', analysis)} = otherwise\n`;
  return [
    {
      title: `Add a class from \`${name.text}\``,
      kind: 'rewrite',
      edits: [{ span: { file: source.path, start: place, end: place }, text: `${before}${text}${others}` }],
    },
  ];
};
