import { describe, expect, it } from 'vitest';
import { hashDataset } from '../../src/data/hash.ts';

const rows = { rows: 2, points: Float64Array.of(1, 2, 3, 4) };
const classes = { kind: 'classes', indices: Int32Array.of(0, 1) } as const;

describe('hashDataset', () => {
  it('is the same for the same values on every machine', () => {
    expect(hashDataset({ ...rows, targets: classes })).toMatchInlineSnapshot(`"80b2f942a3e0852b"`);
    expect(hashDataset({ rows: 1, points: Float64Array.of(0) })).toBe(
      hashDataset({ rows: 1, points: Float64Array.of(-0) }),
    );
  });

  it('differs where a value, their order, their shape or the targets do', () => {
    const others = [
      rows,
      { ...rows, targets: classes },
      { ...rows, targets: { kind: 'classes', indices: Int32Array.of(1, 0) } as const },
      { ...rows, targets: { kind: 'outputs', shares: Float64Array.of(0, 1, 0) } as const },
      { rows: 4, points: rows.points },
      { rows: 2, points: Float64Array.of(1, 3, 2, 4) },
      { rows: 2, points: Float64Array.of(1, 2, 3, 4 + 2 ** -50) },
    ];
    expect(new Set(others.map(hashDataset)).size).toBe(others.length);
  });
});
