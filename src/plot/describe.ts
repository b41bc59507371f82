import type { Frame } from './axes.ts';
import { percentText } from './numbers.ts';
import type { Plane } from './plane.ts';

/** Where a part of the frame lies and how much of it there is, in words: `upper right, 38 % of the box`. */
export function placeText(plane: Plane, holds: (sample: number) => boolean): string {
  const { columns, rows } = plane.lattice;
  let [count, all, sumX, sumY] = [0, 0, 0, 0];
  // The outermost samples lie outside the frame.
  for (let j = 1; j < rows - 1; j++) {
    for (let i = 1; i < columns - 1; i++) {
      all += 1;
      if (!holds(j * columns + i)) continue;
      count += 1;
      sumX += (i - 0.5) / (columns - 2);
      sumY += (j - 0.5) / (rows - 2);
    }
  }
  if (count === 0) return 'nowhere';
  if (count === all) return 'everywhere';
  const upright = third(sumY / count, 'upper', 'lower');
  const sideways = third(sumX / count, 'left', 'right');
  return `${[upright, sideways].filter((word) => word !== '').join(' ') || 'middle'}, ${percentText(count / all)} of the box`;
}

/** The first sentence of a description. */
export function overText({ across, up }: Frame): string {
  return `${across.label} from ${across.lo} to ${across.hi} across, ${up.label} from ${up.lo} to ${up.hi} up.`;
}

function third(share: number, low: string, high: string): string {
  return share < 0.4 ? low : share > 0.6 ? high : '';
}
