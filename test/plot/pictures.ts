import type { PictureData, PictureInput } from '../../src/plot/picture.ts';
import { axis, classSubject, irisInput, irisNames, readRows, rowwise, sigma } from './subjects.ts';

export function irisRows(): PictureData {
  return readRows('../../examples/iris/iris.csv', ['petal_length', 'petal_width'], irisNames);
}

/** A fixed sequence in [0, 1). */
function noise(count: number): number[] {
  return Array.from({ length: count }, (_, k) => (Math.imul(k + 1, 2654435761) >>> 0) / 2 ** 32);
}

function penguins(): PictureInput {
  const columns = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'];
  const names = ['Adelie', 'Chinstrap', 'Gentoo'];
  const memberships = ([length = 0, depth = 0, flipper = 0, mass = 0]: readonly number[]): number[] => {
    const large = sigma(8, sigma(1, flipper - 206) + sigma(3, 16.5 - depth) + sigma(0.01, mass - 4800));
    const long = sigma(2, length - 0.002 * mass - 35.5);
    return [sigma(8, -large - long - 1), sigma(8, long - large - 1), large];
  };
  return {
    title: 'penguins.region',
    doc: 'Three penguins told apart by bill, flipper and mass.',
    inputs: [
      axis('bill_length', 30, 60, 1, 'mm'),
      axis('bill_depth', 12, 22, 1, 'mm'),
      axis('flipper', 165, 235, 1, 'mm'),
      axis('mass', 2500, 6500, 2, 'g'),
    ],
    subject: classSubject(4, names, undefined, memberships),
    confidence: 0.95,
    data: readRows('../../examples/penguins/penguins.csv', columns, names),
  };
}

const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function tenClasses(): PictureInput {
  const random = noise(900);
  const points = Float64Array.from({ length: 600 }, (_, k) => (random[k] as number) * (k % 2 === 0 ? 13 : 9));
  const indices = Int32Array.from({ length: 300 }, (_, row) => {
    return row % 17 === 0 ? row % 10 : nearest([points[2 * row] as number, points[2 * row + 1] as number], 10);
  });
  return { ...nearestOf(digits), data: { rows: 300, points, targets: { kind: 'classes', indices } } };
}

/** The class of a point is that of the nearest of some centres. */
function nearestOf(names: readonly string[]): PictureInput {
  return {
    title: 'nearest.region',
    doc: 'Nearest of several centres, which lie on a grid.',
    inputs: [axis('first component', 0, 13), axis('second component', 0, 9)],
    subject: classSubject(2, names, (point) => nearest(point, names.length)),
    confidence: 0.95,
  };
}

function nearest([x = 0, y = 0]: readonly number[], count: number): number {
  const away = Array.from({ length: count }, (_, k) =>
    Math.hypot(x - 3 - 2.4 * (k % 4), y - 2 - 2.2 * Math.floor(k / 4)),
  );
  return away.indexOf(Math.min(...away));
}

const hostileNames = [
  '<script>alert(1)</script>',
  'x'.repeat(200),
  '\u{1f427} penguin \u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd',
  'a & b "quoted" \'twice\'',
  'line\nbreak\u0000\u0007',
  '\u65e5\u672c\u8a9e\u306e\u30af\u30e9\u30b9',
  'e\u0301\u0301\u0301 accents',
  '\u202eevil\u2066',
  '\ud800 half',
];

function hostile(): PictureInput {
  return {
    ...nearestOf(hostileNames),
    title: `</title></svg><script>x</script> ${'long '.repeat(60)}`,
    doc: `<b>&amp;]]></b> ${'word '.repeat(100)}${'y'.repeat(300)}`,
    inputs: [axis('<i>'.repeat(40), 0, 13), axis(`up & ${'down'.repeat(60)}`, 0, 9)],
  };
}

/** A strip of 8 pixels that no name fits into. */
function narrowClass(): PictureInput {
  const names = ['left', 'a name much too long for a strip', 'right'];
  return {
    title: 'narrow.region',
    inputs: [axis('x', 0, 1), axis('z', 0, 10)],
    subject: classSubject(2, names, ([x = 0]) => (x < 0.4 ? 0 : x < 0.425 ? 1 : 2)),
    confidence: 0.95,
  };
}

const bump = ([x = 0, y = 0]: readonly number[]): number => {
  return Math.exp(-0.5 * (((x - 1) / 1.2) ** 2 + ((y + 0.5) / 0.8) ** 2)) - 0.5;
};

function gaussian(): PictureInput {
  return {
    title: 'gaussian.region',
    doc: 'A bump, soft at its edge.',
    inputs: [axis('x', -3, 4), axis('y', -3, 2)],
    subject: {
      kind: 'outputs',
      names: ['bump'],
      exact: rowwise(2, (point) => [bump(point) >= 0 ? 1 : 0]),
      network: rowwise(2, (point) => [sigma(9, bump(point))]),
    },
    confidence: 0.95,
  };
}

function gaussianRows(): PictureData {
  const random = noise(400);
  const points = Float64Array.from({ length: 400 }, (_, k) => (random[k] as number) * 4 - 2);
  const shares = Float64Array.from({ length: 200 }, (_, row) => {
    return bump([points[2 * row] as number, points[2 * row + 1] as number]) + (row % 7 === 0 ? 0.3 : 0) >= 0 ? 1 : 0;
  });
  return { rows: 200, points, targets: { kind: 'outputs', shares } };
}

const sets = ([x = 0, y = 0]: readonly number[]): number[] => [
  y - 0.2 * x,
  0.3 - Math.abs(Math.hypot(x, y) - 1.2),
  1 - Math.abs(x) - Math.abs(y),
  1 - Math.max(Math.abs(x), Math.abs(y)),
  Math.min(x, y) + 0.5,
];

function several(kind: 'outputs' | 'regions', count: number, network: boolean): PictureInput {
  const values = (point: readonly number[]): number[] => sets(point).slice(0, count);
  return {
    title: `${kind}.region`,
    doc: 'Several sets of one plane.',
    inputs: [axis('x', -2, 2), axis('y', -2, 2)],
    subject: {
      kind,
      names: ['north', 'ring', 'a_very_long_name_that_goes_on_and_on', 'square', 'corner'].slice(0, count),
      exact: rowwise(2, (point) => values(point).map((value) => (value >= 0 ? 1 : 0))),
      ...(network && { network: rowwise(2, (point) => values(point).map((value) => sigma(6, value))) }),
    },
    confidence: 0.95,
  };
}

function outputRows(outputs: number): PictureData {
  const random = noise(160);
  const points = Float64Array.from({ length: 80 }, (_, k) => (random[k] as number) * 4 - 2);
  return {
    rows: 40,
    points,
    targets: { kind: 'outputs', shares: Float64Array.from({ length: 40 * outputs }, (_, k) => k % 2) },
  };
}

function manyRegions(): PictureInput {
  const names = Array.from({ length: 14 }, (_, k) => `halfplane_${k}`);
  return {
    title: 'many.region',
    inputs: [axis('x', -2, 2), axis('load', 0, 5000)],
    subject: {
      kind: 'regions',
      names,
      exact: rowwise(2, ([x = 0]) => names.map((_, k) => (x >= k / 7 - 1 ? 1 : 0))),
    },
    confidence: 0.95,
  };
}

function oneInput(): PictureInput {
  const edges = (x: number): number[] => [sigma(9, 2 - x), sigma(9, Math.min(x - 2, 6 - x)), sigma(9, x - 6)];
  const points = Float64Array.from(noise(60), (share) => 8 * share);
  return {
    title: 'one.region',
    doc: 'Low, middle, high.',
    inputs: [axis('x', 0, 8)],
    subject: classSubject(
      1,
      ['low', 'middle', 'high'],
      ([x = 0]) => (x < 2 ? 0 : x < 6 ? 1 : 2),
      ([x = 0]) => edges(x),
    ),
    confidence: 0.95,
    data: {
      rows: 60,
      points,
      targets: {
        kind: 'classes',
        indices: Int32Array.from(points, (x, k) => (k === 5 ? 0 : x < 2.2 ? 0 : x < 6 ? 1 : 2)),
      },
    },
  };
}

/** What the tests draw, by name. */
export const pictures: Readonly<Record<string, PictureInput>> = {
  iris: irisInput(irisRows()),
  'iris without data': irisInput(),
  penguins: penguins(),
  'ten classes': tenClasses(),
  'twelve classes': nearestOf(Array.from({ length: 12 }, (_, k) => `class ${k + 1}`)),
  'long names': nearestOf(Array.from({ length: 10 }, (_, k) => `${'very_'.repeat(12)}long_name_${k}`)),
  'hostile names': hostile(),
  'narrow class': narrowClass(),
  gaussian: gaussian(),
  'gaussian with data': { ...gaussian(), data: gaussianRows() },
  'five outputs': several('outputs', 5, true),
  'two outputs with data': { ...several('outputs', 2, true), data: outputRows(2) },
  'five regions': several('regions', 5, false),
  'fourteen regions': manyRegions(),
  'one region': several('regions', 1, false),
  'no region': { ...several('regions', 1, false), subject: { kind: 'regions', names: [] } },
  'one input': oneInput(),
};
