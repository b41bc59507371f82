import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { tools } from '../../src/node/build/test-tools.mjs';
import { bundleContestant, startContestant, type Contestant } from './exec/contestant.ts';
import { makeReport } from './exec/report.ts';

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
  await bundleContestant('crew-worker', folder, 'src/node/crew-worker.ts');
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
    ...(existsSync('/usr/bin/python3') ? [torch(1), torch(2)] : []),
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
  ...['W1', 'W2', 'W3'].map((name) => `${name} two`),
];
const slow = ['TensorFlow.js'];

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
  const report = makeReport({ machine: machine(), rounds, names: all.map(({ name }) => name), times });
  writeFileSync('out/bench-exec.md', report.text);
  writeFileSync('out/bench-exec.json', report.json);
  console.log(report.text);
} finally {
  rmSync(folder, { recursive: true });
}

/** What the figures were measured on, and when. */
function machine(): Readonly<Record<string, string>> {
  const versionOf = (command: string, ...args: readonly string[]): string => {
    try {
      return execFileSync(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
        .toString()
        .trim();
    } catch {
      return 'absent';
    }
  };
  const require = createRequire(join(process.cwd(), 'package.json'));
  const { version } = require('onnxruntime-node/package.json') as { readonly version: string };
  return {
    processor: `${cpus()[0]?.model.trim() ?? ''}, ${cpus().length} cores`,
    date: new Date().toISOString().slice(0, 10),
    'Node 20': process.version,
    'Node 24': versionOf(join(tools.nodeBin, 'node'), '--version'),
    'ONNX Runtime': version,
    PyTorch: versionOf('/usr/bin/python3', '-c', 'import torch; print(torch.__version__)'),
  };
}
