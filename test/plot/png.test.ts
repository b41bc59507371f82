import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { renderPng } from '../../src/node/png.ts';
import { plot } from '../../src/plot/plot.ts';
import { pictures } from './pictures.ts';
import { irisInput } from './subjects.ts';

interface Image {
  readonly width: number;
  readonly height: number;
  readonly colours: number;
  readonly at: (x: number, y: number) => string;
}

/** Reads a PNG with a palette, as any viewer would. */
function decode(png: Uint8Array): Image {
  const file = Buffer.from(png);
  expect(file.toString('latin1', 0, 8)).toBe('\x89PNG\r\n\x1a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    chunks.set(file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const [header, palette] = [chunks.get('IHDR') ?? file, chunks.get('PLTE') ?? file];
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  expect([...header.subarray(8)]).toEqual([8, 3, 0, 0, 0]);
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  expect(rows.length).toBe((width + 1) * height);
  const at = (x: number, y: number): string => {
    const index = rows[y * (width + 1) + 1 + x] ?? 0;
    return `#${palette.toString('hex', 3 * index, 3 * index + 3)}`;
  };
  return { width, height, colours: palette.length / 3, at };
}

describe('PNG', () => {
  const png = renderPng(plot(irisInput(), { theme: 'light' }).svg);
  const image = decode(png);

  it('has two pixels a unit, a palette, and the same bytes each time', () => {
    expect([image.width, image.height]).toEqual([1280, 960]);
    expect(image.colours).toBeLessThanOrEqual(256);
    expect(png.length).toBeLessThan(40_000);
    expect(Buffer.from(renderPng(plot(irisInput(), { theme: 'light' }).svg)).equals(Buffer.from(png))).toBe(true);
  });

  it('keeps the flat colours exactly', () => {
    expect(image.at(2, 2)).toBe('#ffffff');
    expect(image.at(200, 500)).toBe('#deebfe');
    expect(image.at(600, 700)).toBe('#feded5');
    expect(image.at(1200, 400)).toBe('#c8f7ec');
  });

  it('draws text with the fonts that come with it, bold ones too', () => {
    const dark = (x: number, y: number, width: number, height: number): number => {
      const pixels = Array.from({ length: width * height }, (_, k) =>
        image.at(x + (k % width), y + Math.floor(k / width)),
      );
      return pixels.filter((colour) => Number.parseInt(colour.slice(1, 3), 16) < 120).length;
    };
    expect(dark(28, 20, 140, 30)).toBeGreaterThan(500);
    expect(dark(28, 60, 400, 24)).toBeGreaterThan(500);
  });

  it('is dark on request', () => {
    const dark = decode(renderPng(plot(irisInput(), { theme: 'dark' }).svg));
    expect(dark.at(2, 2)).toBe('#1b1e24');
    expect(dark.at(200, 500)).toBe('#1c334d');
  });

  it('takes other characters from the system where it has them', () => {
    const input = pictures['hostile names'];
    if (input === undefined) throw new Error('the picture is gone');
    expect(decode(renderPng(plot(input).svg)).width).toBe(1280);
  });
});

describe('fonts', () => {
  it('are what their script makes of the installed font', () => {
    const script = fileURLToPath(new URL('../../src/node/build/fonts.mjs', import.meta.url));
    expect(() => execFileSync(process.execPath, [script, '--check'])).not.toThrow();
  });
});
