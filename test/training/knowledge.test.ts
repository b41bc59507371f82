import { caseOf, mean, present, readText, trained } from './cases.ts';
import { describe, expect, it } from 'vitest';

interface HeldOut {
  readonly before: number;
  readonly after: number;
}

/** Held-out accuracy before and after training with default settings, over ten seeds and as many splits. */
async function heldOut(text: string, data: string, inThousandths?: string): Promise<HeldOut> {
  const subject = await caseOf(text, data, inThousandths);
  const seeds = Array.from({ length: 10 }, (_, index) => index + 1);
  const results = seeds.map((seed) => trained(subject, { holdout: 0.3, seed }));
  return {
    before: mean(results.map(({ before }) => present(before.holdout).accuracy)),
    after: mean(results.map(({ after }) => present(after.holdout).accuracy)),
  };
}

const cases = [
  {
    name: 'iris',
    column: 'petal_length',
    declared: 'input petal_length in [0, 8]',
    inThousandths: 'input p in [0, 8_000] column "petal_length" let petal_length = p / 1_000',
  },
  {
    name: 'penguins',
    column: 'flipper_length_mm',
    declared: 'input flipper in [170, 240] column "flipper_length_mm"',
    inThousandths: 'input f in [170_000, 240_000] column "flipper_length_mm" let flipper = f / 1_000',
  },
];

describe.each(cases)('$name', ({ name, column, declared, inThousandths }) => {
  const data = `examples/${name}/${name}.csv`;
  const good = readText(`examples/${name}/${name}.region`).replaceAll(/^check .*$/gm, '');
  const shifted = readText(`test/training/${name}-shifted.region`);

  const ofGood = heldOut(good, data);
  const ofShifted = heldOut(shifted, data);

  it('loses at most a point where the text was good', async () => {
    const { before, after } = await ofGood;
    console.log(`${name}: held out ${before.toFixed(4)} untrained, ${after.toFixed(4)} trained`);
    expect(before).toBeGreaterThan(142 / 150);
    expect(after).toBeGreaterThanOrEqual(before - 0.01);
  });

  it('finds thresholds again that are 15 % of the range too high', async () => {
    const { before, after } = await ofShifted;
    console.log(`${name}, shifted: held out ${before.toFixed(4)} untrained, ${after.toFixed(4)} trained`);
    expect(before).toBeLessThan(0.85);
    expect(after).toBeGreaterThanOrEqual(0.95);
  });

  it.each([
    ['good', good, ofGood],
    ['shifted', shifted, ofShifted],
  ])('does not depend on the unit of a column: the %s text', async (_, text, inWrittenUnits) => {
    const plain = await inWrittenUnits;
    expect(text).toContain(declared);
    const scaled = await heldOut(text.replace(declared, inThousandths), data, column);
    expect(scaled.before).toBeCloseTo(plain.before, 2);
    expect(Math.abs(scaled.after - plain.after)).toBeLessThanOrEqual(0.01);
  });
});
