import { roundingUnit, type Interval } from '../base/interval.ts';
import { sigma, sigmaSlope } from '../base/sigmoid.ts';

/** offset + slope v, a bound of sigma over a range of v. The slope is at least 0. */
export interface Line {
  readonly slope: number;
  readonly offset: number;
}

/** More than sigma and the numbers of a line are off. */
const pad = 32 * roundingUnit;

/** Ranges narrower than this get a flat line. */
const narrowest = 1e-13;

/**
 * A line below sigma_gain on [lo, hi]: the lesser of the chord and the tangent at the lower end, which is below it
 * whatever the signs of the ends; where sigma bends upwards all along, the tangent at the middle (GUARANTEES 7).
 */
export function lineBelow(gain: number, { lo, hi }: Interval): Line {
  const low = Math.max(-1, sigma(gain, lo) - pad);
  if (!(hi - lo > narrowest * (1 + Math.abs(lo) + Math.abs(hi)))) return { slope: 0, offset: low };
  if (hi <= 0) {
    const middle = lo + (hi - lo) / 2;
    const slope = sigmaSlope(gain, middle);
    // The slope's own error moves the line by less than the pad: slope times range is below 4.
    return { slope, offset: sigma(gain, middle) - pad - slope * middle };
  }
  const chord = (sigma(gain, hi) - pad - low) / (hi - lo);
  const slope = Math.max(0, Math.min(chord, sigmaSlope(gain, lo)) * (1 - pad));
  return { slope, offset: low - slope * lo };
}

/** A line above it: sigma is odd. */
export function lineAbove(gain: number, { lo, hi }: Interval): Line {
  const { slope, offset } = lineBelow(gain, { lo: -hi, hi: -lo });
  return { slope, offset: -offset };
}
