import { ask } from '../../src/check/geometry/ask.ts';
import { questionsOf } from '../generators/pair-questions.ts';
import { regionPair } from '../generators/region-pairs.ts';
import { table } from './measure.ts';

// Questions of static geometry on generated pairs of regions: how many are decided within 200 ms, and how long they take.

const pairs = Number(process.env['PAIRS'] ?? 240);
const budget = 200;

interface Asked {
  readonly kind: string;
  readonly dimensions: number;
  readonly no: string;
  readonly answer: string;
  readonly ms: number;
}

const asked: Asked[] = [];
for (let seed = 0; seed < pairs; seed++) {
  const pair = regionPair(seed);
  for (const { no, graph, regions } of questionsOf(pair)) {
    const start = performance.now();
    const late = (): boolean => performance.now() - start > budget;
    const answer = ask(graph, regions, { late, seed: 1 });
    const ms = performance.now() - start;
    asked.push({ kind: pair.kind, dimensions: pair.dimensions, no, answer: answer.kind, ms });
    if (process.env['SLOW'] && (answer.kind === 'open' || ms > 50))
      console.log(seed, no, answer.kind, ms.toFixed(1), pair.kind, pair.dimensions);
  }
}

function rowOf(name: string, rows: readonly Asked[]): string[] {
  const decided = rows.filter(({ answer, ms }) => answer !== 'open' && ms <= budget).length;
  const times = rows.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (share: number): string =>
    `${(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(2)} ms`;
  const none = rows.filter(({ answer }) => answer === 'none').length;
  return [
    name,
    String(rows.length),
    `${((100 * none) / rows.length).toFixed(0)}%`,
    `${((100 * decided) / rows.length).toFixed(1)}%`,
    at(0.5),
    at(0.9),
    at(0.99),
    at(1),
  ];
}

const groups = new Map<string, Asked[]>();
for (const each of asked) {
  for (const name of [each.kind, `d = ${String(each.dimensions)}`, each.no, 'all']) {
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
}
console.log(
  table(
    ['of', 'questions', 'none', 'decided in 200 ms', 'median', '90%', '99%', 'most'],
    [...groups].map(([name, rows]) => rowOf(name, rows)),
  ),
);
