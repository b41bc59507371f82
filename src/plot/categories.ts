import type { OneHot } from '../base/one-hot.ts';
import type { PictureData } from './picture.ts';

/** The place among an input's categories, -1 where it is none of them. */
export function placeOf({ values }: OneHot, asked: number | string): number {
  return values.findIndex((value) => (typeof value === 'number' ? value === Number(asked) : value === String(asked)));
}

/** The place of the category that most rows have, -1 where most have none; the first of equals. */
export function mostFrequent({ coordinates, open }: OneHot, data: PictureData | undefined, inputs: number): number {
  const counts = coordinates.map(() => 0);
  let none = 0;
  for (let row = 0; row < (data?.rows ?? 0); row++) {
    const place = coordinates.findIndex((index) => data?.points[row * inputs + index] === 1);
    if (place < 0) none++;
    else counts[place] = (counts[place] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  return open && none > most ? -1 : counts.indexOf(most);
}

/** `island = Dream`, or `island unlisted` where it is held at none of its categories. */
export function categoryText({ input, coordinates, values }: OneHot, at: readonly number[]): string {
  const place = coordinates.findIndex((index) => at[index] === 1);
  return place < 0 ? `${input} unlisted` : `${input} = ${values[place] ?? ''}`;
}
