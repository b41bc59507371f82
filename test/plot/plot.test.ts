import { gzipSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import type { Picture, PictureInput } from '../../src/plot/picture.ts';
import { plot } from '../../src/plot/plot.ts';
import { sliceTrouble } from '../../src/plot/slice.ts';
import { pictures } from './pictures.ts';

const widths = [240, 400, 1000];

function picture(name: string): PictureInput {
  const found = pictures[name];
  if (found === undefined) throw new Error(`no picture is named ${name}`);
  return found;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Most tests look at the same few pictures. */
const drawn = new Map(Object.entries(pictures).map(([name, input]) => [name, plot(input)]));

function draw(name: string): Picture {
  return drawn.get(name) ?? plot(picture(name));
}

describe.each(Object.entries(pictures))('%s', (name, input) => {
  it('keeps its texts apart', () => {
    expect(draw(name).overlaps).toEqual([]);
  });

  it.each(widths)('keeps its texts apart at %d pixels', (width) => {
    expect(plot(input, { width, height: Math.round(0.75 * width) }).overlaps).toEqual([]);
  });

  it('is well formed, of the same bytes each time, and without what a strict page refuses', () => {
    const { svg, width, height } = draw(name);
    expect(plot(input).svg).toBe(svg);
    const parsed = new Resvg(svg, { font: { loadSystemFonts: false } });
    expect([parsed.width, parsed.height]).toEqual([width, height]);
    expect(svg).not.toMatch(/ style=|<script|<foreignObject| on\w+=|-0[ "]|NaN|Infinity|undefined/);
    const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of svg.matchAll(/(?:href="#|url\(#)([^")]*)/g)) expect(ids).toContain(id);
  });

  it('says in words what is seen', () => {
    const { svg } = draw(name);
    const labelled = /^<svg[^>]* role="img" aria-labelledby="(\S+) (\S+)"/.exec(svg);
    expect(svg).toMatch(new RegExp(`<title id="${labelled?.[1]}">[^<]+</title>`));
    expect(svg).toMatch(new RegExp(`<desc id="${labelled?.[2]}">[^<]+ (?:across|to|named)[^<]+\\.</desc>`));
  });

  it('colours by classes and attributes, and turns dark by one style sheet', () => {
    const { svg } = draw(name);
    const used = new Set(svg.replace(/<style>.*<\/style>/, '').match(/rc-[fs]-\w+/g));
    const styled = new Set(/<style>(.*)<\/style>/.exec(svg)?.[1]?.match(/rc-[fs]-\w+/g));
    expect([...styled].sort()).toEqual([...used].sort());
    expect(svg).toContain('<style>@media (prefers-color-scheme:dark){');
    expect(plot(input, { theme: 'light' }).svg).toBe(svg.replace(/<style>.*<\/style>\n/, ''));
    const dark = plot(input, { theme: 'dark' }).svg;
    expect(dark).not.toContain('<style>');
    expect(dark).toContain('fill="#1b1e24"');
  });
});

describe('sizes', () => {
  it.each([
    ['iris', 40, 8],
    ['penguins', 40, 8],
    ['ten classes', 40, 8],
    ['gaussian', 40, 8],
    ['five outputs', 150, 25],
    ['five regions', 150, 25],
    ['hostile names', 40, 8],
  ])('%s is below %d kB, %d kB compressed', (name, plain, compressed) => {
    const { svg } = draw(name);
    expect(Buffer.byteLength(svg)).toBeLessThan(plain * 1000);
    expect(gzipSync(svg).length).toBeLessThan(compressed * 1000);
  });

  it('is 640 x 480, or as asked', () => {
    expect(draw('iris')).toMatchObject({ width: 640, height: 480 });
    expect(plot(picture('iris'), { width: 400, height: 400 })).toMatchObject({ width: 400, height: 400 });
  });

  it('grows where the legend needs more, and shrinks to a plot of equal scales', () => {
    expect(plot(picture('long names'), { width: 400, height: 300 }).height).toBeGreaterThan(300);
    const wide = {
      ...picture('gaussian'),
      inputs: [
        { name: 'x', lo: 0, hi: 8, uses: 1 },
        { name: 'y', lo: 0, hi: 4, uses: 1 },
      ],
    };
    expect(plot(wide).height).toBeLessThan(400);
  });
});

describe('classes', () => {
  const iris = draw('iris').svg;

  it('fills each class in its colour, and fades what is undecided', () => {
    for (const index of [0, 1, 2]) expect(iris).toContain(`class="rc-f-area${index}"`);
    expect(iris).toMatch(/class="rc-f-paper" fill="#ffffff" fill-opacity="0.62"/);
  });

  it('draws the network wide and soft, the text thin over it', () => {
    const [soft, thin] = ['stroke-width="3" stroke-opacity="0.28"', 'stroke-width="1.25"'].map((part) =>
      iris.indexOf(part),
    );
    expect(soft).toBeGreaterThan(0);
    expect(thin).toBeGreaterThan(soft ?? Infinity);
  });

  it('a network without a text has one line of 2 pixels', () => {
    const { svg } = draw('penguins');
    expect(svg).toMatch(/class="rc-s-ink" fill="none" stroke="#1b1e24" stroke-width="2"/);
    expect(svg).not.toContain('exact boundary');
  });

  it('draws the level only where the transition is 6 pixels wide', () => {
    expect(iris).toContain('level 0.95');
    expect(iris).toMatch(/class="rc-s-c0" fill="none" stroke="#0759c3" stroke-width="1"/);
    expect(iris).not.toMatch(/class="rc-s-c2" fill="none"/);
  });

  it('names every region in it, and counts its rows below', () => {
    for (const name of ['setosa', 'versicolor', 'virginica']) {
      expect(count(iris, new RegExp(`font-weight="700" text-anchor="middle">${name}</text>`, 'g'))).toBe(1);
      expect(iris).toContain(`>${name} 50</text>`);
    }
    expect(iris).toContain('>wrong 7 of 150</text>');
    expect(iris).toContain('right, ');
  });

  it('where a name has no room, the mark stands for it and the legend says its name', () => {
    const { svg } = draw('narrow class');
    expect(svg).toMatch(/a name much too long for a strip<\/text>/);
    expect(count(svg, /<use /g)).toBe(2);
  });

  it('leaves the fills out on request', () => {
    const { svg } = plot(picture('iris'), { style: 'lines' });
    expect(svg).not.toContain('rc-f-area');
    expect(svg).toContain('exact boundary');
  });
});

describe('outputs and regions', () => {
  it('ten bands with the level 0 over them and both levels c', () => {
    const { svg } = draw('gaussian');
    for (let index = 0; index < 10; index++) expect(svg).toContain(`rc-f-div${index}`);
    expect(svg).toContain('>level 0.95</text>');
    expect(svg).toContain('>level −0.95</text>');
    expect(svg).toContain('stroke-dasharray="1.5 2.5"');
    for (const end of ['inside', 'outside']) expect(svg).toContain(`>${end}</text>`);
  });

  it('says a level with no more digits than one can see', () => {
    const { svg } = plot({ ...picture('gaussian'), confidence: 0.912345678 });
    expect(svg).toContain('>level 0.912</text>');
    expect(svg).toContain('>level −0.912</text>');
  });

  it('a panel for each, lettered, with shared axes', () => {
    const { svg } = draw('five outputs');
    for (const letter of 'abcde') expect(svg).toContain(`<tspan font-weight="700">(${letter})</tspan>`);
    expect(count(svg, />y<\/text>/g)).toBe(2);
  });

  it('at most twelve panels, and the picture says so', () => {
    const { svg } = draw('fourteen regions');
    expect(svg).toContain('The first 12 of 14 regions.');
    expect(svg).toContain('(l)</tspan>');
    expect(svg).not.toContain('(m)</tspan>');
  });

  it('regions without a network have no colours of confidence', () => {
    expect(draw('five regions').svg).not.toMatch(/rc-f-div/);
  });
});

describe('profiles', () => {
  it('one input gives curves told by dash as well as colour, and a strip of the text', () => {
    const { svg } = draw('one input');
    expect(svg).toContain('>membership</text>');
    expect(svg).toContain('stroke-dasharray="7 2.5"');
    expect(count(svg, />middle<\/text>/g)).toBe(2);
    expect(svg).toMatch(/middle: 2 to 6/);
  });

  it('one axis of several gives a profile at the slice', () => {
    const { svg } = plot(picture('iris'), { axes: ['petal_width'], at: { petal_length: 5 } });
    expect(svg).toContain('Slice at petal_length 5.');
  });
});

describe('slices', () => {
  it('shows the pair of inputs with most classes and says where the others are held', () => {
    const { svg } = draw('penguins');
    expect(svg).toMatch(/Slice at \w+ [\d.,]+, \w+ [\d.,]+\./);
    for (const name of ['Adelie', 'Chinstrap', 'Gentoo']) expect(svg).toContain(`text-anchor="middle">${name}</text>`);
  });

  it('takes axes and values as asked', () => {
    const { svg } = plot(picture('penguins'), {
      axes: ['mass', 'bill_depth'],
      at: { flipper: 210, bill_length: 44.5 },
    });
    expect(svg).toContain('>mass (g)</text>');
    expect(svg).toContain('>bill_depth (mm)</text>');
    expect(svg).toContain('Slice at bill_length 44.5, flipper 210.');
  });

  it.each([
    [{ axes: ['mass', 'bill_depth'], at: { flipper: 210 } }, undefined],
    [{ axes: ['weight'] }, 'no input is named `weight`; there is bill_length, bill_depth, flipper, mass'],
    [{ at: { weight: 2 } }, 'no input is named `weight`; there is bill_length, bill_depth, flipper, mass'],
    [{ axes: ['mass', 'mass'] }, 'both axes are `mass`'],
    [{ axes: ['mass', 'flipper', 'bill_depth'] }, 'a picture has one axis or two, not 3'],
  ])('of %o the trouble is %s', (options, trouble) => {
    const input = picture('penguins');
    expect(sliceTrouble(input.inputs, options)).toBe(trouble);
    if (trouble === undefined) expect(plot(input, options).overlaps).toEqual([]);
  });
});

describe('hostile names', () => {
  const { svg } = draw('hostile names');

  it('stay text', () => {
    expect(svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(svg).toContain('a &amp; b &quot;quoted&quot;');
  });

  it('are cut where they are long, and whole in their tooltip', () => {
    expect(svg).toMatch(/<title>x{200}<\/title>/);
    expect(svg).toMatch(/>x{20,60}…<\/text>/);
  });

  it('lose what steers the text around them', () => {
    // eslint-disable-next-line no-control-regex
    expect(svg).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069\ud800-\udbff](?![\udc00-\udfff])/);
  });
});
