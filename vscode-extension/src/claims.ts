import {
  commands,
  Location,
  Range,
  TestMessage,
  TestRunProfileKind,
  tests,
  Uri,
  window,
  workspace,
  type CancellationToken,
  type ExtensionContext,
  type TestItem,
  type TestRun,
  type TestRunRequest,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { fileOf } from './active-file.ts';
import type { Compiler } from './compiler.ts';

/** As the server sends it: `lsp/claims.ts`. */
interface ListedClaim {
  readonly text: string;
  readonly range: { readonly start: Place; readonly end: Place };
  readonly usesData: boolean;
  readonly outcome?: 'proved' | 'refuted' | 'undecided';
  readonly detail?: string;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** Seconds for each claim that a user asks about. */
const seconds = 10;

/** Files that are looked into for claims before they are opened. */
const mostFiles = 50;

/** Every `check` as a test, and the command that a code lens calls. */
export function registerClaims(context: ExtensionContext, client: BaseLanguageClient, compiler?: Compiler): void {
  const controller = tests.createTestController('region', 'Region checks');
  const claims = new Map<TestItem, { readonly claim: ListedClaim; readonly place: number }>();

  const list = (uri: Uri, listed: readonly ListedClaim[]): void => {
    if (listed.length === 0) {
      controller.items.delete(uri.toString());
      return;
    }
    const file =
      controller.items.get(uri.toString()) ??
      controller.createTestItem(uri.toString(), workspace.asRelativePath(uri), uri);
    controller.items.add(file);
    const items = listed.map((claim, place) => {
      const id = `${place} ${claim.text}`;
      const item = file.children.get(id) ?? controller.createTestItem(id, claim.text, uri);
      item.range = rangeOf(claim);
      claims.set(item, { claim, place });
      return item;
    });
    file.children.replace(items);
  };

  const decide = async (item: TestItem, run: TestRun, token: CancellationToken): Promise<void> => {
    const known = claims.get(item);
    if (!known || !item.uri) return;
    run.started(item);
    const { claim, place } = known;
    if (claim.usesData && compiler) {
      const answer = await compiler.decide(item.uri, claim.text, token);
      report(item, run, answer ?? { outcome: 'undecided', detail: 'the command line regionc did not answer' });
      return;
    }
    await workspace.openTextDocument(item.uri);
    const request = { uri: item.uri.toString(), claims: [place], seconds };
    const [decided] = await client.sendRequest<readonly ListedClaim[]>('region/decide', request, token);
    report(
      item,
      run,
      decided ?? {
        outcome: 'undecided',
        detail: claim.usesData ? 'needs the command line regionc' : 'the text has errors',
      },
    );
  };

  const runAll = async (request: TestRunRequest, token: CancellationToken): Promise<void> => {
    const run = controller.createTestRun(request);
    const chosen = request.include ?? [...controller.items].map(([, item]) => item);
    const all = chosen.flatMap((item) =>
      item.children.size > 0 ? [...item.children].map(([, child]) => child) : [item],
    );
    for (const item of all) if (!request.exclude?.includes(item)) run.enqueued(item);
    for (const item of all) {
      if (token.isCancellationRequested) break;
      if (!request.exclude?.includes(item)) await decide(item, run, token);
    }
    run.end();
  };
  controller.createRunProfile('Check', TestRunProfileKind.Run, runAll, true);

  const check = async (given: unknown, places?: unknown): Promise<void> => {
    const uri = fileOf(given);
    if (!uri) return;
    const document = await workspace.openTextDocument(uri);
    if (!Array.isArray(places)) {
      await commands.executeCommand('testing.runCurrentFile');
      return;
    }
    const request = { uri: document.uri.toString(), claims: places as number[], seconds };
    const decided = await client.sendRequest<readonly ListedClaim[]>('region/decide', request);
    for (const { text, outcome, detail } of decided) {
      const shown = `${text}: ${outcome ?? 'undecided'}${detail ? `, ${detail}` : ''}`;
      if (outcome === 'proved') void window.showInformationMessage(shown);
      else void window.showWarningMessage(shown);
    }
    if (decided.length === 0) await commands.executeCommand('testing.runCurrentFile');
  };

  context.subscriptions.push(
    controller,
    client.onNotification('region/claims', ({ uri, claims: listed }: { uri: string; claims: readonly ListedClaim[] }) =>
      list(Uri.parse(uri), listed),
    ),
    commands.registerCommand('region.check', check),
  );

  // The server lists the claims of every document that is opened.
  controller.resolveHandler = async (item) => {
    if (item) return;
    const files = await workspace.findFiles('**/*.region', '**/node_modules/**', mostFiles);
    for (const file of files) await workspace.openTextDocument(file);
  };
}

function report(item: TestItem, run: TestRun, { outcome, detail = '' }: Pick<ListedClaim, 'outcome' | 'detail'>): void {
  const told = `${outcome ?? 'undecided'}${detail === '' ? '' : `: ${detail}`}`;
  // As terminals end a line.
  run.appendOutput(`${item.label}: ${told}\r\n`, undefined, item);
  if (outcome === 'proved') {
    run.passed(item);
    return;
  }
  const message = new TestMessage(told);
  if (item.uri && item.range) message.location = new Location(item.uri, item.range);
  run.failed(item, message);
}

function rangeOf({ range: { start, end } }: ListedClaim): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
