import { table } from '../measure.ts';

/** Milliseconds of every job and contestant, and what they were measured on. */
export interface Measured {
  readonly machine: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly names: readonly string[];
  readonly times: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
}

/** What was found of a job, by the contestants' names. */
export interface Figure {
  readonly job: string;
  readonly times: Readonly<Record<string, { readonly median: number; readonly least: number }>>;
}

export const ours = ['Node 20', 'Node 24', 'Node 24, flag'];

/** As Markdown and as JSON. */
export function makeReport({ machine, rounds, names, times }: Measured): {
  readonly text: string;
  readonly json: string;
} {
  const figures = [...times].map(([job, row]): Figure => ({
    job,
    times: Object.fromEntries(
      [...row].map(([name, taken]) => [name, { median: median(taken), least: Math.min(...taken) }]),
    ),
  }));
  const timesOf = (job: string) => figures.find((figure) => figure.job === job)?.times ?? {};
  const rows = figures.map(({ job, times: row }) => [
    job,
    ...names.map((name) => (row[name] === undefined ? '' : milliseconds(row[name].median))),
  ]);
  const [soft, doubles, sets] = [timesOf('W2'), timesOf('W2 f64'), timesOf('W2 sets')];
  const setsBeside = (other: typeof soft): string[] =>
    ours.map((name) => ((other[name]?.median ?? NaN) / (sets[name]?.median ?? NaN)).toFixed(2));
  const { processor = '', date = '', ...versions } = machine;
  const text = [
    `${processor}, ${date}; ${Object.entries(versions)
      .map(([name, version]) => `${name}: ${version}`)
      .join(', ')}. Milliseconds of a pass over the points (W1 to W3) or of a`,
    `training step (W4 to W6), medians of ${rounds} goes in turn. One thread, except where a job is \`two\`: there two threads,`,
    'from numbers of double precision to such, as `predict --fast --threads 2` takes them.',
    '',
    table(['job', ...names], rows),
    '',
    'How many times as fast as the best peer (C is no peer: it shows what the machine can do):',
    '',
    table(['job', 'best peer', ...ours], ratiosOf(figures, 'median')),
    '',
    'The same by the fastest go of each, which a busy machine disturbs less:',
    '',
    table(['job', 'best peer', ...ours], ratiosOf(figures, 'least')),
    '',
    'How many times as fast exact sets are as the network on W2:',
    '',
    table(
      ['', ...ours],
      [
        ['fast', ...setsBeside(soft)],
        ['double precision', ...setsBeside(doubles)],
      ],
    ),
    '',
  ].join('\n');
  return { text, json: `${JSON.stringify({ machine, rounds, figures }, undefined, 2)}\n` };
}

/**
 * A row for each job that a peer has: its name, the best peer's milliseconds, and how many times as fast each of ours is.
 */
export function ratiosOf(figures: readonly Figure[], of: 'median' | 'least'): string[][] {
  return figures.flatMap(({ job, times }) => {
    // A variant of a workload is compared with the peers' plain one, unless they have it too.
    const [workload = job, kind] = job.split(' ');
    const peersOf = kind === 'adam' || kind === 'two' ? job : workload;
    const all = Object.entries(figures.find((figure) => figure.job === peersOf)?.times ?? {});
    const best = Math.min(...all.filter(([name]) => !ours.includes(name) && name !== 'C').map(([, time]) => time[of]));
    if (!Number.isFinite(best)) return [];
    return [[job, milliseconds(best), ...ours.map((name) => (times[name] ? (best / times[name][of]).toFixed(2) : ''))]];
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function milliseconds(value: number): string {
  return value >= 10 ? value.toFixed(1) : value.toPrecision(3);
}
