import { Uri, workspace, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, serveExtension } from './serve.ts';
import { registerCompiler } from './compiler.ts';

/** Called by the editor on a machine when the first `.region` file is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, 'dist/server/server.mjs').fsPath;
  // A file that is not open may be imported by one that is.
  const watcher = workspace.createFileSystemWatcher('**/*.region');
  context.subscriptions.push(watcher);
  const client = new LanguageClient(
    'region',
    'Region',
    { module, transport: TransportKind.stdio },
    { ...clientOptions, synchronize: { fileEvents: watcher } },
  );
  const compiler = registerCompiler(context);
  await serveExtension(context, client, { restart: () => client.restart(), compiler });
}
