import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/region/build.ts';
import { printGraph } from '../../src/region/print.ts';
import { readGraph } from '../../src/region/read.ts';
import { programOf } from '../helpers/program-of.ts';

const text = `input s[2] in {a, "b c", 3, ..} columns "p-1" .. "p 2"
input x[2] in [0, 1] columns "u" .. "v"
output r = s[1] in {a, 3} or x[2] >= 1\n`;

describe('the printed graph of categories', () => {
  const { value: graph } = buildGraph(programOf(text));
  const printed = printGraph(graph);

  it('names input, category, openness and run of columns of every coordinate', () => {
    const lines = printed.split('\n');
    expect(lines[1]).toBe(
      'input "s[1]=b c" in [0, 1] columns ["s_1", "s1", "s[1]"] run "p-1" "p 2" 0 of 2 category "s[1]" "b c" open',
    );
    expect(lines[5]).toContain('run "p-1" "p 2" 1 of 2 category "s[2]" 3 open');
    expect(lines[7]).toBe('input "x[2]" in [0, 1] columns ["x_2", "x2", "x[2]"] run "u" "v" 1 of 2');
    expect(printed).toContain('halfspace a [1, 0, 1, 0, 0, 0, 0, 0] beta 0.5 category');
  });

  it('reads back', () => {
    expect(readGraph(printed)).toEqual(graph);
  });

  it.each([
    ['run "p-1" "p 2" 0 of 2', 'run "p-1" "p 2" 2 of 2', 'input s[1]=a: it is no place of its columns'],
    ['in [0, 1] columns ["s_1"', 'in [0, 2] columns ["s_1"', 'input s[1]=a: a category is 0 or 1'],
    ['category "s[1]" "b c"', 'category "s[3]" "b c"', 'the categories of s[1] are apart'],
    ['[1, 0, 1, 0, 0, 0, 0, 0] beta 0.5 category', '[2, 0, 1, 0, 0, 0, 0, 0] beta 0.5 category', testProblem()],
    ['[1, 0, 1, 0, 0, 0, 0, 0] beta 0.5 category', '[1, 0, 1, 1, 0, 0, 0, 0] beta 0.5 category', testProblem()],
    ['[1, 0, 1, 0, 0, 0, 0, 0] beta 0.5 category', '[0, 0, 0, 0, 0, 0, 1, 0] beta 0.5 category', testProblem()],
    [
      '[1, 0, 1, 0, 0, 0, 0, 0] beta 0.5 category',
      '[1, 0, 1, 0, 0, 0, 0, 0] beta 1 category',
      'n0: it is no test of categories',
    ],
  ])('with %s as %s it is refused', (before, after, problem) => {
    expect(printed).toContain(before);
    expect(readGraph(printed.replace(before, after))).toEqual({ kind: 'problem', problem });
  });
});

function testProblem(): string {
  return 'n0: it is no test of the categories of one input';
}
