import { ticks, tickStep } from 'd3-array';

/** A place on an axis that is named. */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** Nice numbers from `lo` to `hi`, about `count` of them, all with the same digits. */
export function niceTicks(lo: number, hi: number, count: number): Tick[] {
  const step = tickStep(lo, hi, count);
  return ticks(lo, hi, count).map((value) => ({ value, text: numberText(value, step, Math.max(-lo, hi, lo, -hi)) }));
}

/**
 * `value` with the digits that tell it from its neighbours `step` away; thousands parted, the minus U+2212, powers of
 * ten where `largest`, the size of the numbers around it, would need many zeros.
 */
export function numberText(value: number, step: number, largest = Math.abs(value)): string {
  const scientific = largest >= 1e7 || (largest < 1e-3 && largest > 0);
  const text = scientific ? scientificText(value, step) : plainText(value, step);
  return text.replace(/^-/, '−');
}

/** A single value with no more digits than a picture of that range shows, and no zeros at its end. */
export function shortNumber(value: number, range: number): string {
  const text = numberText(value, range / 500);
  return text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text;
}

/** A share as people say it: `38 %`, `0.4 %`. */
export function percentText(share: number): string {
  const percent = 100 * share;
  if (percent > 0 && percent < 0.1) return 'under 0.1 %';
  return `${percent.toFixed(percent < 10 && percent > 0 ? 1 : 0)} %`;
}

export function countText(count: number): string {
  return plainText(count, 1);
}

function plainText(value: number, step: number): string {
  const digits = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const text = value.toFixed(digits);
  const [whole = '', fraction] = (Number(text) === 0 ? text.replace(/^-/, '') : text).split('.');
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? parted : `${parted}.${fraction}`;
}

function scientificText(value: number, step: number): string {
  if (Math.abs(value) < step / 2) return '0';
  const digits = Math.floor(Math.log10(Math.abs(value)) + 1e-9) - Math.floor(Math.log10(step) + 1e-9);
  const [mantissa = '', exponent = ''] = value.toExponential(Math.min(12, Math.max(0, digits))).split('e');
  return `${mantissa}e${exponent.replace('+', '').replace('-', '−')}`;
}
