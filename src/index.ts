/** regionc as a library: text in, networks, proofs, pictures and exports out. Runs in Node and in browsers. */
export { makeSource, positionAt, type Source, type Span, type Position } from './base/source.ts';
export { messageOf, severityOf, hasErrors, type Diagnostic, type Result } from './base/diagnostic.ts';
export { parse } from '../grammar/parser.ts';
export type { Ast } from '../grammar/ast.ts';
export { resolve, type Resolved } from './program/resolve.ts';
export type { Program } from './program/program.ts';
