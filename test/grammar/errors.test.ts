import { describe, expect, it } from 'vitest';
import { severityOf } from '../../src/base/diagnostic.ts';
import { applyFix, briefly, checkedParse } from './check-parse.ts';

interface Case {
  /** The text, the place of its error between `‹` and `›`. */
  readonly text: string;
  readonly message: string;
  /** The text after the error's fix. */
  readonly fixed?: string;
  /** The text that the related span marks. */
  readonly related?: string;
}

const cases: Readonly<Record<string, readonly Case[]>> = {
  R0001: [
    {
      text: 'region a = any of (x >= 1, y >= 2‹›\nlet b = 2',
      message: 'expected `)`, found the end of the line',
      fixed: 'region a = any of (x >= 1, y >= 2)\nlet b = 2',
      related: '(',
    },
    {
      text: 'let a = [1 ‹2›]',
      message: 'expected `,` or `]`, found `2`',
      fixed: 'let a = [1, 2]',
    },
    { text: 'region a ‹x› >= 1', message: 'expected `=`, found `x`', fixed: 'region a = x >= 1' },
    { text: 'input x ‹[›0, 1]', message: 'expected `in`, found `[`', fixed: 'input x in [0, 1]' },
    { text: 'let a = at least 2 ‹(›x)', message: 'expected `of`, found `(`', fixed: 'let a = at least 2 of (x)' },
    { text: 'let‹› // nothing\nlet b = 2', message: 'expected a name, found the end of the line' },
    { text: 'let a = [1, (2‹]›', message: 'expected `)`, found `]`', fixed: 'let a = [1, (2)]', related: '(' },
    { text: 'let a = [1, 2‹)› + 3', message: 'expected `]`, found `)`', fixed: 'let a = [1, 2] + 3', related: '[' },
    { text: 'frozen ‹a› = x >= 1', message: 'expected `region`, found `a`', fixed: 'frozen region a = x >= 1' },
    { text: 'let a = [for i ‹1›..2: i]', message: 'expected `in`, found `1`', fixed: 'let a = [for i in 1..2: i]' },
    { text: 'let a = [for i in 1..2 ‹]›', message: 'expected `:`, found `]`' },
    {
      text: 'import ‹shapes›',
      message: 'expected a text in quotes, found `shapes`',
      fixed: 'import "shapes"',
    },
    { text: 'class c label ‹-›1 = otherwise', message: 'expected a text in quotes or a number, found `-`' },
    { text: 'let f(a, ‹)› = 1', message: 'expected a parameter name, found `)`' },
    { text: 'region a = s not ‹{›a}', message: 'expected `in`, found `{`', fixed: 'region a = s not in {a}' },
  ],
  R0002: [
    { text: 'let a =‹›', message: 'expected an expression, found the end of the file' },
    { text: 'let a =‹› let b = 2', message: 'expected an expression, found `let`' },
    { text: 'let a =‹›\nlet b = 2', message: 'expected an expression, found the end of the line' },
    { text: 'region a = x >= ‹>=› 1', message: 'expected an expression, found `>=`' },
  ],
  R0003: [
    {
      text: 'region a = x >= 1 ‹y >= 2›\nlet b = 2',
      message: '`y` cannot follow here; conditions are joined by `and` or `or`',
      fixed: 'region a = x >= 1 and y >= 2\nlet b = 2',
    },
    { text: 'let a = (1 ‹2 + 3›) * 4', message: '`2` cannot follow here; expected an operator or `)`' },
    { text: 'let a = v[1 ‹2›]', message: '`2` cannot follow here; expected an operator or `]`' },
    {
      text: 'let a = (1 + 2)‹)›',
      message: '`)` cannot follow here; it closes nothing; remove it, or open it before',
      fixed: 'let a = (1 + 2)',
    },
  ],
  R0004: [
    { text: '‹x >= 1 and y >= 2›', message: startsNothing('x') },
    { text: 'let a = 1\n‹b› = 2', message: startsNothing('b'), fixed: 'let a = 1\nlet b = 2' },
    {
      text: '‹near›(p, c) = norm(p - c) <= 1',
      message: startsNothing('near'),
      fixed: 'region near(p, c) = norm(p - c) <= 1',
    },
  ],
  R0005: [
    { text: '‹regoin› a = x >= 1', message: didYouMean('regoin', 'region'), fixed: 'region a = x >= 1' },
    {
      text: 'let a = 1\n‹inptu› x in [0, 1]',
      message: didYouMean('inptu', 'input'),
      fixed: 'let a = 1\ninput x in [0, 1]',
    },
    { text: 'region a = x ‹adn› y', message: didYouMean('adn', 'and'), fixed: 'region a = x and y' },
    { text: 'region a = ‹nto› x', message: didYouMean('nto', 'not'), fixed: 'region a = not x' },
    {
      text: 'region a = x >= 1 ‹wiht› gain 3',
      message: didYouMean('wiht', 'with'),
      fixed: 'region a = x >= 1 with gain 3',
    },
    {
      text: 'region a = ‹at lest› 2 of (x, y)',
      message: didYouMean('at lest', 'at least'),
      fixed: 'region a = at least 2 of (x, y)',
    },
    {
      text: 'region a = ‹atleast› 2 of (x, y)',
      message: didYouMean('atleast', 'at least'),
      fixed: 'region a = at least 2 of (x, y)',
    },
    {
      text: 'region a = ‹exacty› 2 of (x, y)',
      message: didYouMean('exacty', 'exactly'),
      fixed: 'region a = exactly 2 of (x, y)',
    },
    { text: 'region a = ‹al of› (x, y)', message: didYouMean('al of', 'all of'), fixed: 'region a = all of (x, y)' },
    { text: 'region a = ‹any fo› (x, y)', message: didYouMean('any fo', 'any of'), fixed: 'region a = any of (x, y)' },
    {
      text: 'region a = at least 2 ‹fo› (x, y)',
      message: didYouMean('fo', 'of'),
      fixed: 'region a = at least 2 of (x, y)',
    },
    { text: 'let a = [‹fro› i in 1..2: i]', message: didYouMean('fro', 'for'), fixed: 'let a = [for i in 1..2: i]' },
  ],
  R0006: [
    { text: 'let ‹in› = 3', message: isReserved('in'), fixed: 'let in_ = 3' },
    { text: 'input ‹class› in [0, 1]', message: isReserved('class'), fixed: 'input class_ in [0, 1]' },
    { text: 'input x, ‹default› in [0, 1]', message: isReserved('default'), fixed: 'input x, default_ in [0, 1]' },
    { text: 'region ‹check›(p) = p >= 1', message: isReserved('check'), fixed: 'region check_(p) = p >= 1' },
    { text: 'let f(‹of›, q) = q', message: isReserved('of'), fixed: 'let f(of_, q) = q' },
    { text: 'let a = 2 * ‹input› + 1', message: isReserved('input'), fixed: 'let a = 2 * input_ + 1' },
    {
      text: 'input s in {a, ‹or›, b}',
      message: '`or` is a word of the language; as a category it is written `"or"`',
      fixed: 'input s in {a, "or", b}',
    },
    {
      text: 'input s in {‹class›, b}',
      message: '`class` is a word of the language; as a category it is written `"class"`',
      fixed: 'input s in {"class", b}',
    },
  ],
  R0007: [
    { text: 'region a = x ‹AND› y', message: isWritten('AND', 'and'), fixed: 'region a = x and y' },
    { text: 'region a = x ‹&&› y', message: isWritten('&&', 'and'), fixed: 'region a = x and y' },
    { text: 'region a = x‹||›y', message: isWritten('||', 'or'), fixed: 'region a = x or y' },
    { text: 'region a = ‹!›x', message: isWritten('!', 'not'), fixed: 'region a = not x' },
    { text: 'region a = s ‹=› b', message: isWritten('=', '=='), fixed: 'region a = s == b' },
    { text: 'region a = s ‹===› b', message: isWritten('===', '=='), fixed: 'region a = s == b' },
    { text: 'region a = s ‹<>› b', message: isWritten('<>', '!='), fixed: 'region a = s != b' },
    { text: 'region a = x ‹=<› 2', message: isWritten('=<', '<='), fixed: 'region a = x <= 2' },
    { text: 'let a = x‹**›2', message: isWritten('**', '^'), fixed: 'let a = x^2' },
    { text: 'let a = 3 ‹−› 2', message: isWritten('−', '-'), fixed: 'let a = 3 - 2' },
    { text: 'let a = 3 ‹–› 2', message: isWritten('–', '-'), fixed: 'let a = 3 - 2' },
    {
      text: 'input x in [0, 1] column ‹“a b”›',
      message: isWritten('“a b”', '"a b"'),
      fixed: 'input x in [0, 1] column "a b"',
    },
    { text: "region a = s == ‹'b'›", message: isWritten("'b'", '"b"'), fixed: 'region a = s == "b"' },
    {
      text: 'region a = ball(center‹=› [1, 2])',
      message: isWritten('=', ':'),
      fixed: 'region a = ball(center: [1, 2])',
    },
  ],
  R0008: [
    { text: 'let a = ‹.5›', message: digitsBothSides('.5', '0.5'), fixed: 'let a = 0.5' },
    { text: 'let a = ‹5.› * 2', message: digitsBothSides('5.', '5'), fixed: 'let a = 5 * 2' },
  ],
  R0009: [{ text: 'let a = ‹1e999›', message: '`1e999` is past the largest number there is, about 1.8e308' }],
  R0010: [
    {
      text: 'default width ‹5 %›',
      message: 'the percent sign follows its number at once: `5%`, not `5 %`',
      fixed: 'default width 5%',
    },
  ],
  R0011: [
    { text: 'let a = 1‹;›', message: '`;` has no meaning in this language', fixed: 'let a = 1' },
    { text: 'let a = 1‹§@›', message: '`§@` has no meaning in this language', fixed: 'let a = 1' },
    { text: 'let‹\u00a0›a = 1', message: 'the character U+00A0 has no meaning in this language', fixed: 'let a = 1' },
    { text: 'let a = 1‹\u200b›', message: 'the character U+200B has no meaning in this language', fixed: 'let a = 1' },
  ],
  R0012: [
    {
      text: 'import ‹"a.region›\nlet a = 1',
      message: 'this quote is not closed on its line',
      fixed: 'import "a.region"\nlet a = 1',
    },
  ],
  R0013: [
    { text: 'let a = "b‹\\d›e"', message: escapes('\\d'), fixed: 'let a = "b\\\\de"' },
    { text: 'let a = "‹\\u{110000}›"', message: escapes('\\u{110000}'), fixed: 'let a = "\\\\u{110000}"' },
  ],
  R0014: [
    {
      text: 'region a = ‹3x› + 1 >= 2',
      message: '`3x` is no number and no name; a product is written `3*x`',
      fixed: 'region a = 3*x + 1 >= 2',
    },
  ],
  R0015: [
    {
      text: 'region a = x >= 2 +- 1 ‹+› 3',
      message: '`+- t` closes a comparison; `+` cannot follow it without parentheses',
      fixed: 'region a = x >= 2 +- (1 + 3)',
    },
    {
      text: 'region a = x +- 1 ‹>=› 2',
      message: '`+- t` closes a comparison; `>=` cannot follow it without parentheses',
    },
  ],
  R0016: [
    {
      text: 'region a = exactly 3 ‹+- 1› of (x, y)',
      message: '`exactly` takes no margin; `at least` and `at most` do',
      fixed: 'region a = exactly 3 of (x, y)',
    },
    {
      text: 'region a = all but 1 ‹+- 0.1› of (x, y)',
      message: '`all but` takes no margin; `at least` and `at most` do',
      fixed: 'region a = all but 1 of (x, y)',
    },
  ],
  R0017: [
    { text: 'region r = a <= b ‹>› c', message: noChain('<=', '>'), fixed: 'region r = a <= b and b > c' },
    { text: 'region r = not a < b ‹>=› c', message: noChain('<', '>='), fixed: 'region r = not (a < b and b >= c)' },
    { text: 'region r = a == b ‹==› c', message: noChain('==', '=='), fixed: 'region r = a == b and b == c' },
    { text: 'region r = a < b ‹>› c +- t', message: noChain('<', '>'), fixed: 'region r = a < b +- t and b > c +- t' },
    { text: 'region r = s in {a} ‹==› b', message: noChain('in', '==') },
  ],
  R0018: [
    {
      text: 'region r = a => b ‹=>› c',
      message: '`a => b => c` can be read in two ways; put one of the two in parentheses',
      fixed: 'region r = a => (b => c)',
    },
  ],
  R0019: [
    {
      text: 'region r = any of (2 * ‹not› a)',
      message: needsParentheses('*'),
      fixed: 'region r = any of (2 * (not a))',
    },
    { text: 'region r = x >= ‹not› a and b', message: needsParentheses('>='), fixed: 'region r = x >= (not a) and b' },
    { text: 'region r = - ‹not› a', message: needsParentheses('-'), fixed: 'region r = - (not a)' },
  ],
  R0020: [
    {
      text: '‹frozen› class c = r',
      message: '`frozen` stands before `region` only, found `class`',
      fixed: 'class c = r',
    },
  ],
  R0021: [
    {
      text: 'region r = a with ‹gian› 3',
      message: 'expected `gain`, `bias`, `threshold` or `width`, found `gian`',
      fixed: 'region r = a with gain 3',
    },
    { text: 'default ‹widht› 3', message: 'expected `width` or `gain`, found `widht`', fixed: 'default width 3' },
    { text: 'region r = a with ‹3›', message: 'expected `gain`, `bias`, `threshold` or `width`, found `3`' },
  ],
  R0022: [
    {
      text: 'let a = 1 ‹/// one›',
      message: 'no declaration follows this `///`, so it documents nothing',
      fixed: 'let a = 1 // one',
    },
    {
      text: 'let a = [\n  ‹/// one›\n  1]\nlet b = 2',
      message: 'no declaration follows this `///`, so it documents nothing',
      fixed: 'let a = [\n  // one\n  1]\nlet b = 2',
    },
    {
      text: 'let a = 1\n‹/// last›',
      message: 'no declaration follows this `///`, so it documents nothing',
      fixed: 'let a = 1\n// last',
    },
  ],
  R0902: [
    {
      text: `let a = ${'('.repeat(100)}‹(›1${')'.repeat(101)}`,
      message: 'brackets, gates and `for` are nested more than 100 deep here',
    },
    {
      text: `region a = ${'all of '.repeat(100)}‹all of› b`,
      message: 'brackets, gates and `for` are nested more than 100 deep here',
    },
  ],
  R0903: [
    {
      text: `‹let a = 1${' + 1'.repeat(2000)}›`,
      message: 'this expression is 2002 operators deep, the limit is 1000',
    },
  ],
};

describe.each(Object.entries(cases))('%s', (code, list) => {
  it.each(list)('$text', ({ text: marked, message, fixed, related }) => {
    const start = marked.indexOf('‹');
    const end = marked.indexOf('›') - 1;
    const text = marked.replace('‹', '').replace('›', '');
    const { ast, diagnostics } = checkedParse(text);
    expect(diagnostics.map(briefly)).toEqual([`${code} ${start}-${end} ${message}`]);
    const [found] = diagnostics;
    if (!found) throw new Error('checked above');
    if (severityOf(found) === 'error') expect(ast.declarations.some(({ broken }) => broken)).toBe(true);
    expect(found.related.map(({ span }) => text.slice(span.start, span.end))).toEqual(
      related === undefined ? found.related.map(() => expect.anything()) : [related],
    );
    expect(found.fixes.map((fix) => applyFix(text, fix))).toEqual(fixed === undefined ? [] : [fixed]);
    if (fixed !== undefined) expect(checkedParse(fixed).diagnostics.map(briefly)).toEqual([]);
  });
});

describe('recovery', () => {
  it('reports one syntax error a declaration', () => {
    const { diagnostics } = checkedParse('region a = (x >= , ] and ) )\nregion b = [1, , 2)\nlet c = 3');
    expect(diagnostics.map(({ code }) => code)).toEqual(['R0002', 'R0002']);
  });

  it('reports every spelling of another language', () => {
    const { diagnostics } = checkedParse('region a = x && y || !z');
    expect(diagnostics.map(({ code }) => code)).toEqual(['R0007', 'R0007', 'R0007']);
  });

  it('keeps the names of broken declarations', () => {
    const { ast } = checkedParse(
      'let a = \ninput x, y in\nregion r(p, q) = (\nclass c label 1 =\nb = 2\noutput o\ncheck a',
    );
    const names = ast.declarations.map((declaration) =>
      'name' in declaration ? declaration.name.text : 'variables' in declaration ? declaration.variables.length : '',
    );
    expect(names).toEqual(['a', 2, 'r', 'c', 'b', 'o', '']);
    expect(ast.declarations.map(({ broken }) => broken)).toEqual([true, true, true, true, true, true, false]);
  });

  it('leaves declarations beside a broken one alone', () => {
    const { ast } = checkedParse('let a = 1\nlet b = )\nlet c = 2');
    expect(ast.declarations.map(({ broken }) => broken)).toEqual([false, true, false]);
  });

  it('refuses a text past its limit', () => {
    const { diagnostics } = checkedParse(' '.repeat(4 * 1024 * 1024 + 1));
    expect(diagnostics.map(({ code }) => code)).toEqual(['R0901']);
    expect(checkedParse('é'.repeat(2 * 1024 * 1024 + 1)).diagnostics.map(({ code }) => code)).toEqual(['R0901']);
  });
});

function startsNothing(found: string): string {
  return `\`${found}\` starts no declaration; a declaration starts with \`input\`, \`let\`, \`region\`, \`output\`, \`class\`, \`default\`, \`check\` or \`import\``;
}

function didYouMean(found: string, meant: string): string {
  return `\`${found}\` cannot stand here; did you mean \`${meant}\`?`;
}

function isReserved(word: string): string {
  return `\`${word}\` is a word of the language and cannot be a name`;
}

function isWritten(found: string, meant: string): string {
  return `\`${found}\` is written \`${meant}\` here`;
}

function digitsBothSides(found: string, meant: string): string {
  return `a number has digits on both sides of its point: \`${meant}\`, not \`${found}\``;
}

function escapes(found: string): string {
  return `\`${found}\` is no escape; expected \`\\"\`, \`\\\\\`, \`\\n\`, \`\\t\` or \`\\u{hex}\``;
}

function noChain(first: string, second: string): string {
  return `\`${first}\` and \`${second}\` do not chain; a chain runs one way, such as \`0 <= x < 1\``;
}

function needsParentheses(operator: string): string {
  return `after \`${operator}\` a \`not\` needs parentheses`;
}
