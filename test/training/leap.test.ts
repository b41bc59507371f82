import { expect, it } from 'vitest';
import type { Samples } from '../../src/exec/fit.ts';
import { unchanged } from '../../src/network/parts.ts';
import { descend } from '../../src/train/descend.ts';
import { trainDefaults, type TrainOptions } from '../../src/train/options.ts';
import type { Prepared } from '../../src/train/prepare.ts';
import { networkEight, quadrants } from './paper-networks.ts';

const none: Samples = { rows: 0, points: new Float64Array(), wanted: new Float64Array() };

it.each([
  ['gd', { optimizer: 'gd', lr: 0.1 }],
  ['sgd', { optimizer: 'sgd', lr: 0.05 }],
  ['adam', { optimizer: 'adam', lr: 0.01 }],
  // Steps so long that the best epochs lie anywhere, and some that end it.
  ['adam in long steps', { optimizer: 'adam', lr: 1.5 }],
  ['gd that diverges', { optimizer: 'gd', lr: 1e6 }],
  ['gains after weights', { optimizer: 'adam', learnGains: 'after' }],
] as const)('comes by leaps to the same bits and the same best epoch: %s', (_, chosen) => {
  const samples = quadrants(6, 10);
  const options: TrainOptions = { ...trainDefaults, epochs: 300, validation: 0, scale: 'none', ...chosen };
  const [stepped, steps] = descended(samples, options, false);
  const [leapt, leaps] = descended(samples, options, true);
  expect(leapt).toEqual(stepped);
  if (stepped.stopped === 'epochs') expect(leaps).toBeLessThan(steps / 10);
});

/** How a descent ends, and how often it hands over on the way. */
function descended(samples: Samples, options: TrainOptions, leaps: boolean) {
  const start = networkEight(1);
  const prepared: Prepared = {
    start,
    opened: start,
    back: unchanged,
    training: samples,
    validation: none,
    holdout: none,
    taught: samples,
    judged: none,
  };
  const moments = descend(prepared, options, { leaps });
  let count = 0;
  let next = moments.next();
  for (; !next.done; next = moments.next()) count += 1;
  return [next.value, count] as const;
}
