import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import type { TrainOptions } from './options.ts';

/** What is wrong with the numbers given. */
export function optionProblems(options: TrainOptions): Diagnostic[] {
  return rules.flatMap(([option, isSound, expected]) => {
    const value = options[option];
    return value === undefined || isSound(value) ? [] : [diagnostic('R0701', undefined, { option, value, expected })];
  });
}

type NumberOption = {
  [Name in keyof TrainOptions]-?: TrainOptions[Name] extends number | undefined ? Name : never;
}[keyof TrainOptions];
type Rule = readonly [option: NumberOption, isSound: (value: number) => boolean, expected: string];

const isShare = (value: number): boolean => value >= 0 && value < 1;
const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;
const count = 'a whole number from 1 on';

const rules: readonly Rule[] = [
  ['lr', (value) => value > 0 && value < Infinity, 'a finite number above 0'],
  ['epochs', isCount, count],
  ['batch', isCount, count],
  ['holdout', isShare, 'a share from 0 to below 1, such as 0.3'],
  ['validation', isShare, 'a share from 0 to below 1, such as 0.15'],
  ['patience', isCount, count],
  ['seed', Number.isInteger, 'a whole number'],
];
