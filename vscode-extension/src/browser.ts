import { commands, Uri, workspace, type ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { clientOptions, serveExtension } from './serve.ts';

/** What of a web worker is used here. */
declare const Worker: new (url: string) => ConstructorParameters<typeof LanguageClient>[3];

/** Called by an editor in a browser: the server runs in a web worker, and files come through the editor. */
export async function activate(context: ExtensionContext): Promise<void> {
  const script = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist/web/server.js'));
  // Editors that run far from the extension's files refuse a worker by their address.
  const blob = new Blob([script], { type: 'text/javascript' });
  const client = new LanguageClient('region', 'Region', clientOptions, new Worker(URL.createObjectURL(blob)));
  context.subscriptions.push(
    client.onRequest('region/readText', async (uri: string) => readText(Uri.parse(uri))),
    client.onRequest('region/listFiles', async () => {
      const found = await workspace.findFiles('**/*.region', '**/node_modules/**', 500);
      return found.map(String);
    }),
  );
  await serveExtension(context, client, {
    // The worker ends with the server in it.
    restart: async () => void (await commands.executeCommand('workbench.action.restartExtensionHost')),
  });
}

async function readText(uri: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
