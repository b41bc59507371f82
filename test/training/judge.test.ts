import {
  criterionFor,
  isFinal,
  judge,
  replaces,
  type Candidate,
  type Criterion,
  type Judgement,
} from '../../src/train/judge.ts';
import { describe, expect, it } from 'vitest';

/** Of 90 training and 16 validation rows so many right, with these losses. */
function candidate(epoch: number, right: [number, number], loss: [number, number]): Candidate {
  return {
    parameters: new Float64Array(0),
    epoch,
    training: { answers: 90, accuracy: right[0] / 90, loss: loss[0] },
    validation: { answers: 16, accuracy: right[1] / 16, loss: loss[1] },
  };
}

function bestOf(candidates: readonly Candidate[], criterion: Criterion): number | undefined {
  let judgement: Judgement | undefined;
  for (const next of candidates) judgement = judge(judgement, next, criterion);
  return judgement?.best.epoch;
}

describe('judging by accuracy', () => {
  it('takes more right validation rows over a lower loss', () => {
    expect(bestOf([candidate(1, [80, 14], [0.3, 0.3]), candidate(2, [80, 16], [0.5, 0.5])], 'accuracy')).toBe(2);
    expect(bestOf([candidate(1, [80, 16], [0.5, 0.5]), candidate(2, [80, 14], [0.3, 0.3])], 'accuracy')).toBe(1);
  });

  it('takes one row for chance and lets the loss on all rows decide', () => {
    expect(bestOf([candidate(1, [80, 16], [0.5, 0.2]), candidate(2, [80, 15], [0.3, 0.3])], 'accuracy')).toBe(2);
  });

  it('does not drift away from the most that was right, row by row', () => {
    const drifting = [
      candidate(1, [80, 16], [0.5, 0.5]),
      candidate(2, [80, 15], [0.4, 0.4]),
      candidate(3, [80, 14], [0.3, 0.3]),
    ];
    expect(bestOf(drifting, 'accuracy')).toBe(2);
  });

  it('keeps the start unless more than one row more comes out right', () => {
    const start = candidate(0, [85, 15], [0.4, 0.4]);
    expect(replaces(candidate(9, [86, 15], [0.1, 0.1]), start, 'accuracy', false)).toBe(false);
    expect(replaces(candidate(9, [86, 16], [0.1, 0.1]), start, 'accuracy', false)).toBe(true);
  });

  it('gives the start up for a lower loss where the text is kept anyway', () => {
    const start = candidate(0, [85, 15], [0.4, 0.4]);
    expect(replaces(candidate(9, [85, 15], [0.3, 0.4]), start, 'accuracy', true)).toBe(true);
    expect(replaces(candidate(9, [85, 15], [0.4, 0.4]), start, 'accuracy', true)).toBe(false);
    expect(replaces(candidate(9, [85, 14], [0.3, 0.3]), start, 'accuracy', true)).toBe(false);
  });
});

describe('judging by loss', () => {
  it('goes by the validation rows where there are any', () => {
    const [low, high] = [candidate(1, [80, 10], [0.5, 0.2]), candidate(2, [90, 16], [0.1, 0.3])];
    expect(bestOf([low, high], 'loss')).toBe(1);
    expect(replaces(high, low, 'loss', false)).toBe(false);
  });

  it('is for data that gives shares, and for training without validation rows', () => {
    const points = new Float64Array(2);
    expect(criterionFor({ rows: 2, points, wanted: Float64Array.of(1, 0) })).toBe('accuracy');
    expect(criterionFor({ rows: 2, points, wanted: Float64Array.of(1, 0.5) })).toBe('loss');
    expect(criterionFor({ rows: 0, points: new Float64Array(0), wanted: new Float64Array(0) })).toBe('loss');
  });
});

describe('the end of judging', () => {
  const few = (right: number, loss: number): Judgement => ({
    best: { parameters: new Float64Array(0), epoch: 1, training: { answers: 20, accuracy: right / 20, loss } },
    mostRight: 0,
  });

  it('comes where few rows are all right and as sure as they should be', () => {
    expect(isFinal(few(20, 0.009), 'loss')).toBe(true);
    expect(isFinal(few(20, 0.011), 'loss')).toBe(false);
    expect(isFinal(few(19, 0.009), 'loss')).toBe(false);
  });

  it('never comes before the last epoch with many rows, whose losses all count', () => {
    expect(isFinal({ best: candidate(1, [90, 16], [1e-9, 1e-9]), mostRight: 16 }, 'accuracy')).toBe(false);
  });

  it('is where no candidate wins any more', () => {
    const { best } = few(20, 0.009);
    const perfect: Candidate = { ...best, epoch: 2, training: { answers: 20, accuracy: 1, loss: 0 } };
    expect(bestOf([best, perfect], 'loss')).toBe(1);
  });
});
