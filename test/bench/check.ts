import { makeRandom } from '../../src/base/random.ts';
import { decideCertified, provedShare, type CertifiedTask } from '../../src/check/certified.ts';
import { keepsSign, keptReading, makeKept } from '../../src/network/certify.ts';
import type { Network } from '../../src/network/network.ts';
import { headReadings } from '../../src/network/reading.ts';
import { state } from '../check/subject.ts';
import { curvedText, halfspaceText, perturbed } from '../generators/specs.ts';
import { table } from './measure.ts';

// How long proofs take (GUARANTEES 7): the promise of compiled networks, and of the same with every number moved. Times
// are those of the processor, which other work does not stretch as it does those of a clock.

const budget = Number(process.env['BUDGET'] ?? 5);

interface Decided {
  readonly outcome: string;
  readonly seconds: number;
  readonly cells: number;
}

function decided(network: Network): Decided {
  const [reading] = headReadings(network);
  if (reading === undefined) throw new Error('the text has an output');
  const start = process.cpuUsage();
  const seconds = (): number => process.cpuUsage(start).user / 1e6;
  let cells = 0;
  const task: CertifiedTask = {
    network,
    reading,
    region: { region: reading.ref, name: reading.name },
    box: network.text.inputs,
    effort: {
      late: () => seconds() > budget,
      seed: 1,
      progress: (_, count) => (cells = Math.max(cells, count)),
    },
  };
  const { outcome } = decideCertified(task, 1);
  return { outcome, seconds: seconds(), cells };
}

const names = (d: number): string[] => Array.from({ length: d }, (_, i) => `x${String(i + 1)}`);
const inputs = (d: number): string => `input ${names(d).join(', ')} in [0, 10]\n`;

/** Tangent planes of a ball, or as many as are asked for. */
function planes(d: number, count: number, random: ReturnType<typeof makeRandom>): string {
  return Array.from({ length: count }, () => {
    const normal = names(d).map(() => random.normal());
    const length = Math.hypot(...normal);
    const unit = normal.map((x) => Number((x / length).toFixed(3)));
    const level = unit.reduce((sum, x) => sum + 5 * x, 0) - 3;
    return `0 ${unit.map((x, i) => `${x < 0 ? '-' : '+'} ${String(Math.abs(x))}*x${String(i + 1)}`).join(' ')} >= ${level.toFixed(3)}`;
  }).join(', ');
}

const vector = (d: number, at: (i: number) => number): string =>
  `[${Array.from({ length: d }, (_, i) => at(i).toFixed(2)).join(', ')}]`;

const cases: readonly {
  readonly name: string;
  readonly text: (d: number, random: ReturnType<typeof makeRandom>) => string;
}[] = [
  { name: 'polytope of 10', text: (d, random) => `output r = all of (${planes(d, 10, random)})\n` },
  { name: 'polytope of 50', text: (d, random) => `output r = all of (${planes(d, 50, random)})\n` },
  { name: 'at least 4 of 8', text: (d, random) => `output r = at least 4 of (${planes(d, 8, random)})\n` },
  {
    name: 'box',
    text: (d) =>
      `output r = all of (${names(d)
        .map((x) => `${x} in [3, 7]`)
        .join(', ')})\n`,
  },
  {
    name: 'ellipsoids, Gaussian',
    text: (d) =>
      `output r = any of (ellipsoid(center: ${vector(d, () => 3)}, radii: ${vector(d, (i) => 2 + (i % 3) / 2)}), ` +
      `ellipsoid(center: ${vector(d, () => 7)}, radii: ${vector(d, (i) => 2.5 - (i % 2) / 2)}), ` +
      `gaussian(mean: ${vector(d, (i) => 3 + (i % 2) * 4)}, sd: ${vector(d, () => 1.5)}))\n`,
  },
];

const rows: string[][] = [];
for (const { name, text } of cases) {
  for (const d of [2, 4, 6, 10]) {
    const random = makeRandom(d);
    const network = state(`${inputs(d)}${text(d, random)}`).compile();
    const shown = [0, 0.01, 0.02].map((share) => {
      const { outcome, seconds, cells } = decided(share === 0 ? network : perturbed(network, share, makeRandom(7)));
      return `${outcome}, ${String(cells)} cells, ${seconds < 0.01 ? seconds.toFixed(4) : seconds.toFixed(2)} s`;
    });
    rows.push([name, String(d), ...shown]);
  }
}
console.log(table(['network', 'd', 'compiled', '1 % moved', '2 % moved'], rows));

// Step 0 alone, over 200 primitives; with the bisection of its share it takes some thirty times as long.
const large = state(
  `${inputs(10)}output r = all of (${planes(10, 100, makeRandom(1))}) or at least 50 of (${planes(10, 100, makeRandom(2))})\n`,
).compile();
const [reading] = headReadings(large);
if (reading) {
  const times = Array.from({ length: 30 }, () => {
    const start = performance.now();
    const isKept = keepsSign(keptReading(large, reading, makeKept(large, [reading])(1)));
    return { isKept, ms: performance.now() - start };
  }).toSorted((a, b) => a.ms - b.ms);
  const start = performance.now();
  const share = provedShare(large, reading, { region: reading.ref, name: reading.name });
  const [first] = times;
  console.log(
    `step 0 of ${String(large.first.length)} primitives: ${first?.isKept ? 'proved' : 'open'} in ${String(first?.ms.toFixed(2))} ms at best, ` +
      `${String(times[15]?.ms.toFixed(2))} ms in the middle; its share ${share.toPrecision(3)} in ${(performance.now() - start).toFixed(0)} ms`,
  );
}

// Generated networks, every number moved by 1 %.
for (const [name, count, text] of [
  ['halfspaces, d 2 to 10', 200, halfspaceText],
  ['ellipsoids and Gaussians, d 1 to 4', 100, curvedText],
  [
    'ellipsoids and Gaussians, d 5 to 10',
    40,
    (random: ReturnType<typeof makeRandom>) => curvedText(random, 5 + random.below(6)),
  ],
] as const) {
  const found = new Map<string, number>();
  const times: number[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const random = makeRandom(seed);
    const { outcome, seconds } = decided(perturbed(state(text(random)).compile(), 0.01, random));
    found.set(outcome, (found.get(outcome) ?? 0) + 1);
    times.push(seconds);
  }
  times.sort((a, b) => a - b);
  const counts = [...found].map(([outcome, cases_]) => `${String(cases_)} ${outcome}`).join(', ');
  console.log(
    `${name}: ${counts} of ${String(count)} within ${String(budget)} s; median ${(times[count >> 1] ?? 0).toFixed(3)} s, most ${(times.at(-1) ?? 0).toFixed(2)} s`,
  );
}
