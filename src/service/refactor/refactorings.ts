import type { Analysis } from '../analyse.ts';
import type { Node } from '../../../grammar/walk.ts';
import { pathTo } from '../tree.ts';
import { addClass } from './add-class.ts';
import { counting } from './counting.ts';
import { extract } from './extract.ts';
import { inline } from './inline.ts';
import { negation } from './negation.ts';
import { normalForm } from './normal-form.ts';
import type { Refactorer, Refactoring } from './refactoring.ts';

export type { Refactoring } from './refactoring.ts';

const refactorers: readonly Refactorer[] = [extract, inline, negation, counting, normalForm, addClass];

/** What can be changed at a selection without a change of meaning; nothing in a declaration with syntax errors. */
export function refactorings(analysis: Analysis, from: number, to: number): readonly Refactoring[] {
  const selected = analysis.source.text.slice(from, to);
  const start = from + (selected.length - selected.trimStart().length);
  const end = Math.max(start, to - (selected.length - selected.trimEnd().length));
  const path = pathTo(analysis.module.ast, start, end);
  const [declaration] = path;
  if (!declaration || ('broken' in declaration && declaration.broken)) return [];
  const found = refactorers.flatMap((refactor) => refactor({ analysis, start, end, path }));
  // A gate built by hand is the unit that it is: another form of it would be another unit.
  return path.some(isByHand) ? found.filter(({ kind }) => kind !== 'rewrite') : found;
}

function isByHand(node: Node): boolean {
  return node.kind === 'with' && node.settings.some(({ setting }) => setting !== 'width');
}
