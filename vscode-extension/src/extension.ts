import { Uri, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, serveExtension } from './serve.ts';
import { registerCompiler } from './compiler.ts';

/** Called by the editor on a machine when the first `.region` file is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, 'dist/server/server.mjs').fsPath;
  const server = { module, transport: TransportKind.stdio };
  const client = new LanguageClient('region', 'Region', server, clientOptions(context));
  const compiler = registerCompiler(context);
  await serveExtension(context, client, { restart: () => client.restart(), compiler });
}
