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
