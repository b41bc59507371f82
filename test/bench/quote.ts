import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { ours, ratiosOf, type Figure } from './exec/report.ts';
import { table } from './measure.ts';

// Puts what `npm run bench -- exec` found last into the README.

const titles: Readonly<Record<string, string>> = {
  W1: 'scoring 2-8-1, 1,000,000 points',
  'W1 two': 'the same on two threads, theirs too',
  W2: 'scoring 10-200-20-1 with 3, 10 and 20 links a unit, 1,000,000 points',
  'W2 two': 'the same on two threads',
  W3: 'scoring 64-256-10, 100,000 points',
  'W3 two': 'the same on two threads',
  W4: 'training 2-1-2, a step over 3,200 samples',
  W5: 'training 30-64-8-2, a step over 569 samples',
  'W5 adam': 'the same with Adam',
  W6: 'training 64-256-10, a step over 128 samples',
};

interface Found {
  readonly machine: Readonly<Record<string, string>>;
  readonly figures: readonly Figure[];
}

const { machine, figures } = JSON.parse(readFileSync('out/bench-exec.json', 'utf8')) as Found;
const ratios = ratiosOf(figures, 'median');
const rows = Object.entries(titles).flatMap(([job, title]) => {
  const [, best, ...own] = ratios.find(([name]) => name === job) ?? [];
  return best === undefined ? [] : [[title, `${best} ms`, ...own]];
});
const [from, to] = ['<!-- bench-exec -->', '<!-- /bench-exec -->'];
const readme = readFileSync('README.md', 'utf8');
const [before = '', rest = ''] = readme.split(from);
const quoted = `${Object.values(machine).slice(0, 2).join(', ')}.\n\n${table(['', 'best peer', ...ours], rows)}`;
const text = `${before}${from}\n\n${quoted}\n\n${rest.slice(rest.indexOf(to))}`;
writeFileSync('README.md', await format(text, { ...(await resolveConfig('README.md')), parser: 'markdown' }));
