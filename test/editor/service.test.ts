import { describe, expect, it } from 'vitest';
import { analyse, type Analysis } from '../../src/service/analyse.ts';
import { hover } from '../../src/service/hover.ts';
import { makeSource } from '../../src/base/source.ts';
import { marked } from './marked.ts';
import { problemsIn } from '../../src/service/problems.ts';

/** Analyses a main file; `files` are the others, by path. */
function analyseText(text: string, files: Readonly<Record<string, string>> = {}): Promise<Analysis> {
  return analyse(makeSource('main.region', text), (path) => files[path]);
}

/** The hovers at each mark of `text`. */
async function checkHovers(
  text: string,
  expected: readonly (string | undefined)[],
  files: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { text: plain, offsets } = marked(text);
  const analysis = await analyseText(plain, files);
  expect(offsets.map((offset) => hover(analysis, offset)?.markdown)).toEqual(expected);
}

/** The problems of a text: what is underlined, and the message. */
async function problemsOf(text: string): Promise<(readonly [string, string])[]> {
  const { problems } = await analyseText(text);
  return problems.map(({ span, code }) => [text.slice(span.start, span.end), code]);
}

describe('hover', () => {
  const flowers = '/// Length of the petal in cm.\ninput petal in [0, 8]\n';

  it('shows the comment, the kind and the declaration where a name is declared and where it is used', async () => {
    const expected = [
      '**small** (region)',
      '```region\nregion small = petal <= 2.45\n```',
      'Setosas are small.\nAll of them.',
    ].join('\n\n');
    await checkHovers(
      `${flowers}/// Setosas are small.\n/// All of them.\nregion <|>sm<|>all<|> = petal <= 2.45\noutput big = not sm<|>all\n`,
      [expected, expected, expected, expected],
    );
  });

  it('tells every kind of name', async () => {
    const { text, offsets } = marked(
      `${flowers}let <|>cut = 2\nlet <|>twice(n) = 2 * n\nregion <|>a = petal <= cut\n` +
        'region <|>b(c) = petal <= twice(c)\nfrozen region <|>c = b(1)\nclass <|>one = a\nclass <|>two = otherwise\n',
    );
    const analysis = await analyseText(text);
    expect(offsets.map((offset) => hover(analysis, offset)?.markdown.split('\n')[0])).toEqual([
      '**cut** (value)',
      '**twice** (function)',
      '**a** (region)',
      '**b** (region function)',
      '**c** (frozen region)',
      '**one** (class)',
      '**two** (class)',
    ]);
  });

  it('shows inputs that share a declaration with their line', async () => {
    const expected = (name: string): string =>
      `**${name}** (input)\n\n\`\`\`region\ninput x, y in [0, 1]\n\`\`\`\n\nThe plane.`;
    await checkHovers('/// The plane.\ninput x, <|>y in [0, 1]\nregion r = <|>x >= y\n', [
      expected('y'),
      expected('x'),
    ]);
  });

  it('shows the first lines of a long declaration', async () => {
    const members = Array.from({ length: 12 }, (_, i) => `  x >= ${i},`).join('\n');
    const { text, offsets } = marked(`input x in [0, 20]\nregion <|>r = any of (\n${members}\n)\n`);
    const shown = hover(await analyseText(text), offsets[0] ?? 0)?.markdown.split('\n');
    expect(shown).toHaveLength(13);
    expect(shown?.slice(-3)).toEqual(['  x >= 6,', '...', '```']);
  });

  it('has nothing to say where no declared name stands', async () => {
    await checkHovers(
      `<|>// hello\n${flowers}region r = <|>ball(center: [1], radius: <|>2)\noutput o = r <|>and r<|>\n`,
      [
        undefined,
        undefined,
        undefined,
        undefined,
        '**r** (region)\n\n```region\nregion r = ball(center: [1], radius: 2)\n```',
      ],
    );
  });

  it('shows what an imported file says', async () => {
    const ring = '/// Between two circles.\nregion ring(p, r) = r <= norm(p) <= 2*r\n';
    await checkHovers(
      'import "lib/rings.region" as lib\ninput x, y in [-5, 5]\noutput o = lib.<|>ring([x, y], 1)\n',
      ['**ring** (region function)\n\n```region\nregion ring(p, r) = r <= norm(p) <= 2*r\n```\n\nBetween two circles.'],
      { 'lib/rings.region': ring },
    );
  });

  it('works in a file with errors', async () => {
    await checkHovers('input x in [0, 1]\nregion a = x >= \n/// Fine.\nregion <|>b = x >= 0.5\n', [
      '**b** (region)\n\n```region\nregion b = x >= 0.5\n```\n\nFine.',
    ]);
  });
});

describe('problems', () => {
  it('are none in a good file', async () => {
    expect(await problemsOf('input x in [0, 1]\noutput o = x >= 0.5\n')).toEqual([]);
  });

  it('come in order of place, each once', async () => {
    const text = 'input x in [0, 1]\noutput a = x >= lo\noutput b = hi >= x\n';
    expect(await problemsOf(text)).toEqual([
      ['lo', 'R0101'],
      ['hi', 'R0101'],
    ]);
  });

  it('are found by the place that they touch', async () => {
    const text = 'input x in [0, 1]\noutput a = x >= lo\noutput b = hi >= x\n';
    const at = text.indexOf('hi');
    const { problems } = await analyseText(text);
    const spansAt = (start: number, end: number): string[] =>
      problemsIn(problems, start, end).map(({ span }) => text.slice(span.start, span.end));
    expect(spansAt(at, at)).toEqual(['hi']);
    expect(spansAt(at + 2, at + 2)).toEqual(['hi']);
    expect(spansAt(at + 3, at + 3)).toEqual([]);
    expect(spansAt(0, text.length)).toEqual(['lo', 'hi']);
  });
});
