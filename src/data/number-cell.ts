/** A cell read as a number, or what is wrong with it. */
export type NumberCell = number | CellProblem;

export type CellProblem = 'empty' | 'text' | 'decimalComma' | 'nan' | 'infinite';

const syntax = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const decimalComma = /^[+-]?\d*,\d+(e[+-]?\d+)?$/i;
const notANumber = /^[+-]?nan$/i;
const infinity = /^[+-]?inf(inity)?$/i;

/**
 * The number that a cell says, blanks around it dropped: `12`, `-2`, `.5`, `1e5`. Anything that `Number` would also
 * take (`0x10`, nothing at all) is no number here.
 */
export function numberOf(cell: string | undefined): NumberCell {
  const text = cell?.trim() ?? '';
  if (text === '') return 'empty';
  if (syntax.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : 'infinite';
  }
  if (notANumber.test(text)) return 'nan';
  if (infinity.test(text)) return 'infinite';
  return decimalComma.test(text) ? 'decimalComma' : 'text';
}

const noValue = /^(na|n\/a|nan|null|\?)?$/i;

/** Whether a cell says that its value is missing: nothing, or one of the usual words for it. */
export function isNoValue(cell: string | undefined): boolean {
  return noValue.test(cell?.trim() ?? '');
}
