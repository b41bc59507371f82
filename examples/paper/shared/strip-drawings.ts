import { plot, plotChart, type Chart, type ClassSubject, type Network } from 'regionc';
import type { Drawing } from '../page.ts';
import { unitsAt } from './networks.ts';
import { sides, type Strip } from './strip.ts';

/** The samples of a strip, the line of a network between its levels of 0.95, and the boundary of the classes. */
export function stripDrawing(caption: string, title: string, network: Network, { half, samples }: Strip): Drawing {
  const line = unitsAt(network, [{ name: 'line', layer: 0, unit: 0 }]);
  const both = (points: Float64Array, rows: number): Float64Array => {
    const values = line(points, rows);
    return Float64Array.from({ length: 2 * rows }, (_, at) => (at % 2 === 0 ? 1 : -1) * (values[at >> 1] ?? NaN));
  };
  const subject: ClassSubject = {
    kind: 'classes',
    names: ['x ≥ 0', 'x < 0'],
    exact: (points, rows) => sides(points, rows).filter((_, at) => at % 2 === 1),
    network: (points, rows) => ({ scores: both(points, rows), memberships: both(points, rows) }),
  };
  const indices = Int32Array.from({ length: samples.rows }, (_, row) => 1 - (samples.wanted[2 * row] ?? 0));
  const input = {
    title,
    inputs: [
      { name: 'x', lo: -half, hi: half, uses: 1 },
      { name: 'y', lo: -1, hi: 1, uses: 1 },
    ],
    subject,
    confidence: 0.95,
    data: { rows: samples.rows, points: samples.points, targets: { kind: 'classes', indices } as const },
  };
  return { caption, draw: (width) => plot(input, { width, height: 300, theme: 'light' }) };
}

export function chartDrawing(caption: string, chart: Chart, height?: number): Drawing {
  return { caption, draw: (width) => plotChart(chart, { width, theme: 'light', ...(height && { height }) }) };
}
