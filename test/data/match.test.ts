import { describe, expect, it } from 'vitest';
import { hasErrors, messageOf, type Diagnostic } from '../../src/base/diagnostic.ts';
import { readCsv } from '../../src/data/csv.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import type { MatchedInput } from '../../src/data/fields.ts';
import { makeDataset, type WantedTargets } from '../../src/data/make-dataset.ts';
import { joinOutside } from '../../src/data/match.ts';
import { numberOf } from '../../src/data/number-cell.ts';

describe('columns', () => {
  it('are matched to inputs by name, others ignored', async () => {
    const { value } = await match('note,y,x\nhello,2,1\nthere,4,3\n', [input('x'), input('y')]);
    expect(value).toMatchObject({ rows: 2, points: Float64Array.of(1, 2, 3, 4) });
  });

  it('of a vector have any of the names that it may have', async () => {
    const inputs = [1, 2].map((i) => input(`v[${i}]`, [`v_${i}`, `v${i}`, `v[${i}]`]));
    for (const header of ['v_1,v_2', 'v1,v2', 'v[1],v[2]', 'v_1,v2']) {
      const { value } = await match(`${header}\n3,4\n`, inputs);
      expect(value?.points).toEqual(Float64Array.of(3, 4));
    }
  });

  it('that are missing are all reported, with near names or those that there are', async () => {
    await checkErrors('petal_lenght,B\n1,2\n', [input('petal_length'), input('y', ['Y of it', 'y'])], undefined, [
      'the data has no column for input `petal_length`, expected `petal_length`; did you mean `petal_lenght`?',
      'the data has no column for input `y`, expected `Y of it`; it has `petal_lenght`, `B`',
    ]);
  });

  it('that look like numbers are a first row without names above it', async () => {
    await checkErrors('5.1,3.5\n4.9,3.0\n', [input('x')], undefined, [
      'the data has no column for input `x`, expected `x`; it has `5.1`, `3.5`; the first line must name the columns, this one looks like numbers',
    ]);
  });

  it('may stand twice in the data unless they are used', async () => {
    expect((await match('x,y,y\n1,2,3\n', [input('x')])).diagnostics).toEqual([]);
    await checkErrors('x,y,y\n1,2,3\n', [input('x'), input('y')], undefined, [
      'the data has 2 columns named `y`, expected one; rename or remove the others',
    ]);
  });
});

describe('cells', () => {
  it.each([
    ['12', 12],
    [' -2 ', -2],
    ['.5', 0.5],
    ['5.', 5],
    ['+1e5', 100000],
    ['2.5E-3', 0.0025],
    ['0.1', 0.1],
    ['1_000', 'text'],
    ['0x10', 'text'],
    ['1 2', 'text'],
    ['1e', 'text'],
    ['-', 'text'],
    ['.', 'text'],
    ['true', 'text'],
    ['1,5', 'decimalComma'],
    ['-,5', 'decimalComma'],
    ['1,234,567', 'text'],
    ['NaN', 'nan'],
    ['-nan', 'nan'],
    ['inf', 'infinite'],
    ['-Infinity', 'infinite'],
    ['1e999', 'infinite'],
    ['  ', 'empty'],
    [undefined, 'empty'],
  ])('%j reads as %j', (cell, expected) => {
    expect(numberOf(cell)).toBe(expected);
  });

  it('that are no number are one error of each kind, the first with its place and the others counted', async () => {
    const text = 'x,y\n1,2\nabc,\n,"1,5"\nnan,n/a\n1e999,3\n,inf\n';
    await checkErrors(text, [input('x'), input('y')], undefined, [
      'row 2 (line 3), column `x`: found `abc`, expected a number; 1 more such cell',
      'row 3 (line 4), column `x`: found an empty cell, expected a number; 2 more empty cells; fill it in, or choose `--missing drop`, `median` or `unknown`',
      'row 3 (line 4), column `y`: found `1,5`, expected a point as decimal sign (`1.5`)',
      'row 4 (line 5), column `x`: found `nan`, which is no value, expected a number; fill it in, or choose `--missing drop`, `median` or `unknown`',
      'row 5 (line 6), column `x`: found `1e999`, expected a finite number; 1 more such cell',
    ]);
  });

  it('outside the range are counted and reported once for each input', async () => {
    const { value, diagnostics } = await match('x,y\n-1,0\n2,0.5\n9,1\n', [input('x'), input('y')]);
    expect(diagnostics.map(messageOf)).toEqual([
      '3 values of input `x` in 3 rows lie outside its range [0, 1]: from -1 to 9',
    ]);
    expect(hasErrors(diagnostics)).toBe(false);
    expect(value?.outside[0]).toEqual({ count: 3, lowest: -1, highest: 9 });
    expect(joinOutside(value?.outside ?? [], [{ count: 1, lowest: -5, highest: -5 }])[0]).toEqual({
      count: 4,
      lowest: -5,
      highest: 9,
    });
  });
});

describe('labels', () => {
  it('are equal to those of the classes as text or as numbers', async () => {
    const { value } = await match('x,k\n0,1.0\n0, two \n0,two\n0,1\n', [input('x')], classes('1', 'two'));
    expect(value?.targets).toEqual({ kind: 'classes', indices: Int32Array.of(0, 1, 1, 0) });
  });

  it('that no class has are errors with a near one, or those there are', async () => {
    await checkErrors('x,k\n0,setosa\n0,setossa\n0,setossa\n', [input('x')], classes('setosa', 'virginica'), [
      'row 2 (line 3), column `k`: no class has the label `setossa` (2 rows); did you mean `setosa`?',
    ]);
    await checkErrors('x,k\n0,a\n0,X\n0,Y\n', [input('x')], classes('a', 'b'), [
      'row 2 (line 3), column `k`: no class has the label `X` (1 row), nor `Y`; the classes have `a`, `b`',
    ]);
  });

  it('that are empty are an error', async () => {
    await checkErrors('x,k\n0,a\n0,\n0,b\n0,\n', [input('x')], classes('a', 'b'), [
      'row 2 (line 3), column `k`: found an empty cell, expected a label; 1 more empty cell; fill it in or leave the row out',
    ]);
  });

  it('need their column', async () => {
    await checkErrors('x,kind\n0,a\n', [input('x')], classes('a', 'b'), [
      'the data has no column `k` to take the labels from; it has `x`, `kind`',
    ]);
  });

  it('of a class that no row has are a warning', async () => {
    const { value, diagnostics } = await match('x,k\n0,a\n', [input('x')], classes('a', 'b', 'c'));
    expect(diagnostics.map(messageOf)).toEqual([
      'no row of the data has the label of class `class b`, `class c` in column `k`',
    ]);
    expect(value?.targets).toEqual({ kind: 'classes', indices: Int32Array.of(0) });
  });
});

describe('outputs', () => {
  it('take true and false, yes and no, 1 and 0, shares', async () => {
    const { value } = await match('x,a,b,c\n0,true,Yes,1\n0,FALSE,no,0.25\n', [input('x')], outputs('a', 'b', 'c'));
    expect(value?.targets).toEqual({ kind: 'outputs', shares: Float64Array.of(1, 1, 1, 0, 0, 0.25) });
  });

  it('take 1 and -1 where the column has a -1', async () => {
    const { value } = await match('x,a,b\n0,1,1\n0,-1,0\n', [input('x')], outputs('a', 'b'));
    expect(value?.targets).toEqual({ kind: 'outputs', shares: Float64Array.of(1, 1, 0, 0) });
  });

  it('refuse other values, and 0 beside -1', async () => {
    const wanted = 'true/false, yes/no, 1/0, 1/-1 or a share from 0 to 1';
    await checkErrors('x,a,b\n0,maybe,1\n0,2,-1\n0,,0\n', [input('x')], outputs('a', 'b'), [
      `row 1 (line 2), column \`a\`: found \`maybe\`, expected a value for output \`a\`: ${wanted}; 2 more such cells`,
      `row 3 (line 4), column \`b\`: found \`0\`, expected a value for output \`b\`: ${wanted}`,
    ]);
    await checkErrors('x,a\n0,\n', [input('x')], outputs('a', 'safe'), [
      `row 1 (line 2), column \`a\`: found an empty cell, expected a value for output \`a\`: ${wanted}`,
      'the data has no column for output `safe`, expected `safe`; it has `x`, `a`',
    ]);
  });
});

function input(name: string, columns: readonly string[] = [name]) {
  return { name, lo: 0, hi: 1, columns };
}

/** Classes named `class LABEL`, with the labels in column `k`. */
function classes(...labels: readonly string[]): WantedTargets {
  return { kind: 'classes', labelColumn: 'k', classes: labels.map((label) => ({ name: `class ${label}`, label })) };
}

function outputs(...names: readonly string[]): WantedTargets {
  return { kind: 'outputs', outputs: names.map((name) => ({ name, column: name })) };
}

async function match(
  text: string,
  inputs: readonly MatchedInput[],
  wanted?: WantedTargets,
): Promise<{ value: Dataset | undefined; diagnostics: readonly Diagnostic[] }> {
  for await (const { value: table } of readCsv('data.csv', [text]))
    if (table) return makeDataset(table, inputs, wanted);
  throw new Error('the text has no rows');
}

async function checkErrors(
  text: string,
  inputs: readonly MatchedInput[],
  wanted: WantedTargets | undefined,
  messages: readonly string[],
): Promise<void> {
  const { value, diagnostics } = await match(text, inputs, wanted);
  expect(value).toBeUndefined();
  expect(diagnostics.map(messageOf)).toEqual(messages);
}
