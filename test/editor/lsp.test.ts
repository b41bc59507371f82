import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Session } from './session.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { bundleCli, bundleServer } from '../../src/node/build/bundle.mjs';
import { join } from 'node:path';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { tmpdir } from 'node:os';

let folder: string;
let server: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regionc-lsp-'));
  server = join(folder, 'server.mjs');
  await bundleServer(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const uri = 'file:///work/iris.region';
const broken = '/// Length in cm.\ninput petal in [0, 8]\noutput small = petl <= 2.45 or petal >= 7\n';

/** Runs `use` against a fresh server process, which must still be there at the end and leave with code 0. */
async function withServer(
  use: (session: Session, process: ChildProcess) => Promise<void>,
  command: readonly string[] = [server],
): Promise<void> {
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    const session = await connect(child.stdout, child.stdin);
    await use(session, child);
    await session.request('shutdown');
    await session.notify('exit');
    expect(await exited).toEqual([0, null]);
  } finally {
    child.kill();
  }
}

describe('the language server over standard input and output', () => {
  it('says what it can do', () =>
    withServer(async ({ initialized }) => {
      const { capabilities, serverInfo } = initialized;
      expect(serverInfo).toEqual({ name: 'regionc' });
      expect(capabilities).toMatchObject({
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 2 },
      });
      expect(
        Object.keys(capabilities)
          .filter((name) => name.endsWith('Provider'))
          .toSorted(),
      ).toEqual([
        'callHierarchyProvider',
        'codeActionProvider',
        'codeLensProvider',
        'completionProvider',
        'definitionProvider',
        'diagnosticProvider',
        'documentFormattingProvider',
        'documentHighlightProvider',
        'documentLinkProvider',
        'documentOnTypeFormattingProvider',
        'documentRangeFormattingProvider',
        'documentSymbolProvider',
        'foldingRangeProvider',
        'hoverProvider',
        'inlayHintProvider',
        'referencesProvider',
        'renameProvider',
        'selectionRangeProvider',
        'semanticTokensProvider',
        'signatureHelpProvider',
        'workspaceSymbolProvider',
      ]);
    }));

  it('reports an error, offers its fix, and is content once the text is mended', () =>
    withServer(async (session) => {
      await session.open(uri, broken);
      const found = await session.diagnostics(uri, 1);
      expect(found).toMatchObject([
        {
          range: { start: { line: 2, character: 15 }, end: { line: 2, character: 19 } },
          severity: 1,
          code: 'R0101',
          source: 'region',
        },
      ]);
      expect(found[0]?.message).toContain('petl');

      const range = { start: { line: 2, character: 16 }, end: { line: 2, character: 16 } };
      const actions = await session.request('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: found, only: ['quickfix'] },
      });
      expect(actions).toMatchObject([
        { kind: 'quickfix', edit: { changes: { [uri]: [{ range: found[0]?.range, newText: 'petal' }] } } },
      ]);

      await session.change(uri, 2, [{ range: { ...range, end: { line: 2, character: 19 } }, text: 'etal' }]);
      expect(await session.diagnostics(uri, 2)).toEqual([]);
    }));

  it('offers what would change the meaning of the regions, but neither first nor among what mends all', () =>
    withServer(async (session) => {
      const examined = session.nextDiagnostics(uri);
      await session.open(uri, 'input x in [0, 9]\noutput o = x >= 1 and x >= 2\n');
      const first = await examined;
      const found = first.length > 0 ? first : await session.nextDiagnostics(uri);
      expect(found).toMatchObject([{ code: 'R0322' }]);
      const ask = (kind: string): Promise<unknown> =>
        session.request('textDocument/codeAction', {
          textDocument: { uri },
          range: found[0]?.range,
          context: { diagnostics: found, only: [kind] },
        });
      expect(await ask('quickfix')).toMatchObject([
        {
          title: 'Leave out `x >= 1`',
          isPreferred: false,
          diagnostics: found,
          edit: { changes: { [uri]: [{ newText: '' }] } },
        },
      ]);
      expect(await ask('source.fixAll')).toEqual([]);
    }));

  it('lets the editor grey what nothing uses, and only that', () =>
    withServer(async (session) => {
      await session.open(uri, 'input x in [0, 1]\nlet n = 1\nregion r(x) = x >= 0\noutput o = r(x)\n');
      const found = await session.diagnostics(uri, 1);
      expect(found.map(({ code, severity, tags }) => [code, severity, tags])).toEqual([
        ['R0110', 4, [1]],
        ['R0108', 4, undefined],
      ]);
    }));

  it('shows documentation at a use of a name', () =>
    withServer(async (session) => {
      await session.open(uri, broken.replace('petl', 'petal'));
      const shown = await session.request('textDocument/hover', {
        textDocument: { uri },
        position: { line: 2, character: 17 },
      });
      expect(shown).toEqual({
        contents: {
          kind: 'markdown',
          value:
            '**petal** (input): a number\n\n```region\ninput petal in [0, 8]\n```\n\nLength in cm.\n\nfrom 0 to 8 cm',
        },
        range: { start: { line: 2, character: 15 }, end: { line: 2, character: 20 } },
      });
    }));

  it('formats with the indentation of the editor', () =>
    withServer(async (session) => {
      await session.open(uri, 'let a = [\n  1, // one\n]\nlet  b = 2\n');
      const format = (insertSpaces: boolean): Promise<unknown> =>
        session.request('textDocument/formatting', { textDocument: { uri }, options: { tabSize: 2, insertSpaces } });
      const doubled = { range: { start: { line: 3, character: 4 }, end: { line: 3, character: 5 } }, newText: '' };
      expect(await format(true)).toEqual([doubled]);
      expect(await format(false)).toEqual([
        { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } }, newText: '\t' },
        doubled,
      ]);
    }));

  it('formats as the project wants it, whatever the editor says', () =>
    withServer(async (session) => {
      const styled = join(folder, 'styled');
      mkdirSync(styled);
      const file = pathToFileURL(join(styled, 'main.region')).href;
      await session.open(file, 'let a = [\n  1, // one\n]\n');
      const format = (): Promise<unknown> =>
        session.request('textDocument/formatting', {
          textDocument: { uri: file },
          options: { tabSize: 2, insertSpaces: true },
        });
      for (const tabWidth of [4, 3]) {
        writeFileSync(join(styled, '.prettierrc'), `tabWidth: ${tabWidth}\n`);
        expect(await format()).toMatchObject([{ newText: ' '.repeat(tabWidth - 2) }]);
      }
    }));

  it('reads imported files, as they are in the editor where they are open there', () =>
    withServer(async (session) => {
      const main = pathToFileURL(join(folder, 'main.region')).href;
      const library = pathToFileURL(join(folder, 'a library.region')).href;
      writeFileSync(join(folder, 'a library.region'), 'region low(x) = x <= 1\n');
      const text = 'import "a library.region"\ninput x in [0, 2]\noutput o = low(x)\n';
      await session.open(main, text);
      expect(await session.diagnostics(main, 1)).toEqual([]);

      await session.open(library, 'region high(x) = x <= 1\n');
      await session.change(main, 2, [{ text }]);
      expect(await session.diagnostics(main, 2)).toMatchObject([{ code: 'R0101', range: { start: { line: 2 } } }]);

      const corrected = session.nextDiagnostics(main);
      await session.change(library, 2, [{ text: 'region low(x) = x <= 1\n' }]);
      expect(await corrected).toEqual([]);
    }));

  it('looks again when an imported file changes on disk', () =>
    withServer(async (session) => {
      const main = pathToFileURL(join(folder, 'b.region')).href;
      const library = join(folder, 'c.region');
      await session.open(main, 'import "c.region"\ninput x in [0, 2]\noutput o = low(x)\n');
      expect(await session.diagnostics(main, 1)).toMatchObject([{ code: 'R0120' }]);

      writeFileSync(library, 'region low(x) = x <= 1\n');
      const corrected = session.nextDiagnostics(main);
      await session.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: pathToFileURL(library).href, type: 1 }],
      });
      expect(await corrected).toEqual([]);
    }));

  it('tells nothing of a closed document', () =>
    withServer(async (session) => {
      await session.open(uri, broken);
      await session.diagnostics(uri, 1);
      await session.notify('textDocument/didClose', { textDocument: { uri } });
      const position = { line: 1, character: 7 };
      expect(await session.request('textDocument/hover', { textDocument: { uri }, position })).toBeNull();
    }));

  it('outlives requests that make no sense', () =>
    withServer(async (session, { stdin }) => {
      await session.open(uri, broken);
      const elsewhere = { textDocument: { uri: 'file:///none.region' }, position: { line: 0, character: 0 } };
      expect(await session.request('textDocument/hover', elsewhere)).toBeNull();
      const far = { textDocument: { uri }, position: { line: 1e6, character: 1e6 } };
      expect(await session.request('textDocument/hover', far)).toBeNull();
      const negative = { textDocument: { uri }, position: { line: -1, character: -7 } };
      expect(await session.request('textDocument/hover', negative)).toBeNull();

      await expect(session.request('textDocument/nonsense', {})).rejects.toThrow(/nonsense/);
      expect(await session.request('textDocument/hover', { textDocument: { uri } })).toBeNull();
      await expect(session.request('textDocument/hover')).rejects.toThrow(/hover/);
      await session.change('file:///none.region', 2, [{ text: 'region' }]);
      await session.notify('textDocument/didChange', { textDocument: { uri }, contentChanges: 'none' });
      await session.notify('$/nonsense', 17);
      stdin?.write('Content-Length: 7\r\n\r\n{"oops}');

      await session.change(uri, 3, [{ text: broken.replace('petl', 'petal') }]);
      expect(await session.diagnostics(uri, 3)).toEqual([]);
    }));

  it('is a command of the command line, too', async () => {
    const cli = join(folder, 'cli');
    await bundleCli(cli);
    writeFileSync(join(cli, 'package.json'), '{ "type": "module" }');
    await withServer(
      async (session) => {
        await session.open(uri, broken);
        expect(await session.diagnostics(uri, 1)).toMatchObject([{ code: 'R0101' }]);
      },
      [join(cli, 'cli.js'), 'lsp', '--stdio'],
    );
  });

  it('ends with 1 where the client leaves without a word', async () => {
    const child = spawn(process.execPath, [server], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    await connect(child.stdout, child.stdin);
    child.stdin.end();
    expect(await exited).toEqual([1, null]);
  });
});
