import { Uri, workspace, type ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { clientOptions, serveExtension } from './serve.ts';

/** What of a web worker is used here. */
interface Thread {
  terminate(): void;
}

declare const Worker: new (url: string) => Thread;

/** Called by an editor in a browser: the server runs in a web worker, and files come through the editor. */
export async function activate(context: ExtensionContext): Promise<void> {
  const script = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist/web/server.js'));
  // Editors that run far from the extension's files refuse a worker by their address.
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  let worker: Thread | undefined;
  const end = (): void => worker?.terminate();
  const start = async (): Promise<{ reader: BrowserMessageReader; writer: BrowserMessageWriter }> => {
    end();
    worker = new Worker(address);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient('region', 'Region', start, clientOptions(context));
  context.subscriptions.push(
    { dispose: end },
    client.onRequest('region/readText', async (uri: string) => readText(Uri.parse(uri))),
    client.onRequest('region/listFiles', async () => {
      const found = await workspace.findFiles('**/*.region', '**/node_modules/**', 500);
      return found.map(String);
    }),
  );
  const restart = async (): Promise<void> => {
    if (client.isRunning()) await client.stop();
    await client.start();
  };
  await serveExtension(context, client, { restart });
}

async function readText(uri: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
