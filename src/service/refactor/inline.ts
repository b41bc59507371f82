import type { Declaration } from '../../../grammar/ast.ts';
import type { Node } from '../../../grammar/walk.ts';
import type { Edit } from '../../base/diagnostic.ts';
import type { Analysis } from '../analyse.ts';
import { startOfComments } from '../comments.ts';
import { occurrenceAt, type Occurrence } from '../occurrences.ts';
import { referencesTo } from '../references.ts';
import { pathTo } from '../tree.ts';
import type { Symbol } from '../symbols.ts';
import type { Refactorer, Refactoring } from './refactoring.ts';
import { piece } from './pieces.ts';

type Valued = Extract<Declaration, { kind: 'let' | 'region' }>;

/** What a `let` or region says in place of its name: here, or everywhere and its declaration goes. */
export const inline: Refactorer = ({ analysis, start, end }) => {
  const found = start === end ? occurrenceAt(analysis.occurrences(), start) : undefined;
  if (found?.kind !== 'symbol' || found.symbol.kind !== 'declared') return [];
  const { symbol } = found;
  const { declaration } = symbol;
  if (!isPlain(declaration) || declaration.span.file !== analysis.source.path) return [];
  const uses = referencesTo(symbol, analysis.occurrences()).filter(({ declares }) => !declares);
  const edits = uses.map(({ span }) => replacement(analysis, declaration, span));
  const all =
    edits.every((edit) => edit !== undefined) && edits.length > 0 ? everywhere(analysis, declaration, edits) : [];
  const here = found.declares ? undefined : edits[uses.findIndex(({ span }) => span.start === found.span.start)];
  return [...(here ? [single(symbol, here)] : []), ...all];
};

function isPlain(declaration: Declaration): declaration is Valued {
  if (declaration.kind !== 'let' && declaration.kind !== 'region') return false;
  if (declaration.broken || declaration.parameters) return false;
  return declaration.kind === 'let' || !declaration.frozen;
}

function single({ name }: Symbol, edit: Edit): Refactoring {
  return { title: `Inline \`${name.text}\` here`, kind: 'inline', edits: [edit] };
}

function everywhere({ source }: Analysis, { name, span }: Valued, edits: readonly (Edit | undefined)[]): Refactoring[] {
  const start = startOfComments(source.text, span.start);
  const lineEnd = source.text.indexOf('\n', span.end);
  const end = lineEnd < 0 ? source.text.length : lineEnd + 1;
  // What follows the declaration on its line, such as a comment, would be lost.
  if (source.text.slice(span.end, end).trim() !== '') return [];
  const removal = { span: { file: source.path, start, end }, text: '' };
  const uses = edits.flatMap((edit) => edit ?? []);
  if (uses.some((edit) => edit.span.start >= start && edit.span.end <= end)) return [];
  return [{ title: `Inline \`${name.text}\` and remove it`, kind: 'inline', edits: [...uses, removal] }];
}

/** The value in place of one use; undefined where a name in it would mean something else there. */
function replacement(analysis: Analysis, declaration: Valued, use: Occurrence['span']): Edit | undefined {
  const path = pathTo(analysis.module.ast, use.start, use.end);
  const own = new Set(namesIn(analysis, declaration));
  if (localsOn(path).some((name) => own.has(name))) return undefined;
  // There the gate would sharpen what now is sharpened by its own declaration.
  const sharpens = path.some(
    (node) => node.kind === 'with' && node.settings.some(({ setting }) => setting === 'width'),
  );
  if (declaration.kind === 'region' && sharpens) return undefined;
  const parent = path.at(-2);
  const isWhole = parent !== undefined && 'value' in parent && parent.value === path.at(-1) && parent.kind !== 'with';
  const isMember = parent?.kind === 'list' && declaration.value.kind !== 'with';
  return {
    span: use,
    text: isWhole || isMember ? textOf(analysis, declaration) : piece(analysis, declaration.value, 'tight'),
  };
}

function textOf({ source }: Analysis, { value }: Valued): string {
  return source.text.slice(value.span.start, value.span.end);
}

function namesIn(analysis: Analysis, { value }: Valued): string[] {
  return analysis.occurrences().flatMap((each) => {
    const isInside = value.span.start <= each.span.start && each.span.end <= value.span.end;
    return isInside && each.kind === 'symbol' ? [each.symbol.name.text] : [];
  });
}

function localsOn(path: readonly Node[]): string[] {
  return path.flatMap((node) => {
    if (node.kind === 'for') return [node.name.text];
    return node.kind === 'let' || node.kind === 'region' ? (node.parameters ?? []).map(({ name }) => name.text) : [];
  });
}
