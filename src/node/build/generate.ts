import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { textMateGrammar } from '../../../grammar/textmate.ts';

/** A file that is made from the sources and committed. */
export interface GeneratedFile {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** Every generated file as it should be, formatted as the project's own. */
export async function generatedFiles(): Promise<readonly GeneratedFile[]> {
  const textMate = await format(JSON.stringify(textMateGrammar()), { parser: 'json', printWidth: 120 });
  return [{ path: 'grammar/region.tmLanguage.json', text: textMate }];
}

/** Writes those that are not current, below `root`, and gives their paths. */
export async function writeGeneratedFiles(root: URL): Promise<readonly string[]> {
  const stale = (await generatedFiles()).filter(({ path, text }) => read(new URL(path, root)) !== text);
  for (const { path, text } of stale) writeFileSync(new URL(path, root), text);
  return stale.map(({ path }) => path);
}

function read(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
