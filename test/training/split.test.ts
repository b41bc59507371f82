import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { splitRows, type Split } from '../../src/train/split.ts';
import type { Targets } from '../../src/data/dataset.ts';

/** 60 rows of class 0, 30 of class 1, 10 of class 2. */
const classes: Targets = {
  kind: 'classes',
  indices: Int32Array.from({ length: 100 }, (_, row) => (row < 60 ? 0 : row < 90 ? 1 : 2)),
};

function split(targets: Targets, rows: number, holdout: number, validation: number, seed = 1): Split {
  return splitRows(targets, rows, { holdout, validation }, makeRandom(seed));
}

function countsByClass(rows: Int32Array): number[] {
  const count = (from: number, to: number): number => rows.filter((row) => row >= from && row < to).length;
  return [count(0, 60), count(60, 90), count(90, 100)];
}

describe('splitting rows', () => {
  it('uses every row once', () => {
    const { training, validation, holdout } = split(classes, 100, 0.3, 0.15);
    const all = [...training, ...validation, ...holdout].toSorted((left, right) => left - right);
    expect(all).toEqual(Array.from({ length: 100 }, (_, row) => row));
    expect([holdout.length, validation.length]).toEqual([30, 11]);
  });

  it('gives every class its share of every part', () => {
    const { validation, holdout } = split(classes, 100, 0.3, 0.2);
    expect(countsByClass(holdout)).toEqual([18, 9, 3]);
    expect(countsByClass(validation)).toEqual([8, 5, 1]);
  });

  it('gives every combination of outputs its share', () => {
    const shares = Float64Array.from({ length: 200 }, (_, at) => (at < 100 ? 1 : at % 2));
    const { holdout } = split({ kind: 'outputs', shares }, 100, 0.5, 0);
    expect(holdout.length).toBe(50);
    expect(holdout.filter((row) => row < 50).length).toBe(25);
  });

  it('depends on the seed alone', () => {
    expect(split(classes, 100, 0.3, 0.15, 7)).toEqual(split(classes, 100, 0.3, 0.15, 7));
    expect(split(classes, 100, 0.3, 0.15, 8)).not.toEqual(split(classes, 100, 0.3, 0.15, 7));
  });

  it('spares no rows for validation where there are fewer than 40', () => {
    const few: Targets = { kind: 'classes', indices: new Int32Array(50) };
    expect(split(few, 50, 0.2, 0.15).validation.length).toBe(6);
    expect(split(few, 50, 0.25, 0.15).validation.length).toBe(0);
  });
});
