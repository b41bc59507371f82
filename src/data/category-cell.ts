import { numberOf } from './number-cell.ts';

/** From a cell to the place of its category among these, from 0; undefined where it is none of them. */
export type CategoryOf = (cell: string | undefined) => number | undefined;

/** A number is the category of every cell of its value (`1`, `1.0`), a text of the cells with exactly that text. */
export function categoryLookup(categories: readonly (string | number)[]): CategoryOf {
  const texts = new Map<string, number>();
  const numbers = new Map<number, number>();
  for (const [place, category] of categories.entries()) {
    if (typeof category === 'number') numbers.set(category, place);
    else texts.set(category, place);
  }
  return (cell) => {
    const byText = texts.get(cell ?? '');
    if (byText !== undefined || numbers.size === 0) return byText;
    const value = numberOf(cell);
    return typeof value === 'number' ? numbers.get(value) : undefined;
  };
}
