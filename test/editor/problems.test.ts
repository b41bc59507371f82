import { describe, expect, it } from 'vitest';
import { analyse, type Analysis } from '../../src/service/analyse.ts';
import { makeSource } from '../../src/base/source.ts';
import { problemsIn } from '../../src/service/problems.ts';

/** Analyses a main file; `files` are the others, by path. */
function analyseText(text: string, files: Readonly<Record<string, string>> = {}): Promise<Analysis> {
  return analyse(makeSource('main.region', text), (path) => files[path]);
}

/** The problems of a text: what is underlined, and the message. */
async function problemsOf(text: string): Promise<(readonly [string, string])[]> {
  const { problems } = await analyseText(text);
  return problems.map(({ span, code }) => [text.slice(span.start, span.end), code ?? '']);
}

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
