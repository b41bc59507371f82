import type { Diagnostic, Fix, Result } from '../base/diagnostic.ts';
import { applyEdits, chooseFixes, type ChosenFix } from '../base/fixes.ts';
import { makeSource, positionAt, type Source } from '../base/source.ts';
import { folderOf, isBelow } from '../program/modules.ts';
import { readExactText } from '../node/read-file.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import type { CommonFlags } from './common-flags.ts';
import { resolveSpec, type LoadedSpec } from './subject.ts';

/** One fix that was made; the place is that of the finding in the text as it was just before. */
export interface Change {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly title: string;
}

/** Which findings a text has; those that are no error need the text to have none. */
export type Inspect = (spec: LoadedSpec) => Promise<readonly Diagnostic[]>;

/** Each round may uncover what an error hid before; a text that needs more than this is not worth waiting for. */
const mostRounds = 50;

/**
 * Makes the fixes of a spec and of the files below its folder that it imports: the safe ones, with `unsafe` also those
 * that guess what was meant. Each file is written whole, and only where something of it changed.
 */
export async function mendFiles(
  path: string,
  flags: CommonFlags,
  { unsafe, inspect }: { readonly unsafe: boolean; readonly inspect: Inspect },
): Promise<Result<readonly Change[]>> {
  const main = path.replaceAll('\\', '/');
  const files = new Files(folderOf(main), flags);
  const diagnostics = await files.open(main);
  const isAllowed = (fix: Fix): boolean =>
    (unsafe || fix.safe) && fix.edits.every(({ span }) => files.isOwn(span.file));
  const changes: Change[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const before = changes.length;
    for (const file of files.names()) {
      const source = files.source(file);
      // What an imported file has wrong is told in full only where it is looked at by itself.
      const found = await inspect(await resolveSpec(source, files.load(file === main), flags));
      const chosen = chooseFixes(
        found.filter(({ span }) => span?.file === file),
        isAllowed,
      );
      changes.push(...chosen.map((each) => changeOf(each, source)));
      files.edit(chosen.flatMap(({ fix }) => fix.edits));
    }
    if (changes.length === before) break;
  }
  return { value: changes, diagnostics: [...diagnostics, ...(await files.write())] };
}

/** The lines that tell the changes; `guesses` is the number of fixes left that `--unsafe` would make. */
export function printChanges(changes: readonly Change[], guesses: number): string {
  const lines = changes.map(({ file, line, column, code, title }) => `${file}:${line}:${column}: ${title} (${code})\n`);
  const made = changes.length === 0 ? 'nothing fixed' : `${count(changes.length)} made`;
  const left = guesses === 0 ? '' : `; --unsafe would make ${guesses} more that may change what you meant`;
  return `${lines.join('')}${made}${left}\n`;
}

function count(fixes: number): string {
  return `${fixes} ${fixes === 1 ? 'fix' : 'fixes'}`;
}

function changeOf({ found, fix }: ChosenFix, source: Source): Change {
  return { file: source.path, ...positionAt(source, found.span?.start ?? 0), code: found.code, title: fix.title };
}

/** The texts of a spec and what it imports, as they are on the disk and as they will be. */
class Files {
  readonly #folder: string;
  readonly #flags: CommonFlags;
  readonly #read = new Map<string, string>();
  readonly #now = new Map<string, string>();

  constructor(folder: string, flags: CommonFlags) {
    this.#folder = folder;
    this.#flags = flags;
  }

  async open(file: string): Promise<readonly Diagnostic[]> {
    const { value, diagnostics } = await readExactText(file, this.#flags.limit.sourceBytes);
    if (value !== undefined) {
      this.#read.set(file, value);
      this.#now.set(file, value);
    }
    return diagnostics;
  }

  /** Whether it may be written: what lies outside the folder of the spec is somebody else's. */
  isOwn(file: string): boolean {
    return this.#now.has(file) && isBelow(file, this.#folder);
  }

  /** The own ones as they are now: what is opened later is looked at in the next round. */
  names(): readonly string[] {
    return [...this.#now.keys()].filter((file) => this.isOwn(file));
  }

  source(file: string): Source {
    return makeSource(file, this.#now.get(file) ?? '');
  }

  /** Reads what the main file imports; other files see what is open already. */
  load(isMain: boolean): (file: string) => Promise<string | undefined> {
    return async (file) => {
      if (isMain && !this.#now.has(file)) await this.open(file);
      return this.#now.get(file);
    };
  }

  edit(edits: readonly Fix['edits'][number][]): void {
    for (const file of new Set(edits.map(({ span }) => span.file))) {
      const own = edits.filter(({ span }) => span.file === file);
      this.#now.set(file, applyEdits(this.#now.get(file) ?? '', own));
    }
  }

  async write(): Promise<readonly Diagnostic[]> {
    const diagnostics: Diagnostic[] = [];
    for (const [file, text] of this.#now) {
      if (text !== this.#read.get(file)) diagnostics.push(...(await writeFileAtomically(file, text)));
    }
    return diagnostics;
  }
}
