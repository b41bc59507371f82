import { Resvg } from '@resvg/resvg-js';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { niceTicks, numberText, percentText, shortNumber } from '../../src/plot/numbers.ts';
import { placeNames } from '../../src/plot/names.ts';
import { pathData, pixels } from '../../src/plot/path.ts';
import { Sheet } from '../../src/plot/sheet.ts';
import { cleanText, cutToLetters, cutToWidth, interHas, textWidth, wrapText } from '../../src/plot/text.ts';
import { unitOf } from '../../src/plot/units.ts';

/** What a renderer makes of a text at 100 pixels in the font that comes with the pictures. */
function drawnWidth(text: string, weight: 'regular' | 'bold'): number {
  const font = fileURLToPath(new URL(`../../src/node/fonts/inter-${weight}.ttf`, import.meta.url));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="200"><text y="100" font-family="Inter" font-size="100" font-weight="${weight === 'bold' ? 700 : 400}">${text}</text></svg>`;
  const drawn = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: [font] } });
  return drawn.getBBox()?.width ?? 0;
}

describe('text', () => {
  it('is measured with a reserve, bold wider than regular', () => {
    for (const weight of ['regular', 'bold'] as const) {
      const drawn = drawnWidth('Hmn, 0.95 setosa', weight);
      expect(textWidth('Hmn, 0.95 setosa', 100, weight) / drawn).toBeGreaterThan(1.1);
      expect(textWidth('Hmn, 0.95 setosa', 100, weight) / drawn).toBeLessThan(1.16);
    }
    expect(textWidth('setosa', 10, 'bold')).toBeGreaterThan(textWidth('setosa', 10));
    expect(textWidth('', 10)).toBe(0);
  });

  it('marks on a letter take no room, ideographs a square', () => {
    expect(textWidth('e\u0331\u0332', 10)).toBe(textWidth('e', 10));
    expect(textWidth('\u65e5', 10)).toBeGreaterThan(10);
  });

  it('is cut to a width or to letters, whole characters only', () => {
    expect(cutToWidth('setosa', 100, 10)).toBe('setosa');
    const cut = cutToWidth('x'.repeat(200), 100, 10);
    expect(cut).toMatch(/^x+…$/);
    expect(textWidth(cut, 10)).toBeLessThanOrEqual(100);
    expect(cutToLetters('virginica', 5)).toBe('virg…');
    expect(cutToLetters('ab\u{1f468}\u200d\u{1f469}cd', 4)).toBe('ab\u{1f468}\u200d\u{1f469}…');
  });

  it('wraps at blanks and never drops what it cannot say', () => {
    const lines = wrapText('one two three four five six seven', 60, 11, 2);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(60);
    expect(wrapText('', 60, 11, 2)).toEqual([]);
  });

  it('loses control characters and turns of direction, keeps the rest', () => {
    expect(cleanText('a\u0000b\nc\u202ed\u2066')).toBe('ab cd');
    expect(cleanText('\ud800x')).toBe('\ufffdx');
    expect(cleanText('\u05e9\u05dc\u05d5\u05dd \u{1f427}')).toBe('\u05e9\u05dc\u05d5\u05dd \u{1f427}');
  });

  it('the font has Latin, Greek, arrows and operators, and no pictures', () => {
    expect(interHas('Größe γ ≤ 5 → −0.95 ▲…')).toBe(true);
    expect(interHas('\u{1f427}')).toBe(false);
  });
});

describe('numbers', () => {
  it('carry the digits of their step', () => {
    expect(niceTicks(0, 3, 7).map(({ text }) => text)).toEqual(['0.0', '0.5', '1.0', '1.5', '2.0', '2.5', '3.0']);
    expect(niceTicks(2500, 6500, 4).map(({ text }) => text)).toEqual(['3,000', '4,000', '5,000', '6,000']);
    expect(niceTicks(-2, 2, 4).map(({ text }) => text)).toEqual(['−2', '−1', '0', '1', '2']);
  });

  it('very large and very small ones are powers of ten', () => {
    expect(niceTicks(0, 4e9, 4).map(({ text }) => text)).toEqual(['0', '1e9', '2e9', '3e9', '4e9']);
    expect(niceTicks(0, 2e-6, 4).map(({ text }) => text)).toEqual(['0', '5e−7', '1.0e−6', '1.5e−6', '2.0e−6']);
  });

  it('single ones are short', () => {
    expect(shortNumber(5.8, 8)).toBe('5.8');
    expect(shortNumber(5.804, 8)).toBe('5.8');
    expect(shortNumber(-0.00001, 8)).toBe('0');
    expect(shortNumber(4200, 4000)).toBe('4,200');
    expect(numberText(-1.5, 0.1)).toBe('−1.5');
  });

  it('shares say when they are small', () => {
    expect([0, 0.0004, 0.014, 0.384, 1].map(percentText)).toEqual(['0 %', 'under 0.1 %', '1.4 %', '38 %', '100 %']);
  });
});

describe('paths', () => {
  it('are written in tenths without a lost step', () => {
    expect([0.04, -0.04, 12.34, -3].map(pixels)).toEqual(['0', '0', '12.3', '-3']);
    const steps = Array.from({ length: 100 }, (_, k) => [k * 0.34, k * 0.26] as const);
    const data = pathData([steps], false);
    const [x, y] = data
      .replace(/^M/, '')
      .split('l')
      .map((pair) => (pair.match(/-?\d*\.?\d+/g) ?? []).map(Number))
      .reduce(([sumX = 0, sumY = 0], [stepX = 0, stepY = 0]) => [sumX + stepX, sumY + stepY]);
    expect([x, y]).toEqual([expect.closeTo(33.7, 6), expect.closeTo(25.7, 6)]);
  });

  it('close where they come back', () => {
    const start = [1, 1] as const;
    expect(pathData([[start, [2, 1], [2, 2], start]], false)).toBe('M1 1h1v1l-1-1z');
    expect(pathData([[start, [2, 1], [2, 2]]], true)).toBe('M1 1h1v1z');
  });
});

describe('sheets', () => {
  const options = { width: 100, height: 50, theme: 'light', name: 'a', title: 'a', description: 'a' } as const;

  it('find texts on each other and past the edge', () => {
    const sheet = new Sheet(options);
    sheet.text(10, 20, 'first', { size: 10 });
    sheet.text(20, 24, 'second', { size: 10 });
    sheet.text(95, 40, 'third', { size: 10 });
    expect(sheet.finish().overlaps).toEqual([
      { text: 'first', other: 'second' },
      { text: 'third', other: 'the edge of the picture' },
    ]);
  });

  it('know where upright and anchored texts lie', () => {
    const sheet = new Sheet(options);
    sheet.text(12, 45, 'upright', { size: 10, upright: true });
    sheet.text(96, 20, 'right', { size: 10, anchor: 'end' });
    sheet.text(50, 40, 'middle', { size: 10, anchor: 'middle' });
    expect(sheet.finish().overlaps).toEqual([]);
  });
});

describe('names of regions', () => {
  const area = { x: 0, y: 0, width: 400, height: 300 };
  const halves = (places: Float64Array, rows: number): Int32Array => {
    return Int32Array.from({ length: rows }, (_, k) => ((places[2 * k] as number) < 100 ? 0 : 1));
  };

  it('stand inside their region, off the marks', () => {
    const marks = Array.from({ length: 40 }, (_, k) => ({ x: 110 + 7 * k, y: 150, reach: 4 }));
    const [left, right] = placeNames(['left', 'right'], area, marks, halves);
    expect(left?.x).toBeLessThan(100);
    expect(right?.x).toBeGreaterThan(100);
    expect(Math.abs((right?.y ?? 150) - 150)).toBeGreaterThan(10);
  });

  it('are cut, or left out, where they have no room', () => {
    const [left, right, absent] = placeNames(
      ['a long name that fits nowhere', 'y'.repeat(40), 'absent'],
      area,
      [],
      halves,
    );
    expect(left?.text).toBe('');
    expect(right?.text).toBe(`${'y'.repeat(23)}…`);
    expect(absent).toBeUndefined();
  });
});

describe('units', () => {
  it.each([
    [{ name: 'length', columns: ['length'], doc: 'Petal length (cm).' }, 'cm'],
    [{ name: 'length', columns: ['length'], doc: 'Petal length in mm' }, 'mm'],
    [{ name: 'flipper', columns: ['flipper_length_mm'] }, 'mm'],
    [{ name: 'flipper', columns: ['Flipper Length (mm)'] }, 'mm'],
    [{ name: 'mass', columns: ['body_mass_g'] }, 'g'],
    [{ name: 'petal_length', columns: ['petal_length'], doc: 'How long it is.' }, undefined],
    [{ name: 'x_m', columns: ['x_m'] }, undefined],
    [{ name: 'x', columns: ['x'], doc: 'As used in general' }, undefined],
  ])('of %o is %s', (input, unit) => {
    expect(unitOf(input)).toBe(unit);
  });
});
