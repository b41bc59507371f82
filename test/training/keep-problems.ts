import { makeRandom } from '../../src/base/random.ts';
import { compile } from '../../src/network/compile.ts';
import { trainDefaults, type TrainOptions } from '../../src/train/options.ts';
import { programOf } from '../helpers/program-of.ts';
import type { Case } from './cases.ts';

/** How a problem of this kind is trained, with `--keep certified` or without. */
export const keepOptions: TrainOptions = { ...trainDefaults, validation: 0, widths: 'text', epochs: 60 };

/** A gate of halfspaces with random numbers, and rows of one whose halfspaces lie a little elsewhere. */
export function keepProblem(seed: number, width = '5%'): Case {
  const random = makeRandom(seed);
  const within = (from: number, to: number): number => Number((from + (to - from) * random.uniform()).toFixed(2));
  const planes = Array.from({ length: 2 + random.below(3) }, () => [within(-1, 1), within(-1, 1), within(-3, 3)]);
  const least = 1 + random.below(planes.length);
  const members = planes.map(([a = 0, b = 0, c = 0]) => `${a}*x + ${b}*y >= ${c}`);
  const head = seed % 2 === 0 ? 'class in_it = r\nclass out = otherwise' : 'output o = r';
  const text = `input x, y in [-5, 5]\ndefault width ${width}\nregion r = at least ${least} of (${members.join(', ')})\n${head}\n`;
  const moved = planes.map(([a = 0, b = 0, c = 0]) => [
    a + 0.1 * random.normal(),
    b + 0.1 * random.normal(),
    c + 0.3 * random.normal(),
  ]);
  const rows = 120;
  const points = Float64Array.from({ length: 2 * rows }, () => within(-5, 5));
  const holds = Array.from({ length: rows }, (_, row) => {
    const [x = 0, y = 0] = points.subarray(2 * row);
    return moved.filter(([a = 0, b = 0, c = 0]) => a * x + b * y >= c).length >= least;
  });
  const { value: network } = compile(programOf(text), { mode: 'trainable' });
  if (!network) throw new Error(text);
  const targets: Case['dataset']['targets'] =
    network.head.kind === 'classes'
      ? { kind: 'classes', indices: Int32Array.from(holds, (isIn) => (isIn ? 0 : 1)) }
      : { kind: 'outputs', shares: Float64Array.from(holds, Number) };
  return { network, dataset: { rows, points, targets, outside: [] } };
}
