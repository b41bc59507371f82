import { pathOf, uriOf } from './uri.ts';
import { analyse, type Analysis } from '../src/service/analyse.ts';
import { makeSource } from '../src/base/source.ts';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocuments } from 'vscode-languageserver';

/** The text of a file that is not open, by its URI; undefined where there is none. */
export type ReadText = (uri: string) => Promise<string | undefined>;

/** The analyses of open documents: one for each version, however many requests come for it. */
export interface Analyses {
  of(document: TextDocument): Promise<Analysis>;
  forget(uri: string): void;
  /** Forgets the analyses that depend on other files, since one of those changed; gives their documents. */
  forgetImporting(): readonly string[];
}

export function makeAnalyses(documents: TextDocuments<TextDocument>, readText: ReadText): Analyses {
  const known = new Map<string, Remembered>();

  const start = (document: TextDocument): Remembered => {
    const { uri, version } = document;
    const load = (path: string): Promise<string | undefined> | string => {
      // What the user sees counts, not what was saved.
      const open = documents.all().find((other) => pathOf(other.uri) === path);
      return open?.getText() ?? readText(uriOf(path, uri));
    };
    const analysis = analyse(makeSource(pathOf(uri), document.getText()), load);
    const started: Remembered = { version, analysis, imports: true };
    void analysis.then(
      ({ imports }) => (started.imports = imports),
      () => {},
    );
    return started;
  };

  return {
    of(document) {
      const last = known.get(document.uri);
      const current = last?.version === document.version ? last : start(document);
      known.set(document.uri, current);
      return current.analysis;
    },
    forget: (uri) => known.delete(uri),
    forgetImporting() {
      const importing = [...known].filter(([, { imports }]) => imports).map(([uri]) => uri);
      for (const uri of importing) known.delete(uri);
      return importing;
    },
  };
}

interface Remembered {
  readonly version: number;
  readonly analysis: Promise<Analysis>;
  /** True until it is known that no other file matters. */
  imports: boolean;
}
