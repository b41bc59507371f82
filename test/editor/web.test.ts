import { expect, it } from 'vitest';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { bundleWebExtension } from '../../src/node/build/bundle.mjs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { Worker } from 'node:worker_threads';

// The server as editors in a browser run it, in a thread that has what a web worker has and nothing of Node.

const scope = `
  const { parentPort } = require('node:worker_threads');
  globalThis.self = globalThis;
  globalThis.name = '';
  globalThis.location = { href: 'blob:server' };
  globalThis.postMessage = (message) => parentPort.postMessage(message);
  globalThis.addEventListener = (_, listen) => parentPort.on('message', (data) => listen({ data }));
  Object.defineProperty(globalThis, 'onmessage', { set: (listen) => parentPort.on('message', (data) => listen({ data })) });
  globalThis.require = globalThis.process = undefined;
`;

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

it('serves a client in a web worker, and reads files through it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'regionc-web-'));
  await bundleWebExtension(folder);
  const worker = new Worker(scope + readFileSync(join(folder, 'server.js'), 'utf8'), { eval: true });
  try {
    const heard: Message[] = [];
    const published = new Promise<unknown>((resolve, reject) => {
      worker.once('error', reject);
      worker.on('message', (message: Message) => {
        heard.push(message);
        if (message.method === 'region/readText') say({ id: message.id ?? 0, result: 'let cut = 0.5\n' });
        if (message.method === 'region/listFiles') say({ id: message.id ?? 0, result: [] });
        if (message.method === 'textDocument/publishDiagnostics') resolve(message.params);
      });
    });
    const say = (message: Message): void => worker.postMessage({ jsonrpc: '2.0', ...message });
    say({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    say({ method: 'initialized', params: {} });
    const text = 'import "lib.region"\ninput x in [0, 1]\noutput o = x >= cut or y >= 1\n';
    const textDocument = { uri: 'vscode-test://work/main.region', languageId: 'region', version: 1, text };
    say({ method: 'textDocument/didOpen', params: { textDocument } });
    expect(await published).toMatchObject({
      diagnostics: [{ code: 'R0101', range: { start: { line: 2, character: 23 } } }],
    });
    expect(heard.find(({ method }) => method === 'region/readText')?.params).toEqual(['vscode-test://work/lib.region']);
  } finally {
    await worker.terminate();
    rmSync(folder, { recursive: true, force: true });
  }
});
