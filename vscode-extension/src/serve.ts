import { commands, StatusBarAlignment, window, workspace, type ExtensionContext } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { registerClaims } from './claims.ts';
import { registerExplanations } from './explanations.ts';
import { registerPictures } from './pictures.ts';
import { registerTemplates } from './templates.ts';
import type { Compiler } from './compiler.ts';

/** What the client does wherever it runs. */
export function clientOptions({ subscriptions }: ExtensionContext): LanguageClientOptions {
  // A file that is not open may be imported by one that is.
  const watcher = workspace.createFileSystemWatcher('**/*.region');
  subscriptions.push(watcher);
  return {
    documentSelector: [{ language: 'region' }],
    initializationOptions: {
      pictures: true,
      commands: true,
      codeLink: 'command:region.explain?%5B%22{code}%22%5D',
    },
    // Hovers carry pictures as data.
    markdown: { isTrusted: false, supportHtml: false },
    synchronize: { fileEvents: watcher },
  };
}

/** What depends on where the editor runs. */
export interface Machine {
  readonly restart: () => Promise<void>;
  /** Absent in a browser. */
  readonly compiler?: Compiler;
}

/** Starts the server and gives the editor all that is not the server's: commands, panels, tests, the status bar. */
export async function serveExtension(
  context: ExtensionContext,
  client: BaseLanguageClient,
  { restart, compiler }: Machine,
): Promise<void> {
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

  context.subscriptions.push(
    client,
    status,
    commands.registerCommand('region.restartServer', () => report(restart())),
  );
  registerClaims(context, client, compiler);
  registerExplanations(context, client);
  registerPictures(context, client);
  registerTemplates(context);
  await commands.executeCommand('setContext', 'region.active', true);
  await commands.executeCommand('setContext', 'region.compiler', compiler !== undefined);
  await report(client.start());
}
