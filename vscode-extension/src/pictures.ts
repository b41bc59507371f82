import {
  ColorThemeKind,
  commands,
  Uri,
  ViewColumn,
  window,
  workspace,
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

/** The picture of a file or of one region, beside the text: it follows the text while that is sound. */
export function registerPictures({ subscriptions }: ExtensionContext, client: BaseLanguageClient): void {
  let shown: Shown | undefined;

  const draw = async (): Promise<void> => {
    if (!shown) return;
    const { panel, file, region } = shown;
    const theme = isDark() ? 'dark' : 'light';
    const about = region === undefined ? {} : { region };
    const picture = await client.sendRequest<Picture>('region/picture', { uri: file.toString(), theme, ...about });
    panel.webview.html = pageOf(picture);
  };
  const show = async (given: unknown, region?: unknown): Promise<void> => {
    const file = fileOf(given);
    if (!file) return;
    await workspace.openTextDocument(file);
    const name = typeof region === 'string' ? region : undefined;
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = shown?.panel ?? window.createWebviewPanel('region.picture', 'Region', column);
    panel.title = name ?? file.path.split('/').at(-1) ?? 'Region';
    if (!shown) panel.onDidDispose(() => (shown = undefined));
    else panel.reveal(undefined, true);
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

/** Without scripts; the picture's own styles only. */
function pageOf(picture: Picture): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const body = 'svg' in picture ? picture.svg : `<p>${escaped(picture.trouble)}</p>`;
  const state = 'svg' in picture ? 'ready' : 'trouble';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<style>body { margin: 0; padding: 12px; } svg { max-width: 100%; height: auto; }</style></head>
<body data-state="${state}">${body}</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
