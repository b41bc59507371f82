import { format } from 'prettier';
import { textMateGrammar } from '../../../grammar/textmate.ts';
import { diagnosticsPage } from './diagnostics-page.ts';
import type { GeneratedFile } from './generated-file.ts';
import { helpExamplesModule } from './help-examples.ts';
import { keywordsPage } from './keywords-page.ts';
import { examplePictures, referencePictures } from './pictures.ts';

/** Every generated file as it should be, formatted as the project's own; `root` is the project's folder. */
export async function generatedFiles(root: URL): Promise<readonly GeneratedFile[]> {
  const textMate = await format(JSON.stringify(textMateGrammar()), { parser: 'json', printWidth: 120 });
  return [
    { path: 'grammar/region.tmLanguage.json', text: textMate },
    { path: 'grammar/diagnostics.md', text: await formatPage(diagnosticsPage(root)) },
    { path: 'src/base/catalogue/help-examples.ts', text: await formatCode(await helpExamplesModule(root)) },
    { path: 'grammar/keywords.md', text: await formatPage(keywordsPage()) },
    ...(await referencePictures(root)),
    ...(await examplePictures(root)),
  ];
}

function formatCode(text: string): Promise<string> {
  return format(text, { parser: 'typescript', printWidth: 120, singleQuote: true });
}

function formatPage(text: string): Promise<string> {
  return format(text, { parser: 'markdown', printWidth: 120 });
}
