import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import type { Layout } from '../exec/parameters.ts';
import type { TrainOptions } from './options.ts';

/** What is wrong with the numbers given, one by one, and which options do not go together. */
export function optionProblems(options: TrainOptions): Diagnostic[] {
  const clashing = clashes.flatMap(([first, second, isClash, reason]) =>
    isClash(options) ? [diagnostic('R0706', undefined, { first, second, reason })] : [],
  );
  return [...numberProblems(options), ...clashing];
}

/** Lists by layer with more numbers than the network has layers, the head's row of classes among them. */
export function listProblems({ layers, head }: Layout, options: TrainOptions): Diagnostic[] {
  const all = layers.length + (head.kind === 'classes' ? 1 : 0);
  const lists = [
    ['layerLr', all, 'layers'],
    ['maxRowNorm', all, 'layers'],
    ['l1Rows', all - 1, 'layers after the first'],
  ] as const;
  return lists.flatMap(([option, count, which]) => {
    const value = options[option];
    // One number is for all.
    if (value.length <= Math.max(1, count)) return [];
    const expected = `at most ${count} numbers, as the network has ${count} ${which}`;
    return [diagnostic('R0701', undefined, { option: flagOf(option), value: value.join(','), expected })];
  });
}

type Clash = readonly [first: string, second: string, isClash: (options: TrainOptions) => boolean, reason: string];

const oneFunction = 'its line search compares values and slopes that must be those of one function';
const clashes: readonly Clash[] = [
  ['--optimizer lbfgs', '--batch', (o) => o.optimizer === 'lbfgs' && o.batch !== undefined, oneFunction],
  ['--optimizer lbfgs', '--grow-batch', (o) => o.optimizer === 'lbfgs' && o.growBatch !== undefined, oneFunction],
  [
    '--optimizer lbfgs',
    '--partial-backprop',
    (o) => o.optimizer === 'lbfgs' && o.partialBackprop.length > 0,
    oneFunction,
  ],
  [
    '--optimizer lbfgs',
    '--informative-subset',
    (o) => o.optimizer === 'lbfgs' && o.informativeSubset !== undefined,
    oneFunction,
  ],
  [
    '--partial-backprop',
    '--informative-subset',
    (o) => o.partialBackprop.length > 0 && o.informativeSubset !== undefined,
    'either bounds decide how far an error goes back, or the choice of rows does',
  ],
  [
    '--cool',
    '--learn-gains jointly',
    (o) => o.cool !== undefined && o.maxRowNorm.length === 0 && o.learnGains === 'jointly',
    'without `--max-row-norm` the schedule sets the gains',
  ],
  [
    '--keep certified',
    '--sharpen',
    (o) => o.keep !== undefined && o.sharpen,
    'what was proved of each step is not proved of the sharpened network; train, then `check` the one or the other',
  ],
];

function numberProblems(options: TrainOptions): Diagnostic[] {
  return rules.flatMap(([option, isSound, expected]) =>
    [options[option] ?? []]
      .flat()
      .flatMap((value) =>
        isSound(value) ? [] : [diagnostic('R0701', undefined, { option: flagOf(option), value, expected })],
      ),
  );
}

function flagOf(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

type NumberOption = {
  [Name in keyof TrainOptions]-?: TrainOptions[Name] extends number | readonly number[] | undefined ? Name : never;
}[keyof TrainOptions];
type Rule = readonly [option: NumberOption, isSound: (value: number) => boolean, expected: string];

const isShare = (value: number): boolean => value >= 0 && value < 1;
const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;
const isPart = (value: number): boolean => value > 0 && value <= 1;
const isSize = (value: number): boolean => value >= 0 && value < Infinity;
const isPositive = (value: number): boolean => value > 0 && value < Infinity;
const [size, positive, part] = ['a finite number from 0 on', 'a finite number above 0', 'a share above 0 and up to 1'];
const count = 'a whole number from 1 on';

const rules: readonly Rule[] = [
  ['lr', isPositive, positive],
  ['layerLr', isSize, size],
  ['momentum', isShare, 'a share from 0 to below 1, such as 0.9'],
  ['epochs', isCount, count],
  ['batch', isCount, count],
  ['growBatch', isPositive, positive],
  ['holdout', isShare, 'a share from 0 to below 1, such as 0.3'],
  ['validation', isShare, 'a share from 0 to below 1, such as 0.15'],
  ['patience', isCount, count],
  ['labelSmoothing', isShare, 'a share from 0 to below 1, such as 0.1'],
  ['l2Rows', isSize, size],
  ['l1Rows', isSize, size],
  ['maxRowNorm', isPositive, positive],
  ['cool', isPart, part],
  ['partialBackprop', isSize, size],
  ['informativeSubset', isPart, part],
  ['pull', isSize, size],
  ['keepShare', isSize, size],
  ['noise', (value) => value >= 0 && value < Infinity, 'a finite number from 0 on'],
  ['extraUnits', (value) => Number.isInteger(value) && value >= 0, 'a whole number from 0 on'],
  ['seed', Number.isInteger, 'a whole number'],
];
