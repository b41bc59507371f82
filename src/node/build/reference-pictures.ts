import { readFileSync } from 'node:fs';
import { hasErrors, messageOf } from '../../base/diagnostic.ts';
import { makeSource } from '../../base/source.ts';
import { lower } from '../../network/lower.ts';
import { pictureOf } from '../../plot/picture-of.ts';
import { plot } from '../../plot/plot.ts';
import { loneModule } from '../../program/modules.ts';
import { resolve } from '../../program/resolve.ts';
import { buildGraph } from '../../region/build.ts';
import { simplify } from '../../region/simplify.ts';

/** The pictures of the reference: of every block that has a name and an image of that name below it. */
export function referencePictures(root: URL): readonly { readonly path: string; readonly text: string }[] {
  const page = readFileSync(new URL('grammar/REFERENCE.md', root), 'utf8');
  const pictured = [
    ...page.matchAll(/^```region (\S+)\.region\n([\s\S]*?)^```\n\n!\[[^\]]*\]\(reference\/(\S+)\.svg\)$/gm),
  ];
  return pictured.map(([, name = '', text = '', image]) => {
    if (image !== name) throw new Error(`the picture of ${name}.region is called ${image}.svg`);
    return { path: `grammar/reference/${name}.svg`, text: draw(name, text) };
  });
}

function draw(name: string, text: string): string {
  const source = makeSource(`${name}.region`, text);
  const module = loneModule(source);
  const { value, diagnostics } = resolve(module);
  const problems = [...module.diagnostics, ...diagnostics];
  if (!value.program || hasErrors(problems)) throw new Error(problems.map(messageOf).join('\n'));
  const graph = simplify(buildGraph(value.program).value);
  const { value: network } = lower(graph, source, { mode: 'guarantee' });
  const picture = pictureOf({ title: name, graph, ...(network && { network }) });
  return `${plot(picture, { theme: 'auto', width: 560, height: 320 }).svg}`;
}
