import { lower } from '../network/lower.ts';
import { pictureOf } from '../plot/picture-of.ts';
import type { PictureOptions } from '../plot/picture.ts';
import { plot } from '../plot/plot.ts';
import { sliceTrouble } from '../plot/slice.ts';
import type { RegionGraph } from '../region/graph.ts';
import type { Analysis } from './analyse.ts';

/** The picture of a text as SVG, or why there is none. */
export type TextPicture = { readonly svg: string } | { readonly trouble: string };

/** The outputs or classes of a text, its regions where it has none, or the one region that is asked for. */
export function picture({ lastMeaning, source }: Analysis, region?: string, options: PictureOptions = {}): TextPicture {
  const graph = lastMeaning?.graph();
  if (!graph) return { trouble: 'The text has errors: there is no picture of it yet.' };
  const shown = region === undefined ? graph : alone(graph, region);
  if (!shown) return { trouble: `No region is named \`${region ?? ''}\`.` };
  const network = shown.head.kind === 'none' ? undefined : lower(shown, source, { mode: 'guarantee' }).value;
  const input = pictureOf({ title: region ?? source.path, graph: shown, ...(network && { network }) });
  const trouble = sliceTrouble(input.inputs, options);
  if (trouble !== undefined) return { trouble: `There is no picture: ${trouble}.` };
  return { svg: plot(input, options).svg };
}

function alone(graph: RegionGraph, region: string): RegionGraph | undefined {
  const named = graph.names.find(({ name }) => name === region);
  return named && { ...graph, head: { kind: 'none' }, names: [{ name: region, role: 'region', ref: named.ref }] };
}
