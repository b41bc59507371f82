import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { messageOf, type Diagnostic, type Fix } from '../../src/base/diagnostic.ts';
import { makeSource } from '../../src/base/source.ts';
import { parse } from '../../grammar/parser.ts';
import { printAst } from '../../grammar/print-ast.ts';
import { verifyAst } from '../../grammar/verify-ast.ts';
import type { Ast } from '../../grammar/ast.ts';

/** The examples of the language definition, by file name. */
export const exampleNames = ['qsofa', 'monk-2', 'lender', 'robot', 'layers', 'rings', 'lib/rings'] as const;

export function exampleText(name: (typeof exampleNames)[number]): string {
  return readFileSync(new URL(`examples/${name}.region`, import.meta.url), 'utf8');
}

export function checkedParse(text: string): { readonly ast: Ast; readonly diagnostics: readonly Diagnostic[] } {
  const { value, diagnostics } = parse(makeSource('main.region', text));
  expect(verifyAst(value, text)).toEqual([]);
  return { ast: value, diagnostics };
}

/** The tree of a text that has nothing wrong with it. */
export function checkTree(text: string, expected: string): void {
  const { ast, diagnostics } = checkedParse(text);
  expect(diagnostics.map(briefly)).toEqual([]);
  expect(printAst(ast).trimEnd()).toBe(dedent(expected));
}

/** `R0001 12-13 message`, for comparing. */
export function briefly(found: Diagnostic): string {
  return `${found.code} ${found.span?.start}-${found.span?.end} ${messageOf(found)}`;
}

export function applyFix(text: string, fix: Fix): string {
  return [...fix.edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((done, { span, text: put }) => done.slice(0, span.start) + put + done.slice(span.end), text);
}

/** Without the indentation that all lines share, and without empty first and last lines. */
function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin)).join('\n');
}
