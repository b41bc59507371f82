// Makes the fonts of the pictures: Inter cut down to the letters a picture may need, and the table of their widths that
// the layout measures with. Its results are committed; with --check it only compares them. Plain JavaScript, run by hand:
// node src/node/build/fonts.mjs [--check]
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { format, resolveConfig } from 'prettier';
import subsetFont from 'subset-font';

const root = new URL('../../../', import.meta.url);
const require = createRequire(import.meta.url);
const inter = require.resolve('@expo-google-fonts/inter/package.json').replace(/package\.json$/, '');

/** Latin, Greek, punctuation, super- and subscripts, currency, letterlike signs, arrows, operators, shapes. */
const ranges = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x218, 0x21b],
  [0x370, 0x3ff],
  [0x2010, 0x2027],
  [0x2030, 0x203e],
  [0x2070, 0x209c],
  [0x20a0, 0x20bf],
  [0x2100, 0x214f],
  [0x2190, 0x2199],
  [0x2200, 0x22ff],
  [0x25a0, 0x25ff],
  [0x2713, 0x2718],
];

/** Per weight: where the whole font is, and where its part goes. */
const weights = [
  { name: 'regular', from: `${inter}400Regular/Inter_400Regular.ttf`, to: 'src/node/fonts/inter-regular.ttf' },
  { name: 'bold', from: `${inter}700Bold/Inter_700Bold.ttf`, to: 'src/node/fonts/inter-bold.ttf' },
];

for (const { path, content } of await makeFonts()) {
  const file = new URL(path, root);
  if (!process.argv.includes('--check')) await writeFile(file, content);
  else if (!content.equals(await readFile(file))) {
    console.error(`${path} is not what its script makes of the installed font`);
    process.exitCode = 1;
  }
}

/** The files this script makes: path from the root of the repository, and content. */
async function makeFonts() {
  const text = ranges.flatMap(([first, last]) => codes(first, last).map((code) => String.fromCodePoint(code))).join('');
  const files = [];
  const widths = [];
  for (const weight of weights) {
    // Contextual forms stay out: they would turn `->` or `2x2` into other signs than were written.
    const options = { targetFormat: 'truetype', keepFeatures: ['kern', 'mark', 'mkmk', 'ccmp'], noHinting: true };
    const font = await subsetFont(await readFile(weight.from), text, options);
    files.push({ path: weight.to, content: font });
    widths.push([weight.name, advanceWidths(font)]);
  }
  files.push({ path: 'src/plot/inter-widths.ts', content: Buffer.from(await widthTable(widths)) });
  files.push({ path: 'src/node/fonts/LICENSE', content: await readFile(`${inter}LICENSE_FONT`) });
  return files;
}

function codes(first, last) {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Map from code point to advance width, in thousandths of the font size. */
function advanceWidths(font) {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = new Map();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i;
    tables.set(font.toString('latin1', at, at + 4), view.getUint32(at + 8));
  }
  const unitsPerEm = view.getUint16(tables.get('head') + 18);
  const metrics = view.getUint16(tables.get('hhea') + 34);
  const widths = new Map();
  for (const [code, glyph] of glyphs(view, tables.get('cmap'))) {
    const width = view.getUint16(tables.get('hmtx') + 4 * Math.min(glyph, metrics - 1));
    widths.set(code, Math.round((1000 * width) / unitsPerEm));
  }
  return widths;
}

/** Pairs of code point and glyph of a character map of format 4, which holds all of the ranges above. */
function glyphs(view, cmap) {
  let table = 0;
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const offset = cmap + view.getUint32(cmap + 8 + 8 * i);
    if (view.getUint16(offset) === 4) table = offset;
  }
  if (table === 0) throw new Error('the font has no character map of format 4');
  const segments = view.getUint16(table + 6) / 2;
  const ends = table + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const offsets = deltas + 2 * segments;
  const pairs = [];
  for (let i = 0; i < segments; i++) {
    const start = view.getUint16(starts + 2 * i);
    const offset = view.getUint16(offsets + 2 * i);
    for (const code of codes(start, Math.min(view.getUint16(ends + 2 * i), 0xfffe))) {
      const delta = view.getUint16(deltas + 2 * i);
      const glyph = offset === 0 ? code : view.getUint16(offsets + 2 * i + offset + 2 * (code - start));
      if (glyph !== 0) pairs.push([code, (glyph + delta) & 0xffff]);
    }
  }
  return pairs;
}

async function widthTable(widths) {
  const weight = ([name, table]) => {
    const byWidth = new Map();
    for (const [code, width] of table) byWidth.set(width, [...(byWidth.get(width) ?? []), code]);
    const lines = [...byWidth]
      .sort(([a], [b]) => a - b)
      .map(([width, members]) => `    [${width}, ${quote(String.fromCodePoint(...members.sort((a, b) => a - b)))}],`);
    return `  ${name}: [\n${lines.join('\n')}\n  ],\n`;
  };
  const text = `// Made by src/node/build/fonts.mjs.

/** Per weight of Inter: an advance width in thousandths of the font size, and the characters that have it. */
export const interWidths: Readonly<Record<'regular' | 'bold', readonly (readonly [number, string])[]>> = {
${widths.map(weight).join('')}};
`;
  const path = new URL('src/plot/inter-widths.ts', root).pathname;
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

function quote(text) {
  const escaped = text.replace(/[\\']/g, '\\$&').replace(/[\u00a0\u00ad\u2010-\u2027]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `'${escaped}'`;
}
