import { expect, it } from 'vitest';
import { plotFields, type FieldPanel } from '../../src/plot/fields.ts';
import { networkFields } from '../../src/plot/network-fields.ts';
import { pictureOf } from '../../src/plot/picture-of.ts';
import { specOf } from '../helpers/spec-of.ts';

const inputs = ['x', 'y'].map((name) => ({ name, lo: -2, hi: 2, uses: 1 }));

function panel(name: string, f: (x: number, y: number) => number, scale: FieldPanel['scale']): FieldPanel {
  return {
    name,
    at: (points, rows) =>
      Float64Array.from({ length: rows }, (_, row) => f(points[2 * row] as number, points[2 * row + 1] as number)),
    scale,
  };
}

const panels = [
  panel('sign', (x, y) => Math.tanh(x + y), { kind: 'signed' }),
  panel('size', (x, y) => 7 * Math.exp(-x * x - y * y), { kind: 'magnitude' }),
  panel('part', (x) => (x < -1 ? 0 : x < 1 ? 1 : 2), { kind: 'parts', names: ['left', 'middle', 'right'] }),
];

it.each([240, 400, 680])('keeps texts apart at %d pixels, alone and together', (width) => {
  for (const some of [panels, ...panels.map((each) => [each])]) {
    const { svg, overlaps } = plotFields({ title: 'Fields', inputs, panels: some }, { width });
    expect(overlaps).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity/);
  }
});

it('names the largest size, and the parts', () => {
  const { svg } = plotFields({ title: 'Fields', inputs, panels });
  expect(svg).toMatch(/size: ≤ (7|6\.9\d*)</);
  for (const name of ['left', 'middle', 'right']) expect(svg).toContain(`>${name}</text>`);
});

it('finds nothing to colour where all is 0', () => {
  const { svg } = plotFields({ title: 'none', inputs, panels: [panel('size', () => 0, { kind: 'magnitude' })] });
  expect(svg).toContain('size: ≤ 0');
  expect(svg).not.toMatch(/rc-f-seq[1-6]"[^>]* d=/);
});

it('takes the fields of any network by name', async () => {
  const text =
    'input x, y in [-2, 2]\nregion bump = gaussian(mean: [0, 0], sd: 1)\noutput a = bump or x >= 1 +- 0.3\noutput b = norm([x, y]) <= 1';
  const { graph, network } = await specOf('fields.region', text, () => undefined);
  if (!network) throw new Error('no network');
  const input = pictureOf({ title: 'fields.region', graph, network });
  const fields = networkFields(input, network, ['A1', 'b1', 'A2', 'b2[1]', 'reach']);
  if (typeof fields === 'string') throw new Error(fields);
  const { svg, overlaps } = plotFields(fields, { width: 680 });
  expect(overlaps).toEqual([]);
  for (const said of ['slope by A1', 'slope by b2[1]', 'how far errors go']) expect(svg).toContain(said);
  expect(networkFields(input, network, ['C1'])).toMatch(/no field is named `C1`/);
});
