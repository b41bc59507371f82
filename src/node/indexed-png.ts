import { crc32, deflateSync } from 'node:zlib';

/** A PNG of opaque RGBA pixels with at most 256 colours: a third of the size, and drawings look the same. */
export function indexedPng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const words = new Uint32Array(width * height);
  for (let i = 0; i < words.length; i++) {
    words[i] = ((pixels[4 * i] as number) << 16) | ((pixels[4 * i + 1] as number) << 8) | (pixels[4 * i + 2] as number);
  }
  const palette = choosePalette(words);
  const nearest = new Map<number, number>();
  const rows = new Uint8Array((width + 1) * height);
  for (let i = 0; i < words.length; i++) {
    const colour = words[i] as number;
    let index = nearest.get(colour);
    if (index === undefined) nearest.set(colour, (index = nearestOf(palette, colour)));
    // Each row begins with its filter type, 0: filters do not help indices.
    rows[i + Math.floor(i / width) + 1] = index;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits an index, colour type 3 (palette), and the only methods there are.
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => channels(colour)));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** The most frequent colours as they are (the flat areas), and the means of boxes around the others (the soft edges). */
function choosePalette(words: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const colour of words) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const ranked = [...counts].sort(([a, countA], [b, countB]) => countB - countA || a - b);
  if (ranked.length <= 256) return ranked.map(([colour]) => colour);
  const kept = ranked.slice(0, 96).map(([colour]) => colour);
  let boxes: (readonly [number, number])[][] = [ranked.slice(96)];
  while (boxes.length < 256 - kept.length) {
    const widest = boxes.reduce((best, box) => (spread(box).extent > spread(best).extent ? box : best));
    if (spread(widest).extent === 0) break;
    boxes = [...boxes.filter((box) => box !== widest), ...split(widest)];
  }
  return [...kept, ...boxes.map(meanColour)];
}

type Weighed = readonly (readonly [colour: number, count: number])[];

/** The channel in which a box of colours is widest, and how wide. */
function spread(box: Weighed): { readonly channel: number; readonly extent: number } {
  const extents = [0, 1, 2].map((channel) => {
    const values = box.map(([colour]) => channels(colour)[channel] as number);
    return values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), 255);
  });
  const extent = Math.max(...extents);
  return { channel: extents.indexOf(extent), extent };
}

function split(box: Weighed): (readonly [number, number])[][] {
  const { channel } = spread(box);
  const value = ([colour]: readonly [number, number]): number => channels(colour)[channel] as number;
  const sorted = [...box].sort((a, b) => value(a) - value(b) || a[0] - b[0]);
  const half = sorted.length >> 1;
  return [sorted.slice(0, half), sorted.slice(half)];
}

function meanColour(box: Weighed): number {
  const total = box.reduce((sum, [, count]) => sum + count, 0);
  const mean = (channel: number): number => {
    return Math.round(
      box.reduce((sum, [colour, count]) => sum + count * (channels(colour)[channel] as number), 0) / total,
    );
  };
  return (mean(0) << 16) | (mean(1) << 8) | mean(2);
}

function nearestOf(palette: readonly number[], colour: number): number {
  const [r, g, b] = channels(colour);
  let [best, least] = [0, Infinity];
  for (const [index, other] of palette.entries()) {
    const [otherR, otherG, otherB] = channels(other);
    const off = (r - otherR) ** 2 + (g - otherG) ** 2 + (b - otherB) ** 2;
    if (off < least) [best, least] = [index, off];
  }
  return best;
}

function channels(colour: number): [number, number, number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}
