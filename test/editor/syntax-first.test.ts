import type { Diagnostic } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { localSession } from './local-server.ts';

const uri = 'file:///work/main.region';
/** One error of the syntax, one of the meaning. */
const broken = 'input x in [0, 1]\noutput o = y >= 1\nlet a = \n';

const codes = (found: readonly Diagnostic[]): unknown[] => found.map(({ code }) => code);

describe('what is wrong with the syntax', () => {
  it('is told before the meaning is looked at, beside what was known of that', async () => {
    const session = await localSession();
    const opened = session.nextDiagnostics(uri);
    await session.open(uri, broken);
    expect(codes(await opened)).toEqual(['R0002']);
    expect(codes(await session.diagnostics(uri, 1))).toEqual(['R0002', 'R0101']);

    const typed = session.nextDiagnostics(uri);
    const place = { line: 0, character: 0 };
    await session.change(uri, 2, [{ range: { start: place, end: place }, text: '\n' }]);
    expect((await typed).map(({ code, range }) => [code, range.start.line])).toEqual([
      ['R0002', 3],
      ['R0101', 2],
    ]);
    expect(codes(await session.diagnostics(uri, 2))).toEqual(['R0002', 'R0101']);
  });

  it('is told once where it stays as it is', async () => {
    const session = await localSession();
    await session.open(uri, broken);
    await session.diagnostics(uri, 1);
    const next = session.nextDiagnostics(uri);
    const end = { line: 3, character: 0 };
    await session.change(uri, 2, [{ range: { start: end, end }, text: '\n' }]);
    expect(codes(await next)).toEqual(['R0002', 'R0101']);
  });

  it('is told also to a client that asks for the rest', async () => {
    const session = await localSession({}, { capabilities: { textDocument: { diagnostic: {} } } });
    await session.open(uri, broken);
    expect(codes(await session.diagnostics(uri, 1))).toEqual(['R0002']);
    const asked = (await session.request('textDocument/diagnostic', { textDocument: { uri } })) as {
      readonly items: readonly Diagnostic[];
    };
    expect(codes(asked.items)).toEqual(['R0101']);

    const mended = session.diagnostics(uri, 2);
    await session.change(uri, 2, [{ text: broken.replace('let a = ', 'let a = 1') }]);
    expect(await mended).toEqual([]);
  });
});
