import { readFileSync } from 'node:fs';
import type { ClassSubject, Evaluate, PictureAxis, PictureData, PictureInput } from '../../src/plot/picture.ts';

/** sigma_gain. */
export function sigma(gain: number, t: number): number {
  return Math.tanh((gain * t) / 2);
}

/** A function of single points as one of rows of `inputs` numbers. */
export function rowwise(inputs: number, values: (point: readonly number[]) => readonly number[]): Evaluate {
  return (points, rows) => {
    const all: number[] = [];
    for (let row = 0; row < rows; row++) {
      for (const value of values(Array.from(points.subarray(row * inputs, (row + 1) * inputs)))) all.push(value);
    }
    return Float64Array.from(all);
  };
}

/** A class subject from the class of a point and, where there is a network, its memberships (the largest wins). */
export function classSubject(
  inputs: number,
  names: readonly string[],
  exact?: (point: readonly number[]) => number,
  memberships?: (point: readonly number[]) => readonly number[],
): ClassSubject {
  const network = memberships && rowwise(inputs, memberships);
  return {
    kind: 'classes',
    names,
    ...(exact && { exact: rowwise(inputs, (point) => [exact(point)]) }),
    ...(network && {
      network: (points, rows) => {
        const values = network(points, rows);
        return { scores: values, memberships: values };
      },
    }),
  };
}

export function axis(name: string, lo: number, hi: number, uses = 1, unit?: string): PictureAxis {
  return { name, lo, hi, uses, ...(unit !== undefined && { unit }) };
}

export function readRows(path: string, columns: readonly string[], names: readonly string[]): PictureData {
  const [header = '', ...lines] = readFileSync(new URL(path, import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/);
  const heads = header.split(',');
  const cells = lines.map((line) => line.split(','));
  const at = (name: string): number => heads.indexOf(name);
  return {
    rows: lines.length,
    points: Float64Array.from(cells.flatMap((row) => columns.map((column) => Number(row[at(column)])))),
    targets: { kind: 'classes', indices: Int32Array.from(cells, (row) => names.indexOf(row[at('class')] ?? '')) },
  };
}

const gate = (gain: number, members: readonly number[], bias: number): number => {
  return sigma(gain, members.reduce((sum, u) => sum + u, 0) - bias);
};

export const irisNames = ['setosa', 'versicolor', 'virginica'];

/** The iris spec of DESIGN section 3, compiled by hand: exact classes and a network whose bands are those written. */
export function irisInput(data?: PictureData): PictureInput {
  const inside = ([length = 0, width = 0]: readonly number[]) => {
    const small = length <= 2.45;
    const signs = [length >= 4.9, width >= 1.7, length + width >= 6.6].filter(Boolean).length;
    return { small, virginica: signs >= 2 && !small };
  };
  const exact = (point: readonly number[]): number => {
    const { small, virginica } = inside(point);
    return small ? 0 : virginica ? 2 : 1;
  };
  const memberships = ([length = 0, width = 0]: readonly number[]): number[] => {
    const gain = 2 * Math.atanh(0.95);
    const small = sigma(gain / 0.2, 2.45 - length);
    const signs = [
      sigma(gain / 0.1, length - 4.9),
      sigma(gain / 0.1, width - 1.7),
      sigma(gain / 0.14, length + width - 6.6),
    ];
    const big = gate(8, signs, 0);
    const virginica = gate(8, [big, -small], 1);
    return [small, gate(8, [-small, -virginica], 1), virginica];
  };
  return {
    title: 'iris.region',
    doc: 'Two petal measures tell the three irises apart.',
    inputs: [axis('petal_length', 0, 8, 3, 'cm'), axis('petal_width', 0, 3, 2, 'cm')],
    subject: classSubject(2, irisNames, exact, memberships),
    confidence: 0.95,
    ...(data && { data }),
  };
}
