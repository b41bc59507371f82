import type { TokenName } from './tokens.ts';

/** Words that open a declaration in other languages, and the word that opens it here. */
export const foreignDeclarations: ReadonlyMap<string, string> = new Map([
  ...each('let', ['var', 'const', 'val', 'def', 'define', 'func', 'fn', 'function', 'set', 'int', 'float', 'double']),
  ...each('input', ['feature', 'variable', 'param', 'parameter', 'attribute', 'field']),
  ...each('region', ['rule', 'zone', 'area', 'when', 'condition', 'shape']),
  ...each('output', ['target', 'predict', 'result', 'return']),
  ...each('check', ['assert', 'test', 'verify', 'expect', 'ensure', 'require']),
  ...each('class', ['label', 'category', 'case']),
  ...each('import', ['include', 'load', 'use']),
]);

/** Words that join two operands in other languages, and the sign or word that does so here. */
export const foreignOperators: ReadonlyMap<string, TokenName> = new Map([
  ['and', 'And'],
  ['or', 'Or'],
  ['xor', 'Xor'],
  ['in', 'In'],
  ['implies', 'Implies'],
  ['is', 'Equal'],
  ['eq', 'Equal'],
  ['equals', 'Equal'],
  ['ne', 'NotEqual'],
  ['lt', 'Less'],
  ['le', 'LessEqual'],
  ['gt', 'Greater'],
  ['ge', 'GreaterEqual'],
]);

function each(ours: string, theirs: readonly string[]): (readonly [string, string])[] {
  return theirs.map((word) => [word, ours]);
}
