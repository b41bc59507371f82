import { Resvg } from '@resvg/resvg-js';
import { fileURLToPath } from 'node:url';
import { interHas } from '../plot/text.ts';
import { indexedPng } from './indexed-png.ts';

/**
 * The PNG of a picture, two pixels a unit. The pictures' own font is used; the system's only where a text has a
 * character that it lacks, since such a character would vanish.
 */
export function renderPng(svg: string): Uint8Array {
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: {
      loadSystemFonts: !interHas(textOf(svg)),
      fontFiles: ['regular', 'bold'].map((weight) =>
        fileURLToPath(new URL(`./fonts/inter-${weight}.ttf`, import.meta.url)),
      ),
      defaultFontFamily: 'Inter',
    },
  }).render();
  return indexedPng(image.pixels, image.width, image.height);
}

/** What the picture's text elements show. */
function textOf(svg: string): string {
  const elements = svg.match(/<text[ >].*?<\/text>/g) ?? [];
  return elements.map((element) => element.replace(/<title>.*?<\/title>|<[^>]*>/g, '')).join('');
}
