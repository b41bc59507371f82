import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  commands,
  ProgressLocation,
  Uri,
  window,
  workspace,
  type CancellationToken,
  type ExtensionContext,
  type OutputChannel,
} from 'vscode';
import { exportTargets } from '../../src/export/targets.ts';
import { fileOf } from './active-file.ts';

/** The command line `regionc`, which reads data and writes networks: the extension has no native part itself. */
export interface Compiler {
  /** What becomes of a claim about data; undefined where the command line is not there or fails. */
  decide(file: Uri, claim: string, token: CancellationToken): Promise<Decided | undefined>;
}

export interface Decided {
  readonly outcome: 'proved' | 'refuted' | 'undecided';
  readonly detail: string;
}

interface Finished {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

interface Run {
  readonly token?: CancellationToken;
}

/** The commands that call the command line: compile, train, export. */
export function registerCompiler({ subscriptions }: ExtensionContext): Compiler {
  const channel = window.createOutputChannel('Region compiler');

  const compile = async (given: unknown): Promise<void> => {
    const file = fileOf(given);
    if (!file || !(await save(file))) return;
    const done = await call(file, ['compile', file.fsPath], {});
    if (done) await tell(channel, 'Compiled', done);
  };

  const train = async (given: unknown): Promise<void> => {
    const file = fileOf(given);
    if (!file || !(await save(file))) return;
    const data = await chooseData(file);
    const label = data && (await window.showInputBox({ prompt: 'The column that holds the class', value: 'class' }));
    if (!data || label === undefined) return;
    const folder = mkdtempSync(join(tmpdir(), 'region-train-'));
    const log = join(folder, 'log.jsonl');
    const title = `Training ${workspace.asRelativePath(file)}`;
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    const done = await window.withProgress(options, async (progress, token) => {
      const watcher = watch(folder, () => progress.report({ message: lastEpoch(log) }));
      try {
        return await call(file, ['train', file.fsPath, '--data', data.fsPath, '--label', label, '--log', log], {
          token,
        });
      } finally {
        watcher.close();
        rmSync(folder, { recursive: true, force: true });
      }
    });
    if (done) await tell(channel, 'Trained', done);
  };

  const exportNetwork = async (given: unknown): Promise<void> => {
    const file = fileOf(given);
    if (!file || !(await save(file))) return;
    const targets = Object.entries(exportTargets).map(([label, description]) => ({ label, description }));
    const target = await window.showQuickPick(targets, { placeHolder: 'The format' });
    const done = target && (await call(file, ['export', file.fsPath, '--to', target.label], {}));
    if (done) await tell(channel, 'Exported', done);
  };

  subscriptions.push(
    channel,
    commands.registerCommand('region.compile', compile),
    commands.registerCommand('region.train', train),
    commands.registerCommand('region.export', exportNetwork),
  );
  return {
    async decide(file, claim, token) {
      const done = await call(file, ['check', file.fsPath, '--json'], { token });
      return done && decidedIn(done.output, claim);
    },
  };
}

/** The command line of the setting, else of the workspace; undefined, with an offer to install it, where there is none. */
function findCompiler(file: Uri): string | undefined {
  const set = workspace.getConfiguration('regionc', file).get<string>('path', '');
  if (set !== '') return set;
  for (let folder = dirname(file.fsPath); ; folder = dirname(folder)) {
    const script = join(folder, 'node_modules/regionc/dist/cli.js');
    if (existsSync(script)) return script;
    if (dirname(folder) === folder) return undefined;
  }
}

async function offerInstallation(file: Uri): Promise<void> {
  const install = 'Install';
  const settings = 'Set its path';
  const told = 'The command line regionc, which compiles and trains, was not found.';
  const answer = await window.showWarningMessage(told, install, settings);
  if (answer === settings) await commands.executeCommand('workbench.action.openSettings', 'regionc.path');
  if (answer !== install) return;
  const folder = workspace.getWorkspaceFolder(file)?.uri.fsPath ?? dirname(file.fsPath);
  const terminal = window.createTerminal({ name: 'Install regionc', cwd: folder });
  terminal.show();
  terminal.sendText('npm install --save-dev regionc');
}

/** Runs the command line to its end; it stops cleanly, with what it has, when it is cancelled. */
async function call(file: Uri, parameters: readonly string[], { token }: Run): Promise<Finished | undefined> {
  const path = findCompiler(file);
  if (path === undefined) {
    await offerInstallation(file);
    return undefined;
  }
  const isScript = /\.[cm]?js$/.test(path);
  // A script runs in the Node that the editor itself runs in.
  const [command, first] = isScript ? [process.execPath, [path]] : [path, []];
  const env = isScript ? { ...process.env, ELECTRON_RUN_AS_NODE: '1' } : process.env;
  const child = spawn(command, [...first, ...parameters], { cwd: dirname(file.fsPath), env });
  const cancelled = token?.onCancellationRequested(() => child.kill('SIGINT'));
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 3, output, errors: `${errors}${error.message}\n` }));
    child.once('close', (code) => {
      cancelled?.dispose();
      resolve({ code: code ?? 3, output, errors });
    });
  });
}

async function tell(channel: OutputChannel, done: string, { code, output, errors }: Finished): Promise<void> {
  channel.clear();
  channel.append(errors + output);
  const show = 'Show the report';
  const last = (code === 0 ? output : errors).trim().split('\n').at(-1) ?? '';
  const answer =
    code === 0
      ? await window.showInformationMessage(`${done}. ${last}`, show)
      : await window.showErrorMessage(last === '' ? `regionc ended with ${code}` : last, show);
  if (answer === show) channel.show(true);
}

/** What is compiled is the file, so it is saved first. */
async function save(file: Uri): Promise<boolean> {
  const document = await workspace.openTextDocument(file);
  return !document.isDirty || document.save();
}

/** A data file of the workspace, those beside the text first. */
async function chooseData(file: Uri): Promise<Uri | undefined> {
  const found = await workspace.findFiles('**/*.{csv,parquet,jsonl}', '**/node_modules/**', 100);
  const folder = dirname(file.fsPath);
  const distance = (uri: Uri): number => (dirname(uri.fsPath) === folder ? 0 : 1);
  const items = found
    .toSorted((a, b) => distance(a) - distance(b) || (a.path < b.path ? -1 : 1))
    .map((uri) => ({ label: workspace.asRelativePath(uri), uri }));
  if (items.length === 0) {
    void window.showWarningMessage('There is no data file (.csv, .parquet, .jsonl) in this workspace.');
    return undefined;
  }
  return (await window.showQuickPick(items, { placeHolder: 'The data to train on' }))?.uri;
}

/** Of a log with a line of JSON for every epoch, the last one in words. */
function lastEpoch(log: string): string {
  try {
    const line = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '';
    const { epoch, loss } = JSON.parse(line) as { epoch?: number; loss?: number };
    return epoch === undefined ? '' : `epoch ${epoch}${loss === undefined ? '' : `, loss ${loss.toPrecision(4)}`}`;
  } catch {
    // Not there yet, or a line that is still being written.
    return '';
  }
}

function decidedIn(output: string, claim: string): Decided | undefined {
  try {
    const { checks = [] } = JSON.parse(output) as {
      checks?: { text: string; outcome: Decided['outcome']; value?: number }[];
    };
    const found = checks.find(({ text }) => text === claim);
    return found && { outcome: found.outcome, detail: found.value === undefined ? '' : `it is ${found.value}` };
  } catch {
    return undefined;
  }
}
