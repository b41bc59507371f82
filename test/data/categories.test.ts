import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/base/diagnostic.ts';
import { readCsv } from '../../src/data/csv.ts';
import { makeDataset } from '../../src/data/make-dataset.ts';
import type { MissingCells } from '../../src/data/match.ts';
import { programOf } from '../helpers/program-of.ts';

describe('a cell of a categorical input', () => {
  it('is the category of exactly that text', async () => {
    expect(await points('input s in {a, "b c", A}', 's\na\nb c\nA\n')).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  it('is a numeric category of that value, however it is written', async () => {
    expect(await points('input s in {1, 2.5, -3}', 's\n1\n1.0\n01\n+2.50\n-3e0\n')).toEqual([
      [1, 0, 0],
      [1, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  it('is what the file says: no text is taken for a number, a truth value or a date', async () => {
    expect(await points('input s in {"1", "01"}', 's\n1\n01\n')).toEqual([
      [1, 0],
      [0, 1],
    ]);
    await checkErrors('input s in {"1", "01"}', 's\n1.0\n', [
      'row 1 (line 2), column `s`: found `1.0`, which is no category of `s`; its categories are `1`, `01`',
    ]);
    expect(await points('input s in {true, "2024-02-29", nan}', 's\ntrue\n2024-02-29\nnan\n')).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    await checkErrors('input s in {true, false}', 's\nTrue\n1\n', [
      'row 1 (line 2), column `s`: found `True`, which is no category of `s`; 1 more such cell; did you mean `true`?',
    ]);
  });

  it('that no category has is an error, with a near one', async () => {
    await checkErrors('input island in {Torgersen, Biscoe, Dream}', 'island\nDream\nDreem\nbiscoe\n', [
      'row 2 (line 3), column `island`: found `Dreem`, which is no category of `island`; 1 more such cell; did you mean `Dream`?',
    ]);
    await checkErrors('input s in {a, c}', 's\n a\n', [
      'row 1 (line 2), column `s`: found ` a`, which is no category of `s`; did you mean `a`?',
    ]);
  });

  it('that is empty is an error', async () => {
    await checkErrors('input s, t in {a, c}', 's,t\na,\n,c\n', [
      'row 1 (line 2), column `t`: found an empty cell, expected a category of `t` (`a`, `c`); fill it in, choose `--missing drop`, `median` or `unknown`, or declare the input open with `..`',
      'row 2 (line 3), column `s`: found an empty cell, expected a category of `s` (`a`, `c`); fill it in, choose `--missing drop`, `median` or `unknown`, or declare the input open with `..`',
    ]);
  });

  it('of an open input may be anything, or nothing: then it is of no category', async () => {
    expect(await points('input s in {a, c, ..}', 's,x\nc,\nz,\n,\n')).toEqual([
      [0, 1],
      [0, 0],
      [0, 0],
    ]);
  });

  it('lies in no range, so nothing is outside it', async () => {
    const { value, diagnostics } = await match('input x in [0, 1]\ninput s in {a, ..}', 'x,s\n0,z\n2,a\n');
    expect(value?.outside.map(({ count }) => count)).toEqual([1, 0]);
    expect(diagnostics.map(messageOf)).toEqual(['1 value of input `x` in 2 rows lies outside its range [0, 1]: 2']);
  });

  it('that lacks a value is NaN in all its coordinates where that is let through', async () => {
    const text = 'x,s,u\n1,a,\nNA,c,q\n,N/A,a\nnan,,?\n';
    const { value } = await match('input x in [0, 1]\ninput s in {a, c}\ninput u in {a, ..}', text, 'marked');
    expect(rowsOf(value?.points, 4)).toEqual([
      [1, 1, 0, 0],
      [NaN, 0, 1, 0],
      [NaN, NaN, NaN, 1],
      [NaN, NaN, NaN, 0],
    ]);
    const refused = await match('input x in [0, 1]', 'x\nabc\n', 'marked');
    expect(refused.diagnostics.map(({ code }) => code)).toEqual(['R0621']);
    const stray = await match('input s in {a, c}', 's\nq\n', 'marked');
    expect(stray.diagnostics.map(({ code }) => code)).toEqual(['R0625']);
  });
});

describe('the columns of a categorical input', () => {
  it('may be called otherwise', async () => {
    expect(await points('input s in {a, c} column "The S"', 'The S\nc\n')).toEqual([[0, 1]]);
    await checkErrors('input s in {a, c} column "The S"', 's\nc\n', [
      'the data has no column for input `s`, expected `The S`; it has `s`',
    ]);
  });

  it('of a vector are neighbours from the first to the last, in the order of the data', async () => {
    const text = 'input s[3] in {a, c} columns "p_1" .. "p1"';
    expect(await points(text, 'z,p_1,p 0,p1,k\n0,a,c,a,0\n')).toEqual([[1, 0, 0, 1, 1, 0]]);
    expect(await points('input v[2] in [0, 9] columns "b" .. "a"', 'b,a\n1,2\n')).toEqual([[1, 2]]);
  });

  it('are as many as the vector has elements', async () => {
    const text = 'input s[3] in {a, c} columns "p" .. "r"';
    await checkErrors(text, 'p,r\na,a\n', [
      'the data has 2 columns from `p` to `r`, expected 3, one for each element of `s`',
    ]);
    await checkErrors(text, 'r,q,p\na,a,a\n', [
      'column `r` stands before column `p`, expected the 3 columns of `s` from `p` to `r`',
    ]);
    await checkErrors(text, 'p,q,s\na,a,a\n', [
      'the data has no column for input `s`, expected `r`; it has `p`, `q`, `s`',
    ]);
    await checkErrors(text, 'p,q,r,r\na,a,a,a\n', [
      'the data has 2 columns named `r`, expected one; rename or remove the others',
    ]);
  });
});

async function match(declarations: string, text: string, missing: MissingCells = 'refused') {
  const { inputs } = programOf(declarations);
  for await (const { value: table } of readCsv('data.csv', [text]))
    if (table) return makeDataset(table, inputs, undefined, missing);
  throw new Error('the text has no rows');
}

/** The rows of coordinates that a CSV text gives for inputs declared like this. */
async function points(declarations: string, text: string): Promise<number[][]> {
  const { value, diagnostics } = await match(declarations, text);
  expect(diagnostics).toEqual([]);
  return rowsOf(value?.points, programOf(declarations).inputs.length);
}

function rowsOf(values: Float64Array = new Float64Array(), columns: number): number[][] {
  return Array.from({ length: values.length / columns }, (_, row) => [
    ...values.subarray(row * columns, (row + 1) * columns),
  ]);
}

async function checkErrors(declarations: string, text: string, messages: readonly string[]): Promise<void> {
  const { value, diagnostics } = await match(declarations, text);
  expect(value).toBeUndefined();
  expect(diagnostics.map(messageOf)).toEqual(messages);
}
