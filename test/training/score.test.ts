import { describe, expect, it } from 'vitest';
import { score, scoreExact } from '../../src/train/score.ts';
import { compile } from '../../src/network/compile.ts';
import type { LabelledDataset } from '../../src/train/samples.ts';
import type { Network } from '../../src/network/network.ts';
import { programOf } from '../helpers/program-of.ts';

function networkOf(text: string): Network {
  const { value } = compile(programOf(text), { mode: 'guarantee' });
  if (!value) throw new Error(text);
  return value;
}

function rowsOf(points: readonly number[], targets: LabelledDataset['targets']): LabelledDataset {
  return { rows: points.length, points: Float64Array.from(points), targets, outside: [] };
}

describe('scoring', () => {
  const network = networkOf('input x in [0, 10]\nclass low = x <= 4\nclass high label "HIGH" = x >= 6\n');
  const dataset = rowsOf([1, 2, 3, 7, 8, 9, 5.5], { kind: 'classes', indices: Int32Array.of(0, 0, 1, 1, 1, 0, 1) });

  it('counts classes by what is true and what was answered', () => {
    const { rows, accuracy, confusion, classes, agreement } = score(network, dataset);
    expect(rows).toBe(7);
    expect(accuracy).toBeCloseTo(5 / 7, 12);
    expect(confusion).toEqual({
      labels: ['low', 'HIGH'],
      counts: [
        [2, 1],
        [1, 3],
      ],
    });
    expect(classes.map(({ label, rows: of, precision, recall }) => ({ label, of, precision, recall }))).toEqual([
      { label: 'low', of: 3, precision: 2 / 3, recall: 2 / 3 },
      { label: 'HIGH', of: 4, precision: 3 / 4, recall: 3 / 4 },
    ]);
    // The text has no class at 5.5, the network always has one.
    expect(agreement).toBeCloseTo(6 / 7, 12);
  });

  it('means the losses of the classes weighed by their rows', () => {
    const { loss, classes } = score(network, dataset);
    const total = classes.reduce((sum, each) => sum + each.rows * (each.loss ?? NaN), 0);
    expect(total / 7).toBeCloseTo(loss, 12);
  });

  it('scores the text itself, gaps as answers of their own', () => {
    expect(scoreExact(network.text, dataset)).toEqual({
      rows: 7,
      accuracy: 4 / 7,
      confusion: {
        labels: ['low', 'HIGH', 'no class'],
        counts: [
          [2, 1, 0],
          [1, 2, 1],
          [0, 0, 0],
        ],
      },
    });
  });

  it('leaves out what cannot be divided', () => {
    const { classes } = score(network, rowsOf([1], { kind: 'classes', indices: Int32Array.of(0) }));
    expect(classes[1]).toEqual({ label: 'HIGH', rows: 0 });
  });

  it('counts outputs by side', () => {
    const two = networkOf('input x in [0, 10]\noutput low = x <= 4\noutput odd = x in [6, 8]\n');
    const shares = Float64Array.of(1, 0, 1, 1, 0, 1, 0.2, 0);
    const { accuracy, confusion, classes, agreement } = score(two, rowsOf([1, 2, 7, 9], { kind: 'outputs', shares }));
    expect(accuracy).toBe(7 / 8);
    expect(agreement).toBe(1);
    expect(confusion).toEqual({
      labels: ['true', 'false'],
      counts: [
        [3, 1],
        [0, 4],
      ],
    });
    expect(classes.map(({ label, recall }) => [label, recall])).toEqual([
      ['low', 1],
      ['odd', 1 / 2],
    ]);
    expect(scoreExact(two.text, rowsOf([1, 2, 7, 9], { kind: 'outputs', shares })).accuracy).toBe(7 / 8);
  });
});
