import { pathOf, uriOf } from './uri.ts';
import { analyse, type Analysis } from '../src/service/analyse.ts';
import { readSyntax, type Syntax } from '../src/service/syntax.ts';
import { makeSource } from '../src/base/source.ts';
import type { Host } from './host.ts';
import type { Project } from '../src/service/project.ts';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocuments } from 'vscode-languageserver';

/** The analyses of open documents, one for each version however many requests come for it, and of their project. */
export interface Analyses {
  of(document: TextDocument): Promise<Analysis>;
  /** Its syntax alone, which needs no other file and is there at once. */
  syntaxOf(document: TextDocument): Syntax;
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

  /** What is known of a document, its syntax as it is now. */
  const current = (document: TextDocument): Remembered => {
    const { uri, version } = document;
    const last = known.get(uri);
    if (last?.version === version) return last;
    const syntax = readSyntax(makeSource(pathOf(uri), document.getText()), last?.syntax);
    const now: Remembered = { version, syntax, analysis: last?.analysis, isStale: true, imports: true };
    known.set(uri, now);
    return now;
  };

  const of = (document: TextDocument): Promise<Analysis> => {
    const now = current(document);
    if (now.analysis && !now.isStale) return now.analysis;
    const analysis = analyseAfter(now.analysis, now.syntax, loadBeside(document.uri));
    Object.assign(now, { analysis, isStale: false });
    void analysis.then(
      ({ imports }) => Object.assign(now, { imports }),
      () => {},
    );
    return analysis;
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

  return {
    of,
    syntaxOf: (document) => current(document).syntax,
    forget: (uri) => known.delete(uri),
    forgetImporting() {
      const importing = [...known].filter(([, { imports }]) => imports);
      for (const [, remembered] of importing) remembered.isStale = true;
      closed.clear();
      return importing.map(([uri]) => uri);
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
  readonly syntax: Syntax;
  /** The last that was asked for: of this version, or of an earlier one and stale. */
  analysis: Promise<Analysis> | undefined;
  /** So is one that another file was part of which has changed. */
  isStale: boolean;
  /** True until it is known that no other file matters. */
  imports: boolean;
}

/** What was known of an earlier version is kept where this one is broken, so that one is waited for. */
async function analyseAfter(
  last: Promise<Analysis> | undefined,
  syntax: Syntax,
  load: Project['load'],
): Promise<Analysis> {
  const before = await last?.catch(() => undefined);
  return analyse(syntax.source, load, before, syntax);
}
