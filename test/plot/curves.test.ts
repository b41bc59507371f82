import { expect, it } from 'vitest';
import { plotCurves } from '../../src/plot/curves.ts';

const epochs = Array.from({ length: 51 }, (_, epoch) => epoch);
const loss = epochs.map((epoch) => Math.exp(-epoch / 10));
const accuracy = epochs.map((epoch) => 1 - 0.3 * Math.exp(-epoch / 10));

it('says in words what the curves of a training show', () => {
  const validation = { loss: loss.map((value, epoch) => value + epoch / 100), accuracy };
  const picture = plotCurves({ title: 'train.jsonl', epochs, training: { loss, accuracy }, validation });
  expect(picture.svg).toContain(
    'Epochs 0 to 50; training: loss from 1 to 0.007, 100 % right; validation: loss from 1 to 0.507, 100 % right, lowest loss at epoch 23.',
  );
  expect(picture.overlaps).toEqual([]);
  expect([picture.width, picture.height]).toEqual([640, 480]);
});

it('draws a training without validation rows, of one epoch too', () => {
  const { svg, overlaps } = plotCurves({
    title: 'one',
    epochs: [0],
    training: { loss: [0], accuracy: [1] },
  });
  expect(svg).not.toContain('validation');
  expect(svg).not.toMatch(/NaN|Infinity/);
  expect(overlaps).toEqual([]);
});
