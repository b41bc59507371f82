import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tools } from '../../src/node/build/test-tools.mjs';
import { bundleContestant, startContestant } from './exec/contestant.ts';
import { table } from './measure.ts';

// Seconds of the paper's training of section 5.1, whole, on each Node: within the module, and by the trainer, which
// judges every step.

mkdirSync('out', { recursive: true });
const folder = mkdtempSync(join('out', 'bench-'));
const jobs = ['module', 'trainer'];

try {
  const script = await bundleContestant('whole', folder);
  const node24 = join(tools.nodeBin, 'node');
  const all = [
    startContestant(`Node ${process.versions.node}`, process.execPath, [script]),
    ...(existsSync(node24) ? [startContestant('Node 24', node24, [script])] : []),
  ];
  const rows: string[][] = [];
  for (const { name, run, stop } of all) {
    const row = [name];
    for (const job of jobs) row.push((((await run(job)) ?? NaN) / 1000).toFixed(2));
    rows.push(row);
    stop();
  }
  console.log(table(['', ...jobs], rows));
} finally {
  rmSync(folder, { recursive: true });
}
