import { commands, EventEmitter, Uri, workspace, type ExtensionContext } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

const scheme = 'region-message';

/** What the code of a message means: a page behind the link that each code is. */
export function registerExplanations({ subscriptions }: ExtensionContext, client: BaseLanguageClient): void {
  const changed = new EventEmitter<Uri>();
  const provider = {
    onDidChange: changed.event,
    provideTextDocumentContent: async ({ path }: Uri): Promise<string> => {
      const code = path.replace(/^\/|\.md$/g, '');
      const text = await client.sendRequest<string | null>('region/explain', { code });
      return text ?? `${code} is no code of a message.`;
    },
  };
  subscriptions.push(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, provider),
    commands.registerCommand('region.explain', (code: string) =>
      commands.executeCommand('markdown.showPreviewToSide', Uri.from({ scheme, path: `/${code}.md` })),
    ),
  );
}
