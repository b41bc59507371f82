import { expect, it } from 'vitest';
import { axisOver, plotChart, type ChartPanel } from '../../src/plot/chart.ts';

const places = Array.from({ length: 50 }, (_, i) => i / 10);

function panel(title: string, f: (x: number) => number): ChartPanel {
  const points = places.map((x) => [x, f(x)] as const);
  return {
    title,
    across: { label: 'x', lo: 0, hi: 5 },
    up: axisOver(
      title,
      points.map(([, y]) => y),
    ),
    lines: [{ name: 'curve', points }],
  };
}

it.each([240, 400, 680])('keeps the texts of several panels apart at %d pixels', (width) => {
  const panels = [panel('sine', Math.sin), panel('square', (x) => x * x), panel('steep', (x) => 1e6 * x)];
  for (const stacked of [false, true]) {
    const { svg, overlaps } = plotChart({ title: 'Curves', panels, stacked }, { width });
    expect(overlaps).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity/);
  }
});

it('breaks a line where it has no value, and draws none outside its frame', () => {
  const { svg } = plotChart({ title: 'poles', panels: [panel('pole', (x) => (x === 2 ? NaN : 1 / (x - 2)))] });
  const [, data = ''] = /<path class="rc-s-c0"[^>]* d="([^"]*)"/.exec(svg) ?? [];
  expect(data.match(/M/g)).toHaveLength(2);
});

it('goes by powers of ten on a log axis, without what is not above 0', () => {
  const values = [0, 0.002, 3, 40_000];
  const up = axisOver('size', values, { log: true });
  expect([up.lo, up.hi]).toEqual([0.002 / 1.2, 48_000]);
  const lines = [{ name: 'a', points: values.map((value, i) => [i, value] as const) }];
  const { svg, overlaps } = plotChart({ title: 'log', panels: [{ across: { label: 'i', lo: 0, hi: 3 }, up, lines }] });
  for (const text of ['0.01', '1', '100', '10,000']) expect(svg).toContain(`>${text}</text>`);
  expect(svg).not.toContain('NaN');
  expect(overlaps).toEqual([]);
});

it('counts on from a letter, and lists a name once', () => {
  const panels = [panel('first', Math.sin), panel('second', Math.cos)];
  const { svg } = plotChart({ title: 'letters', panels, firstLetter: 'd' });
  expect(svg).toContain('>(d)</tspan>');
  expect(svg).toContain('>(e)</tspan>');
  expect(svg.match(/>curve</g)).toHaveLength(1);
});
