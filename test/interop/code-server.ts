import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { tools } from '../../src/node/build/test-tools.mjs';

/** A VS Code in a browser that has one extension installed. */
export interface Editor {
  /** A new page on a copy of `folder`, with one of its files open. */
  open(folder: string, file: string): Promise<Page>;
  close(): Promise<void>;
}

/** Starts code-server with the extension of a .vsix file, and a browser. Each has folders of its own that go at the end. */
export async function startEditor(vsix: string): Promise<Editor> {
  const folder = mkdtempSync(join(tmpdir(), 'regionc-code-server-'));
  const environment = environmentIn(folder);
  const data = join(folder, 'data');
  const extensions = join(folder, 'extensions');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User/settings.json'), JSON.stringify(settings));
  const folders = ['--user-data-dir', data, '--extensions-dir', extensions];
  execFileSync('node', [tools.codeServer, ...folders, '--force', '--install-extension', vsix], {
    env: environment,
    stdio: 'pipe',
  });

  const port = await freePort();
  const server = spawn('node', [tools.codeServer, ...folders, '--bind-addr', `127.0.0.1:${port}`, ...flags], {
    env: environment,
    stdio: 'ignore',
    detached: true,
  });
  let browser: BrowserContext | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(`http://127.0.0.1:${port}/healthz`);
    browser = await chromium.launchPersistentContext(join(folder, 'browser'), {
      executablePath: '/usr/bin/chromium',
      headless: true,
      viewport: { width: 1280, height: 800 },
      args: browserFlags,
    });
  } catch (error) {
    await close();
    throw error;
  }

  const context = browser;
  let opened = 0;
  const open = async (from: string, file: string): Promise<Page> => {
    // The browser keeps the state of an editor per folder, so each page gets a new one.
    const workspace = join(folder, `workspace-${opened++}`);
    cpSync(from, workspace, { recursive: true, dereference: true });
    const payload = JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${port}${join(workspace, file)}`]]);
    const query = new URLSearchParams({ folder: workspace, payload });
    const page = await context.newPage();
    page.setDefaultTimeout(stepTime);
    await page.goto(`http://127.0.0.1:${port}/?${query.toString()}`, { waitUntil: 'commit' });
    await page
      .locator('.editor-instance .view-line')
      .first()
      .waitFor({ timeout: 4 * stepTime });
    return page;
  };
  return { open, close };
}

/** Milliseconds for one step; a machine with much other work needs more. */
const stepTime = Number(process.env['REGIONC_STEP_TIME'] ?? 20_000);

const flags = [
  ['--auth', 'none'],
  ['--disable-telemetry'],
  ['--disable-update-check'],
  ['--disable-workspace-trust'],
  ['--disable-getting-started-override'],
  ['--reconnection-grace-time', '2'],
].flat();

const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Nothing that talks to the network, moves or comes by itself. */
const settings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'security.workspace.trust.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.enabled': false,
  'editor.accessibilitySupport': 'off',
  'workbench.reduceMotion': 'on',
  'editor.minimap.enabled': false,
  'editor.hover.delay': 0,
  'editor.cursorBlinking': 'solid',
  'workbench.editor.enablePreview': false,
  'files.autoSave': 'off',
  // Its numbers would stand in the lines that tests wait for.
  'region.inlayHints.share': false,
};

/** The Node that code-server needs first on the path, no extension gallery, and none of the user's own folders. */
function environmentIn(folder: string): NodeJS.ProcessEnv {
  const { VSCODE_IPC_HOOK_CLI: _, ...rest } = process.env;
  return {
    ...rest,
    PATH: [tools.nodeBin, rest['PATH']].join(delimiter),
    EXTENSIONS_GALLERY: '{}',
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'share'),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}

/** Ends the server's whole process group and waits for it: until then it writes into its folders. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.pid === undefined) return;
  const exited = once(server, 'exit');
  process.kill(-server.pid);
  await exited;
}
