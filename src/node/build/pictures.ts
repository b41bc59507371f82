import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { hasErrors, messageOf } from '../../base/diagnostic.ts';
import { makeSource, type Source } from '../../base/source.ts';
import { lower } from '../../network/lower.ts';
import { pictureOf } from '../../plot/picture-of.ts';
import { plot } from '../../plot/plot.ts';
import { loadModule } from '../../program/modules.ts';
import { resolve } from '../../program/resolve.ts';
import { buildGraph } from '../../region/build.ts';
import { simplify } from '../../region/simplify.ts';
import type { GeneratedFile } from './generated-file.ts';

/** The pictures of the reference: of every block that has a name and an image of that name below it. */
export function referencePictures(root: URL): Promise<readonly GeneratedFile[]> {
  const page = readFileSync(new URL('grammar/REFERENCE.md', root), 'utf8');
  const pictured = page.matchAll(/^```region (\S+)\.region\n([\s\S]*?)^```\n\n!\[[^\]]*\]\(reference\/\1\.svg\)$/gm);
  return Promise.all(
    [...pictured].map(async ([, name = '', text = '']) => ({
      path: `grammar/reference/${name}.svg`,
      text: await draw(name, makeSource(`${name}.region`, text)),
    })),
  );
}

/** The pictures of the examples' pages: of every image that is called like a spec beside it and needs no data. */
export async function examplePictures(root: URL): Promise<readonly GeneratedFile[]> {
  const examples = new URL('examples/', root);
  const pictures: GeneratedFile[] = [];
  for (const folder of readdirSync(examples).toSorted()) {
    const page = new URL(`${folder}/README.md`, examples);
    if (!existsSync(page)) continue;
    for (const [, name = ''] of readFileSync(page, 'utf8').matchAll(/^!\[[^\]]*\]\((\S+)\.svg\)$/gm)) {
      const spec = new URL(`${folder}/${name}.region`, examples);
      const source = makeSource(fileURLToPath(spec), readFileSync(spec, 'utf8'));
      pictures.push({ path: `examples/${folder}/${name}.svg`, text: await draw(name, source) });
    }
  }
  return pictures;
}

async function draw(title: string, source: Source): Promise<string> {
  const module = await loadModule(source, (path) => readFile(path, 'utf8').catch(() => undefined));
  const { value, diagnostics } = resolve(module);
  const problems = [...module.diagnostics, ...diagnostics];
  if (!value.program || hasErrors(problems)) throw new Error(problems.map(messageOf).join('\n'));
  const graph = simplify(buildGraph(value.program).value);
  const { value: network } = lower(graph, source, { mode: 'guarantee' });
  return plot(pictureOf({ title, graph, ...(network && { network }) }), { theme: 'auto', width: 560, height: 340 }).svg;
}
