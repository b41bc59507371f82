import { commands, StatusBarAlignment, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** Called by the editor when the first `.region` file is opened. */
export async function activate({ extensionUri, subscriptions }: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(extensionUri, 'dist/server.cjs').fsPath;
  // A file that is not open may be imported by one that is.
  const watcher = workspace.createFileSystemWatcher('**/*.region');
  const client = new LanguageClient(
    'region',
    'Region',
    { module, transport: TransportKind.stdio },
    { documentSelector: [{ language: 'region' }], synchronize: { fileEvents: watcher } },
  );
  const status = window.createStatusBarItem('region.status', StatusBarAlignment.Right);
  status.name = 'Region';
  status.command = 'region.restartServer';
  status.show();

  // The item says that the server answers, so it changes only when that is true.
  const report = async (starting: Promise<void>): Promise<void> => {
    status.text = '$(loading~spin) Region';
    try {
      await starting;
      status.text = '$(check) Region';
      status.tooltip = 'The Region language server is running. Click to restart it.';
    } catch (error) {
      status.text = '$(error) Region';
      status.tooltip = `The Region language server did not start: ${String(error)}. Click to try again.`;
    }
  };

  subscriptions.push(
    client,
    watcher,
    status,
    commands.registerCommand('region.restartServer', () => report(client.restart())),
  );
  await commands.executeCommand('setContext', 'region.active', true);
  await report(client.start());
}
