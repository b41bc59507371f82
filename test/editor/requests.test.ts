import { describe, expect, it } from 'vitest';
import { examineText } from '../../src/service/examine-text.ts';
import type { Examiner } from '../../lsp/host.ts';
import { localSession } from './local-server.ts';

const uri = 'file:///work/main.region';
const text = 'input x in [0, 1]\nregion low = x <= 0.5\nclass a = low\nclass b = otherwise\ncheck contains(a, [0.9])\n';
const textDocument = { uri };
const here = { textDocument, position: { line: 1, character: 8 } };

/** Examines in this thread. */
const examiner: Examiner = {
  run(job) {
    let isCancelled = false;
    const result = examineText(job, { now: () => performance.now() / 1000, cancelled: () => isCancelled });
    return { result, cancel: () => void (isCancelled = true) };
  },
  close() {},
};

const refreshes = {
  'workspace/diagnostic/refresh': null,
  'workspace/codeLens/refresh': null,
  'workspace/inlayHint/refresh': null,
};

describe('a client that pulls diagnostics', () => {
  it('gets them when it asks, an unchanged report where they are the same, and none pushed', async () => {
    const session = await localSession({}, { capabilities: { textDocument: { diagnostic: {} } } });
    await session.open(uri, 'input x in [0, 1]\noutput o = x >= lo\n');
    const pushed = session.nextDiagnostics(uri);
    const first = await session.request('textDocument/diagnostic', { textDocument });
    expect(first).toMatchObject({ kind: 'full', items: [{ code: 'R0101' }] });
    const { resultId } = first as { resultId: string };
    const again = await session.request('textDocument/diagnostic', { textDocument, previousResultId: resultId });
    expect(again).toEqual({ kind: 'unchanged', resultId });
    const none = session.request('textDocument/hover', here).then(() => 'nothing pushed');
    expect(await Promise.race([pushed, none])).toBe('nothing pushed');
  });
});

describe('a client with the commands of the extension', () => {
  const nature = {
    initializationOptions: { commands: true, pictures: true, codeLink: 'command:region.explain?{code}' },
    capabilities: {
      workspace: { codeLens: { refreshSupport: true } },
      textDocument: { completion: { completionItem: { snippetSupport: true } } },
    },
    answers: refreshes,
  };

  it('hears of the claims, first as they are, then with what became of them', async () => {
    const session = await localSession({ examiner }, nature);
    const first = session.nextNotification('region/claims');
    await session.open(uri, text);
    expect(await first).toMatchObject({ uri, claims: [{ text: 'contains(a, [0.9])', usesData: false }] });
    expect(await session.nextNotification('region/claims')).toMatchObject({
      claims: [{ outcome: 'refuted', detail: 'at x = 0.9' }],
    });
    const lenses = await session.request('textDocument/codeLens', { textDocument });
    const commands = (lenses as { command: { title: string; command: string } }[]).map(
      ({ command }) => `${command.command} ${command.title}`,
    );
    expect(commands).toEqual([
      'region.show show',
      'region.compile compile',
      'region.train train',
      'region.show show',
      'region.show show',
      'region.check refuted at x = 0.9',
    ]);
  });

  it('decides claims on demand', async () => {
    const session = await localSession({ examiner }, nature);
    await session.open(uri, text);
    const decided = await session.request('region/decide', { uri, claims: [0], seconds: 1 });
    expect(decided).toMatchObject([{ text: 'contains(a, [0.9])', outcome: 'refuted' }]);
    expect(await session.request('region/decide', { uri, claims: [7], seconds: 1 })).toEqual([]);
  });

  it('gets pictures, explanations and links to them', async () => {
    const session = await localSession({}, nature);
    await session.open(uri, 'input x, y in [0, 1]\nregion low = x + y <= 0.5\nlet n = m\n');
    const [found] = await session.diagnostics(uri, 1);
    expect(found?.codeDescription?.href).toBe('command:region.explain?R0101');
    expect(await session.request('region/explain', { code: 'R0101' })).toMatch(/^# R0101: /);
    expect(await session.request('region/explain', { code: 'R9999' })).toBeNull();
    expect(await session.request('region/picture', { uri })).toHaveProperty('trouble');
    await session.change(uri, 2, [{ text: 'input x, y in [0, 1]\nregion low = x + y <= 0.5\n' }]);
    const drawn = await session.request('region/picture', { uri, region: 'low', theme: 'dark' });
    expect((drawn as { svg: string }).svg).toMatch(/^<svg/);
    expect(await session.request('region/picture', { uri, region: 'none' })).toHaveProperty('trouble');
  });

  it('has a picture in the hover of a region once it has been looked at', async () => {
    const session = await localSession({ examiner }, nature);
    await session.open(uri, text);
    await session.nextNotification('region/claims');
    await session.nextNotification('region/claims');
    const { contents } = (await session.request('textDocument/hover', here)) as { contents: { value: string } };
    expect(contents.value).toContain('50% of the box');
    expect(contents.value).toContain('](data:image/svg+xml;utf8,');
  });
});

describe('a client without them', () => {
  it('reads what became of claims, and gets no places to fill in', async () => {
    const session = await localSession();
    await session.open(uri, text);
    const lenses = await session.request('textDocument/codeLens', { textDocument });
    expect(lenses).toMatchObject([{ command: { title: 'check', command: '' } }]);
    const items = await session.request('textDocument/completion', {
      textDocument,
      position: { line: 2, character: 10 },
    });
    const gate = (items as { label: string; textEdit: { newText: string } }[]).find(
      ({ label }) => label === 'at least ... of',
    );
    expect(gate?.textEdit.newText).toBe('at least 2 of ()');
  });
});

describe('settings', () => {
  const hints = { textDocument, range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } };
  const gates = 'input x in [0, 1]\noutput o = at least 1 of (x >= 0.5, x <= 0.2)\n';

  it('are read from a client that has them', async () => {
    const answers = {
      'workspace/configuration': [{ inlayHints: { weights: false } }],
      'client/registerCapability': null,
    };
    const session = await localSession({}, { capabilities: { workspace: { configuration: true } }, answers });
    await session.open(uri, gates);
    await session.diagnostics(uri, 1);
    expect(await session.request('textDocument/inlayHint', hints)).toEqual([]);
  });

  it('are taken as they are sent by others, at the start or later', async () => {
    const session = await localSession({}, { initializationOptions: { inlayHints: { weights: false } } });
    await session.open(uri, gates);
    expect(await session.request('textDocument/inlayHint', hints)).toEqual([]);
    await session.notify('workspace/didChangeConfiguration', {
      settings: { region: { inlayHints: { weights: true } } },
    });
    expect(await session.request('textDocument/inlayHint', hints)).toMatchObject([{ label: ' / 2' }]);
  });
});

describe('semantic tokens', () => {
  it('come whole, for a range, and as what changed since', async () => {
    const session = await localSession();
    await session.open(uri, text);
    const whole = (await session.request('textDocument/semanticTokens/full', { textDocument })) as {
      data: number[];
      resultId: string;
    };
    expect(whole.data.slice(0, 5)).toEqual([0, 6, 1, 0, 1]);
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    const part = await session.request('textDocument/semanticTokens/range', { textDocument, range });
    expect((part as { data: number[] }).data).toHaveLength(10);
    await session.change(uri, 2, [
      { range: { start: { line: 3, character: 7 }, end: { line: 3, character: 7 } }, text: 'c' },
    ]);
    const delta = await session.request('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: whole.resultId,
    });
    expect(delta).toMatchObject({ edits: [{ data: expect.any(Array) }] });
  });
});

describe('the call hierarchy', () => {
  it('goes from a region to what it is made of and to what uses it', async () => {
    const session = await localSession();
    await session.open(uri, text);
    const [item] = (await session.request('textDocument/prepareCallHierarchy', here)) as object[];
    expect(item).toMatchObject({ name: 'low', detail: 'region' });
    expect(await session.request('callHierarchy/outgoingCalls', { item })).toMatchObject([{ to: { name: 'x' } }]);
    expect(await session.request('callHierarchy/incomingCalls', { item })).toMatchObject([{ from: { name: 'a' } }]);
  });
});

describe('a workspace', () => {
  const files: Readonly<Record<string, string>> = {
    'file:///work/lib.region': 'region ring(p) = 1 <= norm(p) <= 2\n',
    'file:///work/other.region': 'import "lib.region"\ninput x in [0, 1]\noutput q = ring([x])\n',
  };
  const host = {
    readText: (name: string) => Promise.resolve(files[name]),
    listFiles: () => Promise.resolve(Object.keys(files)),
  };

  it('is renamed in, searched and imported from', async () => {
    const session = await localSession(host);
    await session.open(uri, 'import "lib.region"\ninput x in [0, 1]\noutput o = ring([x])\n');
    const at = { textDocument, position: { line: 2, character: 12 } };
    const renamed = await session.request('textDocument/rename', { ...at, newName: 'circle' });
    expect(Object.keys((renamed as { changes: object }).changes).toSorted()).toEqual([
      'file:///work/lib.region',
      'file:///work/main.region',
      'file:///work/other.region',
    ]);
    expect(
      await session.request('textDocument/references', { ...at, context: { includeDeclaration: false } }),
    ).toHaveLength(2);
    expect(await session.request('workspace/symbol', { query: 'rg' })).toMatchObject([
      { name: 'ring', location: { uri: 'file:///work/lib.region' } },
    ]);
    const links = await session.request('textDocument/documentLink', { textDocument });
    expect(links).toMatchObject([{ target: 'file:///work/lib.region' }]);
  });
});
