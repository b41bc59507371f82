import {
  ColorThemeKind,
  commands,
  Uri,
  ViewColumn,
  window,
  workspace,
  type DocumentSymbol,
  type ExtensionContext,
  type WebviewPanel,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { fileOf } from './active-file.ts';

type Picture = { readonly svg: string } | { readonly trouble: string };

interface Shown {
  readonly panel: WebviewPanel;
  readonly file: Uri;
  readonly region?: string;
}

/**
 * The picture of a file or of one region, beside the text: it follows the text while that is sound, and a click on a
 * name in it goes to where that is declared.
 */
export function registerPictures({ subscriptions }: ExtensionContext, client: BaseLanguageClient): void {
  let shown: Shown | undefined;
  let draws = 0;

  const draw = async (): Promise<void> => {
    if (!shown) return;
    const { panel, file, region } = shown;
    const turn = ++draws;
    const theme = isDark() ? 'dark' : 'light';
    const about = region === undefined ? {} : { region };
    const picture = await client.sendRequest<Picture>('region/picture', { uri: file.toString(), theme, ...about });
    const names = (await symbolsIn(file)).map(({ name }) => name);
    // A later text may have been drawn first, or the panel closed.
    if (turn === draws && shown) panel.webview.html = pageOf(picture, names);
  };
  const reveal = async (name: unknown): Promise<void> => {
    if (!shown) return;
    const { file } = shown;
    const symbol = (await symbolsIn(file)).find((each) => each.name === name);
    if (!symbol) return;
    const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === file.toString());
    const { viewColumn = ViewColumn.One } = editor ?? {};
    await window.showTextDocument(file, { viewColumn, selection: symbol.selectionRange });
  };
  const show = async (given: unknown, region?: unknown): Promise<void> => {
    const file = fileOf(given);
    if (!file) return;
    await workspace.openTextDocument(file);
    const name = typeof region === 'string' ? region : undefined;
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel =
      shown?.panel ?? window.createWebviewPanel('region.picture', 'Region', column, { enableScripts: true });
    panel.title = name ?? file.path.split('/').at(-1) ?? 'Region';
    if (shown) panel.reveal(undefined, true);
    else {
      panel.onDidDispose(() => (shown = undefined));
      panel.webview.onDidReceiveMessage(reveal);
    }
    shown = { panel, file, ...(name !== undefined && { region: name }) };
    await draw();
  };

  subscriptions.push(
    commands.registerCommand('region.show', show),
    commands.registerCommand('region.plot', (given: unknown) => show(given)),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() === shown?.file.toString()) void draw();
    }),
    window.onDidChangeActiveColorTheme(() => void draw()),
  );
}

function isDark(): boolean {
  const { kind } = window.activeColorTheme;
  return kind === ColorThemeKind.Dark || kind === ColorThemeKind.HighContrast;
}

/** The declarations of a file. */
async function symbolsIn(file: Uri): Promise<readonly DocumentSymbol[]> {
  const found = await commands.executeCommand<DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    file,
  );
  return found ?? [];
}

/** The picture with its own styles, and a script that tells which of these names in it is clicked. */
function pageOf(picture: Picture, names: readonly string[]): string {
  const nonce = crypto.randomUUID();
  // A `<` in a name must not end the script.
  const known = JSON.stringify(names).replaceAll('<', String.raw`\u003c`);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'nonce-${nonce}'`;
  const body = 'svg' in picture ? picture.svg : `<p>${escaped(picture.trouble)}</p>`;
  const state = 'svg' in picture ? 'ready' : 'trouble';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<style>
  body { margin: 0; padding: 12px; }
  svg { max-width: 100%; height: auto; }
  .name { cursor: pointer; }
  .name:hover { text-decoration: underline; }
</style></head>
<body data-state="${state}">${body}
<script nonce="${nonce}">
  const names = new Set(${known});
  const editor = acquireVsCodeApi();
  for (const text of document.querySelectorAll('svg text')) {
    const name = text.textContent.replace(/ \\(.*/, '');
    if (!names.has(name)) continue;
    text.classList.add('name');
    text.addEventListener('click', () => editor.postMessage(name));
  }
</script></body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
