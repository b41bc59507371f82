import { boundaryLines, type Lattice, type Ring } from './contour.ts';
import { lineSign, type LegendItem } from './legend.ts';
import { lineLength, pathData, ringsArea, type Point } from './path.ts';
import { linesPath } from './plane.ts';
import type { Paint, Sheet } from './sheet.ts';

/** Where a subject changes sides, in its text and in its network; in pixels. */
export interface Boundaries {
  readonly exact?: readonly (readonly Point[])[];
  readonly network?: readonly (readonly Point[])[];
}

/** The level lines are drawn only where the transition is at least this wide on average, in pixels. */
export const leastTransition = 6;

/** The network wide and soft under the thin exact line, so that one sees where they part. */
export function drawBoundaries(sheet: Sheet, boundaries: Boundaries): void {
  const { exact, network } = boundaries;
  if (network) sheet.path(linesPath(network), networkPaint(boundaries));
  if (exact) sheet.path(linesPath(exact), exactPaint);
}

/** Names for the two lines, of those that occur. */
export function boundaryLegend(boundaries: Boundaries): LegendItem[] {
  const { exact, network } = boundaries;
  return [
    ...(exact && exact.length > 0 ? [lineItem('exact boundary', exactPaint)] : []),
    ...(network && network.length > 0 ? [lineItem('network boundary', networkPaint(boundaries))] : []),
  ];
}

/** A straight piece of a line as its sign. */
export function lineItem(label: string, paint: Paint): LegendItem {
  return lineSign((sheet, x, y) => sheet.path(straight(x, x + 22, y), paint), label);
}

export function straight(from: number, to: number, y: number): string {
  return pathData(
    [
      [
        [from, y],
        [to, y],
      ],
    ],
    false,
  );
}

/**
 * The mean width of a transition in pixels: the area between where the output is above -c and above c, over the length
 * of its level 0.
 */
export function transitionWidth(
  lattice: Lattice,
  aboveMinusC: readonly Ring[],
  aboveZero: readonly Ring[],
  aboveC: readonly Ring[],
): number {
  const length = boundaryLines(lattice, aboveZero).reduce((sum, line) => sum + lineLength(line), 0);
  return length === 0 ? 0 : (ringsArea(aboveMinusC) - ringsArea(aboveC)) / length;
}

const exactPaint: Paint = { stroke: 'ink', strokeWidth: 1.25 };

function networkPaint({ exact }: Boundaries): Paint {
  return exact ? { stroke: 'ink', strokeWidth: 3, strokeOpacity: 0.28 } : { stroke: 'ink', strokeWidth: 2 };
}
