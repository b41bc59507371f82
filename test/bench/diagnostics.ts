import { makeSource } from '../../src/base/source.ts';
import { loneModule } from '../../src/program/modules.ts';
import { resolve } from '../../src/program/resolve.ts';
import { buildGraph } from '../../src/region/build.ts';
import { parse } from '../../grammar/parser.ts';
import { lex } from '../../grammar/lexer.ts';
import { problemsOf } from '../../src/service/problems.ts';
import { interleaved, table } from './measure.ts';

// How long the diagnostics of a file of 300 lines take from a warm start, geometry apart; as multiples of the lexer too.

const header = 'input x, y in [0, 100]\ninput v[4] in [0, 1]\ninput s in {red, green, blue, ..}\nlet scale = 2\n';

/** A file of the usual mix; with `mistakes`, every tenth declaration has one of the usual slips. */
function fileOf(lines: number, mistakes: boolean): string {
  const slips = ['&& y >= 2', 'and y == 3', 'and humidty >= 1', 'and s == "Red"', ', y >= 2', 'with gian 3'];
  const body = Array.from({ length: Math.floor((lines - 6) / 6) }, (_, i) => [
    `/// Region ${i}.`,
    `region a${i} = ${i}*x + 2.5*y - scale*v[${(i % 4) + 1}] >= ${i + 1} ${mistakes && i % 2 === 0 ? slips[(i / 2) % 6] : '+- 0.5'}`,
    `region b${i} = at least 2 of (x >= ${i % 90}, y <= ${(i * 7) % 90}, a${i}, not v[2] >= 0.5, s in {red, blue})`,
    `let c${i} = [${i}, ${i + 1}, sqrt(${i + 2})]`,
    `region d${i} = (norm([x, y] - c${i}[1..2]) <= 5 or b${i}) and not (x + y >= 150)`,
    `check not empty(d${i})`,
  ]);
  return `${header}${body.flat().join('\n')}\noutput r = d0\n`;
}

function diagnose(text: string): number {
  const source = makeSource('bench.region', text);
  const module = loneModule(source);
  const resolved = resolve(module);
  const { program } = resolved.value;
  const found = [...module.diagnostics, ...resolved.diagnostics, ...(program ? buildGraph(program).diagnostics : [])];
  return problemsOf(source, found).length;
}

const rows = [false, true].map((mistakes) => {
  const text = fileOf(300, mistakes);
  const source = makeSource('bench.region', text);
  const problems = diagnose(text);
  const [lexed = 0, parsed = 0, all = 0] = interleaved(60, [
    () => lex(text),
    () => parse(source),
    () => diagnose(text),
  ]);
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  const lines = text.trimEnd().split('\n').length;
  return [String(lines), String(problems), ms(lexed), ms(parsed), ms(all), (all / lexed).toFixed(1)];
});
console.log(table(['lines', 'problems', 'lexer', 'parse', 'diagnostics', 'x lexer'], rows));
