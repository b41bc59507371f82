import { describe, expect, it } from 'vitest';
import { messageOf, severityOf, type Diagnostic } from '../../src/base/diagnostic.ts';
import { applyEdits } from '../../src/base/fixes.ts';
import { examine, type ExamineOptions } from '../../src/check/geometry/examine.ts';
import type { Memory } from '../../src/check/geometry/memory.ts';
import { programOf } from '../helpers/program-of.ts';

const plane = 'input x, y in [0, 10]\n';

/** What is found in a text, with a clock that stands still; hints left out. */
function found(text: string, options: Partial<ExamineOptions> = {}): Diagnostic[] {
  const program = programOf(text);
  return [...examine(program, { budget: 1, now: () => 0, ...options })]
    .flat()
    .filter((each) => severityOf(each) !== 'hint');
}

function told(text: string, options: Partial<ExamineOptions> = {}): string[] {
  return found(text, options).map((each) => `${each.code} ${messageOf(each)}`);
}

describe('regions', () => {
  it.each([
    ['output r = x >= 7 and x <= 3', /R0320 the output `r` is empty: .*; `x >= 7` and `x <= 3` exclude each other/],
    ['output r = x >= 11 and y >= 2', /R0320 .*; `x >= 11` holds nowhere/],
    ['output r = x + y >= 12 and x <= 3 and y <= 5', /; `x \+ y >= 12`, `x <= 3` and `y <= 5` exclude each other/],
    ['output r = norm([x, y] - [5, 5]) <= 1 and norm([x, y] - [8, 5]) <= 1.5', /exclude each other/],
    ['output r = gaussian(mean: [3, 3], sd: 1) and x >= 4.5', /R0320 .*exclude each other/],
    ['output r = x + y <= 20', /R0321 the output `r` holds everywhere/],
    ['output r = at least 1 of (x >= 3, x <= 5)', /R0321/],
    ['output r = x >= 5 and x <= 5', /R0327 the output `r` has no inside: its parts only touch, at x = 5/],
    ['output r = x + y <= 6 and x >= 3 and y >= 3', /R0327 .*at x = 3, y = 3/],
  ])('%s', (text, message) => {
    const messages = told(plane + text);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(message);
  });

  it.each([
    'output r = x >= 3 and x <= 7',
    'output r = norm([x, y] - [5, 5]) <= 1 and norm([x, y] - [7, 5]) <= 1.001',
    'output r = 0 <= x <= 5',
    'output r = abs(x - 5) + abs(y - 5) <= 2',
    'output r = polygon([[1, 1], [4, 1], [4, 3], [2.5, 2], [1, 3]])',
    'output r = any of (for i in 1..9: x >= i)',
    'output r = x >= 3 xor x >= 5',
    'check empty(x >= 3 and x >= 2)\noutput r = x >= 1',
  ])('nothing is said of %s', (text) => {
    expect(told(plane + text)).toEqual([]);
  });

  it('one mistake is told once: not of what is made of it', () => {
    const text = `${plane}region late = x >= 7 and x <= 3\noutput r = late and y >= 2\noutput q = late or y >= 5\n`;
    expect(found(text).map(({ code }) => code)).toEqual(['R0320']);
  });
});

describe('members', () => {
  it.each([
    ['x >= 2 and x >= 3', '`x >= 2` changes nothing here: wherever `x >= 3` holds, it holds too'],
    ['x >= 2 or x >= 3', '`x >= 3` changes nothing here: wherever it holds, `x >= 2` holds too'],
    ['x >= 2 and y >= 3 and x >= 2', '`x >= 2` changes nothing here: it says the same as `x >= 2`'],
    ['none of (x >= 2, x >= 3)', '`x >= 3` changes nothing here: wherever it holds, `x >= 2` holds too'],
    ['x >= 0 and y >= 3', '`x >= 0` changes nothing here: it holds everywhere within the ranges of the inputs'],
    ['y >= 3 or x > 10', '`x > 10` changes nothing here: it holds nowhere within the ranges of the inputs'],
    [
      'x >= 3 and y >= 3 and x + y >= 6',
      '`x + y >= 6` changes nothing here: the other members together decide the same without it',
    ],
    [
      'at least 4 of (2 * (x >= 3), 2 * (y >= 3), x + y >= 12)',
      '`x + y >= 12` changes nothing here: the other members together decide the same without it',
    ],
    [
      'norm([x, y] - [5, 5]) <= 2 and norm([x, y] - [5, 5]) <= 3',
      '`norm([x, y] - [5, 5]) <= 3` changes nothing here: wherever `norm([x, y] - [5, 5]) <= 2` holds, it holds too',
    ],
  ])('%s', (region, message) => {
    expect(told(`${plane}output r = ${region}\n`)).toEqual([`R0322 ${message}`]);
  });

  it('a list with a name is told where the list is', () => {
    const text = `${plane}let signs = [x >= 4, y >= 4, x > 10]\noutput r = at least 2 of signs\n`;
    const [only] = found(text);
    expect(text.slice(only?.span?.start, only?.span?.end)).toBe('x > 10');
    expect(only?.fixes).toEqual([]);
  });

  it('a function is told where no call needs the member', () => {
    const body = 'region from(p, lo) = p >= lo and p >= 2\n';
    expect(told(`${plane}${body}output r = from(x, 3) or from(y, 5)\n`)).toHaveLength(1);
    expect(told(`${plane}${body}output r = from(x, 3) or from(y, 1)\n`)).toEqual([]);
  });

  it('knows categories, open ones too', () => {
    const closed = 'input s in {a, b, c}\ninput x in [0, 1]\n';
    expect(told(`${closed}output r = s != a and (s == b or s == c) and x >= 0.5\n`)).toHaveLength(1);
    const open = closed.replace('c}', 'c, ..}');
    expect(told(`${open}output r = s != a and (s == b or s == c) and x >= 0.5\n`)).toHaveLength(1);
    expect(told(`${closed}output r = s in {a, b} or s == c\n`)[0]).toContain('R0321');
    expect(told(`${open}output r = s in {a, b} or s == c\n`)).toEqual([]);
  });

  it('at least five of a list implies at least four of it, however long the list', () => {
    const inputs = Array.from({ length: 40 }, (_, i) => `input v${String(i)} in [0, 1]\n`).join('');
    const list = `let list = [${Array.from({ length: 40 }, (_, i) => `v${String(i)} >= 0.5`).join(', ')}]\n`;
    const text = `${inputs}${list}region four = at least 20 of list\noutput r = at least 21 of list and four\n`;
    expect(told(text)).toEqual([
      'R0322 `four` changes nothing here: wherever `at least 21 of list` holds, it holds too',
    ]);
  });
});

describe('a memory', () => {
  it('spares what was asked of an earlier state of the text, and finds the same', () => {
    const text = `${plane}region a = x >= 3 and x >= 7\nregion b = y <= 2 and y <= 5\noutput r = a or b\n`;
    const memory: Memory = new Map();
    // Each question that is worked on looks at the clock.
    const asked = (of: string): { readonly questions: number; readonly messages: readonly string[] } => {
      let questions = 0;
      const now = (): number => {
        questions++;
        return 0;
      };
      const options = { budget: 60, memory, now };
      const messages = [...examine(programOf(of), options)].flat().map(messageOf);
      return { questions, messages };
    };
    const first = asked(text);
    expect(first.questions).toBeGreaterThan(0);
    expect(asked(text)).toEqual({ questions: 0, messages: first.messages });
    const edited = asked(text.replace('y <= 5', 'y <= 6'));
    expect(edited.questions).toBeGreaterThan(0);
    expect(edited.questions).toBeLessThan(first.questions);
    expect(edited.messages).toEqual(first.messages.map((each) => each.replace('y <= 5', 'y <= 6')));
  });
});

describe('classes', () => {
  const overlap = `${plane}class a = x >= 4.5\nclass b = y >= 1.6\nclass c = otherwise\n`;

  it('overlap at a point with few digits, which only has what they depend on', () => {
    expect(told(`input z in [0, 1]\n${overlap}`.replace('c = otherwise', 'c = x + y + z < 6'))).toContainEqual(
      expect.stringMatching(/R0323 the classes `a` and `b` overlap at x = \d(\.\d)?, y = \d(\.\d)?; /),
    );
  });

  it('leave a gap', () => {
    expect(told(`${plane}class a = x <= 3\nclass b = x >= 7\n`)).toEqual([
      'R0324 no class holds at x = 5; expected each point in one class',
    ]);
  });

  it('touch, or leave out a boundary: only worth an info', () => {
    const [shared, left] = [
      found(`${plane}class a = x <= 5\nclass b = x >= 5\n`),
      found(`${plane}class a = x < 5\nclass b = x > 5\n`),
    ];
    expect(shared.map(messageOf)).toEqual([
      'the classes `a` and `b` have a boundary in common, such as at x = 5, where `a` counts',
    ]);
    expect(left.map(messageOf)).toEqual(['no class holds on a boundary, such as at x = 5']);
    expect([...shared, ...left].map(severityOf)).toEqual(['info', 'info']);
  });

  it('are never chosen behind those that hold them', () => {
    const text = `${plane}class a = x <= 5\nclass b = x >= 5\nclass c = 4 <= x <= 6 and y >= 3\n`;
    expect(told(text)).toContainEqual(
      'R0325 the class `c` is never the answer: wherever it holds, `a` or `b` holds too and comes first',
    );
  });

  it('with `otherwise` or `unknown` leave no gap', () => {
    expect(told(`${plane}class a = x <= 3\nclass b = otherwise\n`)).toEqual([]);
    expect(told(`${plane}class a = x <= 3\nclass b = x >= 7\nclass c = unknown\n`)).toEqual([]);
  });
});

describe('fixes', () => {
  it.each([
    'output r = x >= 2 and x >= 3 and y >= 1',
    'output r = any of (x >= 3, x >= 2, y >= 1)',
    'output r = at least 2 of (x >= 3, y >= 3, x > 10)',
    'class a = x >= 4.5\nclass b label 1 = y >= 1.6 or x <= 1\nclass c = otherwise',
    'class a = x >= 3\nclass b = x >= 7\nclass c = otherwise',
    'class a = x <= 3\nclass b = x >= 7',
  ])('each removes what it is for and adds nothing: %s', (text) => {
    const before = found(plane + text);
    const fixes = before.flatMap((each) => each.fixes);
    expect(fixes.length).toBeGreaterThan(0);
    for (const fix of fixes) {
      const after = found(applyEdits(plane + text, fix.edits));
      expect(after.length, fix.title).toBeLessThan(before.length);
    }
  });
});

describe('an examination', () => {
  const text = `${plane}region a = x >= 2 and x >= 3\nregion b = norm([x, y] - [3, 3]) <= 2 and a\noutput r = a or b\n`;

  it('goes question by question and stops when it is cancelled', () => {
    let asked = 0;
    const steps = [...examine(programOf(text), { budget: 1, now: () => 0, cancelled: () => asked++ > 3 })];
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.length).toBeLessThan([...examine(programOf(text), { budget: 1, now: () => 0 })].length);
  });

  it('says nothing of what it has no time for', () => {
    let time = 0;
    const late = told(`${plane}output r = norm([x, y]) <= 3 and norm([x, y]) <= 3.0001 and y <= x + 1\n`, {
      budget: 0,
      now: () => time++,
    });
    expect(late).toEqual([]);
  });

  it('finds the same again', () => {
    expect(told(text)).toEqual(told(text));
  });

  it('tells on request what the compiler warns of', () => {
    const weights = [0.31, 0.47, 0.53, 0.67, 0.79, 0.83, 0.97, 1.01];
    const list = weights.map((weight, i) => `${String(weight)} * (x >= ${String(i + 1)})`).join(', ');
    const weighted = `${plane}output r = y >= 1 or at least 2.6 of (${list})\n`;
    const codes = (compiles: boolean): string[] => found(weighted, { compiles }).map(({ code }) => code);
    expect(codes(false)).not.toContain('R0455');
    expect(codes(true)).toContain('R0455');
  });
});
