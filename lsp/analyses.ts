import { pathOf, uriOf } from './uri.ts';
import { analyse, type Analysis } from '../src/service/analyse.ts';
import { makeSource } from '../src/base/source.ts';
import type { Host } from './host.ts';
import type { Project } from '../src/service/project.ts';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocuments } from 'vscode-languageserver';

/** The analyses of open documents, one for each version however many requests come for it, and of their project. */
export interface Analyses {
  of(document: TextDocument): Promise<Analysis>;
  forget(uri: string): void;
  /** Forgets the analyses that depend on other files, since one of those changed; gives their documents. */
  forgetImporting(): readonly string[];
  /** The files around a document, open or not. */
  projectOf(uri: string): Project;
  /** The paths of the `.region` files of the workspace. */
  files(): Promise<readonly string[]>;
  /** What the workspace holds has changed. */
  forgetFiles(): void;
}

export function makeAnalyses(
  documents: TextDocuments<TextDocument>,
  host: Host,
  folders: () => readonly string[],
): Analyses {
  const known = new Map<string, Remembered>();
  const closed = new Map<string, { readonly text: string; readonly analysis: Promise<Analysis> }>();
  let listed: Promise<readonly string[]> | undefined;

  const loadBeside = (uri: string) => (path: string) => {
    // What the user sees counts, not what was saved.
    const open = documents.all().find((other) => pathOf(other.uri) === path);
    return open?.getText() ?? host.readText(uriOf(path, uri));
  };

  const start = (document: TextDocument, before?: Analysis): Remembered => {
    const { uri, version } = document;
    const analysis = analyse(makeSource(pathOf(uri), document.getText()), loadBeside(uri), before);
    const started: Remembered = { version, analysis, imports: true };
    void analysis.then(
      (made) => {
        started.imports = made.imports;
        started.made = made;
      },
      () => {},
    );
    return started;
  };

  const list = (): Promise<readonly string[]> => (listed ??= host.listFiles(folders()));

  const closedFile = async (uri: string): Promise<Analysis | undefined> => {
    const text = await host.readText(uri);
    if (text === undefined) return undefined;
    const last = closed.get(uri);
    if (last?.text === text) return last.analysis;
    const analysis = analyse(makeSource(pathOf(uri), text), loadBeside(uri));
    closed.set(uri, { text, analysis });
    return analysis;
  };

  const of = (document: TextDocument): Promise<Analysis> => {
    const last = known.get(document.uri);
    const current = last?.version === document.version ? last : start(document, last?.made);
    known.set(document.uri, current);
    return current.analysis;
  };

  return {
    of,
    forget: (uri) => known.delete(uri),
    forgetImporting() {
      const importing = [...known].filter(([, { imports }]) => imports).map(([uri]) => uri);
      for (const uri of importing) known.delete(uri);
      closed.clear();
      return importing;
    },
    projectOf: (uri) => ({
      load: loadBeside(uri),
      async mentioning(word) {
        const open = documents.all();
        const names = new Set(open.map((document) => document.uri));
        const others = (await list()).filter((each) => !names.has(each));
        const analyses = await Promise.all([...open.map(of), ...others.map(closedFile)]);
        return analyses.filter((analysis) => analysis?.source.text.includes(word) === true) as Analysis[];
      },
    }),
    files: async () => (await list()).map(pathOf),
    forgetFiles() {
      listed = undefined;
    },
  };
}

interface Remembered {
  readonly version: number;
  readonly analysis: Promise<Analysis>;
  /** True until it is known that no other file matters. */
  imports: boolean;
  /** The analysis, once it is there. */
  made?: Analysis;
}
