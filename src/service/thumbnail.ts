import { pictureOf } from '../plot/picture-of.ts';
import { plot } from '../plot/plot.ts';
import { sliceTrouble } from '../plot/slice.ts';
import type { RegionGraph } from '../region/graph.ts';

/** A region as a small picture. */
export interface Thumbnail {
  readonly name: string;
  readonly svg: string;
}

/** A picture of each named region alone; none where no plane can be drawn. */
export function thumbnails(text: RegionGraph, late: () => boolean): readonly Thumbnail[] {
  // What the file says of itself has no place in so small a picture.
  const { doc: _, ...graph } = text;
  return graph.names.slice(0, mostPictures).flatMap(({ name, ref }): Thumbnail[] => {
    if (late()) return [];
    const alone: RegionGraph = { ...graph, head: { kind: 'none' }, names: [{ name, role: 'region', ref }] };
    const input = pictureOf({ title: name, graph: alone });
    if (sliceTrouble(input.inputs, {}) !== undefined) return [];
    const { svg } = plot(input, { width: 260, height: 180 });
    return [{ name, svg }];
  });
}

const mostPictures = 40;
