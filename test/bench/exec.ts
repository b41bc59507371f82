import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { tools } from '../../src/node/build/test-tools.mjs';
import { bundleContestant, startContestant, type Contestant } from './exec/contestant.ts';
import { table } from './measure.ts';

// How fast networks are scored and trained here, beside other engines: workloads W1 to W6, every contestant in a process
// of its own, a job of each in turn, medians. What is not installed is left out. Writes out/bench-exec.md and .json.

// In the project, where its packages are found.
mkdirSync('out', { recursive: true });
const folder = mkdtempSync(join('out', 'bench-'));
const rounds = Number(process.env['REGIONC_BENCH_ROUNDS'] ?? 9);

function compileC(): string | undefined {
  const binary = join(folder, 'limit');
  try {
    execFileSync('gcc', ['-O3', '-march=native', '-fno-math-errno', '-o', binary, 'test/bench/exec/limit.c', '-lm']);
    return binary;
  } catch {
    return undefined;
  }
}

async function contestants(): Promise<Contestant[]> {
  const ours = await bundleContestant('ours', folder);
  const onnx = await bundleContestant('onnx', folder);
  const node24 = join(tools.nodeBin, 'node');
  const wide = '--experimental-wasm-revectorize';
  const { tensorflow } = tools;
  const limit = compileC();
  const torch = (threads: number): Contestant =>
    startContestant(
      threads === 1 ? 'PyTorch' : 'PyTorch, two threads',
      '/usr/bin/python3',
      ['test/bench/exec/torch_peer.py', String(threads)],
      {
        OPENBLAS_NUM_THREADS: String(threads),
        OMP_NUM_THREADS: String(threads),
      },
    );
  return [
    ...(process.versions.node.startsWith('20.') ? [startContestant('Node 20', process.execPath, [ours])] : []),
    ...(existsSync(node24)
      ? [startContestant('Node 24', node24, [ours]), startContestant('Node 24, flag', node24, [wide, ours])]
      : []),
    startContestant('ONNX Runtime', process.execPath, [onnx]),
    ...(existsSync('/usr/bin/python3') ? [torch(1)] : []),
    ...(existsSync(tensorflow)
      ? [startContestant('TensorFlow.js', process.execPath, ['test/bench/exec/tf_peer.mjs', tensorflow])]
      : []),
    ...(limit === undefined ? [] : [startContestant('C', limit, [])]),
  ];
}

const jobs = [
  ...['W1', 'W2', 'W3', 'W4', 'W5', 'W6'].flatMap((name) => [name, `${name} exact`, `${name} f64`]),
  'W2 sets',
  'W5 adam',
];
const slow = ['TensorFlow.js'];
const ours = ['Node 20', 'Node 24', 'Node 24, flag'];

try {
  const all = await contestants();
  const times = new Map<string, Map<string, number[]>>();
  for (const job of jobs) {
    const row = new Map<string, number[]>();
    times.set(job, row);
    for (let round = 0; round <= rounds; round++) {
      for (const contestant of all) {
        if (slow.includes(contestant.name) && round > 2) continue;
        const taken = await contestant.run(job);
        // The first go warms up.
        if (taken !== undefined && round > 0) row.set(contestant.name, [...(row.get(contestant.name) ?? []), taken]);
      }
    }
    console.error(job);
  }
  for (const contestant of all) contestant.stop();
  report(
    all.map(({ name }) => name),
    times,
  );
} finally {
  rmSync(folder, { recursive: true });
}

function report(names: readonly string[], times: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>): void {
  const figures = [...times].map(([job, row]) => ({
    job,
    times: Object.fromEntries(
      [...row].map(([name, taken]) => [name, { median: median(taken), least: Math.min(...taken) }]),
    ),
  }));
  const rows = figures.map(({ job, times: row }) => [
    job,
    ...names.map((name) => (row[name] === undefined ? '' : milliseconds(row[name].median))),
  ]);
  const ratiosBy = (of: 'median' | 'least'): string[][] =>
    figures.flatMap(({ job, times: row }) => {
      // A variant of a workload is compared with the peers' plain one.
      const [workload = job, kind] = job.split(' ');
      const peers = figures.find(({ job: other }) => other === (kind === 'adam' ? job : workload))?.times ?? {};
      const best = Math.min(
        ...names.filter((name) => !ours.includes(name) && name !== 'C').map((name) => peers[name]?.[of] ?? Infinity),
      );
      if (!Number.isFinite(best)) return [];
      return [[job, milliseconds(best), ...ours.map((name) => (row[name] ? (best / row[name][of]).toFixed(2) : ''))]];
    });
  const machine = `${cpus()[0]?.model.trim() ?? ''}, ${cpus().length} cores`;
  const text = [
    `${machine}, ${new Date().toISOString().slice(0, 10)}. Milliseconds of a pass over the points (W1 to W3) or of a`,
    'training step (W4 to W6), medians, one thread.',
    '',
    table(['job', ...names], rows),
    '',
    'How many times as fast as the best peer (C is no peer: it shows what the machine can do):',
    '',
    table(['job', 'best peer', ...ours], ratiosBy('median')),
    '',
    'The same by the fastest go of each, which a busy machine disturbs less:',
    '',
    table(['job', 'best peer', ...ours], ratiosBy('least')),
    '',
  ].join('\n');
  writeFileSync('out/bench-exec.md', text);
  writeFileSync('out/bench-exec.json', `${JSON.stringify({ machine, rounds, figures }, undefined, 2)}\n`);
  console.log(text);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function milliseconds(value: number): string {
  return value >= 10 ? value.toFixed(1) : value.toPrecision(3);
}
