import { lex } from '../../grammar/lexer.ts';
import { parse } from '../../grammar/parser.ts';
import { makeSource } from '../../src/base/source.ts';
import { loneModule } from '../../src/program/modules.ts';
import { resolve } from '../../src/program/resolve.ts';
import { buildGraph } from '../../src/region/build.ts';
import { simplify } from '../../src/region/simplify.ts';
import { programOf } from '../helpers/program-of.ts';
import { interleaved, table } from './measure.ts';

// How long the front of the compiler takes, as multiples of the lexer alone in the same run.

const header = 'input x, y in [0, 100]\ninput v[4] in [0, 1]\nlet scale = 2\n';

/** A file of about `lines` lines of the usual mix: comparisons, gates, functions, comments. */
function fileOf(lines: number): string {
  const body = Array.from({ length: Math.floor(lines / 5) }, (_, i) => [
    `/// Region ${i}.`,
    `region a${i} = ${i}*x + 2.5*y - scale*v[${(i % 4) + 1}] >= ${i + 1} +- 0.5`,
    `region b${i} = at least 2 of (x >= ${i % 90}, y <= ${(i * 7) % 90}, a${i}, not v[2] >= 0.5)`,
    `let c${i} = [${i}, ${i + 1}, sqrt(${i + 2})]`,
    `region d${i} = (norm([x, y] - c${i}[1..2]) <= 5 or b${i}) and not (x + y >= 150)`,
  ]);
  return `${header}${body.flat().join('\n')}\noutput r = d0\n`;
}

const rows: string[][] = [];
for (const lines of [300, 2500, 5000]) {
  const source = makeSource('bench.region', fileOf(lines));
  const [lexed = 0, parsed = 0, resolved = 0] = interleaved(lines < 1000 ? 60 : 15, [
    () => lex(source.text),
    () => parse(source),
    () => resolve(loneModule(source)),
  ]);
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  rows.push([
    String(lines),
    ms(lexed),
    ms(parsed),
    (parsed / lexed).toFixed(1),
    ms(resolved),
    (resolved / lexed).toFixed(1),
  ]);
}
console.log(table(['lines', 'lexer', 'parse', 'x lexer', 'text to program', 'x lexer'], rows));

const nodes: string[][] = [];
for (const n of [158, 224, 316]) {
  const text = `input x, y in [0, 1000]\noutput r = any of (for i in 1..${n}: for j in 1..${n}: x >= i and y <= 1000 - j)\n`;
  const [program = 0] = interleaved(3, [() => programOf(text)]);
  const made = programOf(text);
  const [built = 0, simple = 0] = interleaved(3, [() => buildGraph(made), () => simplify(buildGraph(made).value)]);
  nodes.push([String(2 * n * n), `${program.toFixed(0)} ms`, `${built.toFixed(0)} ms`, `${simple.toFixed(0)} ms`]);
}
console.log(table(['regions', 'to program', 'build', 'build and simplify'], nodes));
