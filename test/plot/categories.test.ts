import { describe, expect, it } from 'vitest';
import { compile } from '../../src/network/compile.ts';
import type { PictureData, PictureInput, PictureOptions } from '../../src/plot/picture.ts';
import { pictureOf } from '../../src/plot/picture-of.ts';
import { plot } from '../../src/plot/plot.ts';
import { chooseSlice, nearSlice, pointsOfSlice, sliceText, sliceTrouble } from '../../src/plot/slice.ts';
import { plotTerminal } from '../../src/plot/terminal.ts';
import { programOf } from '../helpers/program-of.ts';

/** The coordinates are x, k=1, k=2, y, s=a, s="b c". */
const text = `
input x in [0, 4]
input k in {1, 2}
input y in [0, 2]
input s in {a, "b c", ..}
class low  = x <= 1 or (s == a and y <= 1)
class high = k == 2 and x >= 3
class rest = otherwise`;

describe('a picture over categories', () => {
  it('has real inputs as axes only, and says at which categories it is', () => {
    const input = picture();
    const slice = chooseSlice(input, {});
    expect(slice).toEqual({ axes: [0, 3], at: [2, 1, 0, 1, 1, 0] });
    expect(sliceText(input.inputs, slice)).toBe('Slice at k = 1, s = a.');
    expect(plot(input, {}).svg).toContain('Slice at k = 1, s = a.');
    expect(plotTerminal(input, { colour: 'none' }).replace(/\s+/g, ' ')).toContain('Slice at k = 1, s = a.');
  });

  it('is at the most frequent category of the data, or at none where most have none', () => {
    const rows = [
      [0, 0, 1, 0, 0, 0],
      [1, 1, 0, 0, 0, 1],
      [3, 0, 1, 2, 0, 0],
    ];
    const input = picture({ rows: rows.length, points: Float64Array.from(rows.flat()) });
    const slice = chooseSlice(input, {});
    expect(slice.at).toEqual([1, 0, 1, 0, 0, 0]);
    expect(sliceText(input.inputs, slice)).toBe('Slice at k = 2, s unlisted.');
    expect(nearSlice(input.inputs, slice, input.data ?? { rows: 0, points: new Float64Array() })).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('is at the categories that are asked for; of an open input any other is none of them', () => {
    const slice = chooseSlice(picture(), { at: { k: '2.0', s: 'b c', y: '0.5' }, axes: ['x'] });
    expect(slice).toEqual({ axes: [0], at: [2, 0, 1, 0.5, 0, 1] });
    expect(sliceText(picture().inputs, slice)).toBe('Slice at k = 2, y 0.5, s = b c.');
    expect(chooseSlice(picture(), { at: { s: 'z' } }).at.slice(4)).toEqual([0, 0]);
  });

  it('shows points with one category of each input', () => {
    const slice = chooseSlice(picture(), { at: { k: 2 } });
    expect([...pointsOfSlice(slice, Float64Array.of(0.5, 1.5, 4, 2), 2)]).toEqual([
      0.5, 0, 1, 1.5, 1, 0, 4, 0, 1, 2, 1, 0,
    ]);
  });

  it.each<[PictureOptions, string | undefined]>([
    [{ axes: ['x', 'y'], at: { k: 1, s: 'q' } }, undefined],
    [{ axes: ['x', 's'] }, '`s` is a category and no axis; hold it with --at "s=a"'],
    [{ axes: ['s=a'] }, 'no input is named `s=a`; there is x, k, y, s'],
    [{ at: { k: 3 } }, '`k` has no category `3`; there is 1, 2'],
    [{ at: { x: 'a' } }, '`x` is held at a number, not at `a`'],
  ])('of %o the trouble is %s', (options, trouble) => {
    expect(sliceTrouble(picture().inputs, options)).toBe(trouble);
  });

  it('needs a real input', () => {
    const input = pictureOf({ title: 'a', graph: networkOf('input s in {a, c}\noutput r = s == a').text });
    expect(sliceTrouble(input.inputs, {})).toBe(
      'a picture needs a real input as its axis, and all inputs are categories',
    );
  });

  it('along the only real input is a profile', () => {
    const network = networkOf('input s in {a, c}\ninput x in [0, 1]\noutput r = s == a and x >= 0.5');
    const input = pictureOf({ title: 'a', graph: network.text, network });
    expect(chooseSlice(input, {}).axes).toEqual([2]);
    expect(plot(input, {}).svg).toContain('>membership</text>');
  });
});

function networkOf(source: string) {
  const { value } = compile(programOf(source), { mode: 'guarantee' });
  if (!value) throw new Error('it does not compile');
  return value;
}

function picture(data?: PictureData): PictureInput {
  const network = networkOf(text);
  return pictureOf({ title: 'spec.region', graph: network.text, network, ...(data && { data }) });
}
