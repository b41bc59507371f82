import type { Declaration, Expression, Member } from '../../../grammar/ast.ts';
import type { Node } from '../../../grammar/walk.ts';
import type { Analysis } from '../analyse.ts';
import { builtins } from '../builtins.ts';
import { natureOf } from '../nature.ts';
import { calledFunction, nodesIn, type Occurrence } from '../occurrences.ts';
import { startOfComments } from '../comments.ts';
import { replace, type Refactorer, type Refactoring, type Selection } from './refactoring.ts';

/** An expression as a `region` or `let` of its own before this declaration; of one with parameters inside, a function. */
export const extract: Refactorer = ({ analysis, start, end, path }) => {
  const declaration = path[0];
  const node = selected({ analysis, start, end, path });
  if (!declaration || !node || !isDeclaration(declaration) || declaration.broken) return [];
  if (declaration.kind === 'input' && node.kind !== 'number') return [];
  if ('value' in declaration && declaration.value === node) return [];
  if (declaration.kind === 'class' && declaration.label === node) return [];
  // A name is sharpened by its own declaration, not by the gate around its use.
  if (path.some((each) => each.kind === 'with' && each.settings.some(({ setting }) => setting === 'width'))) return [];
  const word = wordFor(node, analysis);
  return word === undefined ? [] : [extraction(word, node, declaration, analysis)];
};

/** The expression that the selection is; of a cursor the number that it is at. */
function selected({ start, end, path }: Selection): Expression | undefined {
  const node = path.at(-1);
  if (!node || !isExpression(node)) return undefined;
  if (start === end) return node.kind === 'number' ? node : undefined;
  return node.span.start === start && node.span.end === end ? node : undefined;
}

function extraction(
  word: 'region' | 'let',
  node: Expression,
  declaration: Declaration,
  analysis: Analysis,
): Refactoring {
  const { source } = analysis;
  const text = source.text.slice(node.span.start, node.span.end);
  const locals = localsIn(node, analysis.occurrences());
  const name = freshName(word === 'region' ? 'part' : 'value', analysis);
  const parameters = locals.length === 0 ? '' : `(${locals.join(', ')})`;
  const place = startOfComments(source.text, declaration.span.start);
  const what = word === 'region' ? 'a region' : 'a `let`';
  return {
    title: `Extract \`${shorten(text)}\` as ${what}`,
    kind: 'extract',
    edits: [
      { span: { file: source.path, start: place, end: place }, text: `${word} ${name}${parameters} = ${text}\n` },
      replace(node, `${name}${parameters}`),
    ],
  };
}

/** The word that would declare what the expression is; undefined where that cannot be told. */
function wordFor(node: Expression, analysis: Analysis): 'region' | 'let' | undefined {
  switch (node.kind) {
    case 'number':
    case 'list':
      return 'let';
    case 'unary':
      return node.operator === 'not' ? 'region' : 'let';
    case 'binary':
      return node.operator === '=>' ? 'region' : 'let';
    case 'comparison':
    case 'logic':
    case 'gate':
    case 'with':
      return 'region';
    case 'parenthesized':
      return wordFor(node.inner, analysis);
    case 'call': {
      const own = calledFunction(node, analysis.names);
      if (own) return own.kind;
      const gives = builtins.get(node.callee.name.text)?.gives;
      return gives === 'region'
        ? 'region'
        : gives === 'number' || gives === 'vector' || gives === 'list'
          ? 'let'
          : undefined;
    }
    case 'index': {
      const { target } = node;
      const declared = target.kind === 'name' ? analysis.names.visible.get(target.name.text) : undefined;
      const nature = declared && natureOf(declared, analysis.lets);
      return nature === 'vector' ? 'let' : undefined;
    }
    case 'name':
    case 'percent':
    case 'string':
    case 'set':
    case 'missing':
      return undefined;
  }
}

/** The parameters and `for` names that an expression uses and does not bind itself. */
function localsIn({ span }: Expression, occurrences: readonly Occurrence[]): string[] {
  const used = occurrences.flatMap((each) => {
    if (each.kind !== 'symbol' || each.symbol.kind !== 'local' || each.declares || each.labels) return [];
    if (each.span.start < span.start || span.end < each.span.end) return [];
    const binder = each.symbol.name.span;
    const isInside = span.start <= binder.start && binder.end <= span.end;
    return isInside ? [] : [each.symbol.name.text];
  });
  return [...new Set(used)];
}

/** A name that nothing in the file has yet. */
export function freshName(stem: string, { module, names }: Analysis): string {
  const taken = new Set(names.visible.keys());
  for (const declaration of module.ast.declarations) {
    for (const node of nodesIn(declaration)) {
      if (node.kind === 'name' || node.kind === 'for') taken.add(node.name.text);
    }
    if ('parameters' in declaration) for (const { name } of declaration.parameters ?? []) taken.add(name.text);
  }
  for (let i = 1; ; i++) {
    const name = i === 1 ? stem : `${stem}${i}`;
    if (!taken.has(name)) return name;
  }
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= 30 ? line : `${line.slice(0, 29)}…`;
}

const declarationKinds = new Set(['input', 'let', 'region', 'output', 'class', 'default', 'check', 'import', 'broken']);

function isDeclaration(node: Node): node is Declaration {
  return declarationKinds.has(node.kind);
}

function isExpression(node: Node): node is Exclude<Member, { kind: 'for' }> {
  return !isDeclaration(node) && node.kind !== 'for' && node.kind !== 'otherwise' && node.kind !== 'unknown';
}
