import { Option, type Command } from 'commander';
import type { TrainOptions } from '../train/options.ts';
import { count, numbers, numeric, threadsHelp, wideTrainingHelp, type CommonFlags } from './common-flags.ts';
import type { DataFlags } from './dataset.ts';
import { addKnowledgeFlags } from './knowledge-flags.ts';

export interface TrainFlags extends CommonFlags, DataFlags, Partial<TrainOptions> {
  readonly output?: string;
  /** Seconds between checkpoints; 0 for none. */
  readonly checkpoint?: number;
  /** From the checkpoint beside the output, or from this one. */
  readonly resume?: true | string;
  readonly log?: string;
  /** Cross-validation in place of a trained network. */
  readonly folds?: number;
  readonly seeds?: number;
  readonly threads?: number;
  readonly wide?: boolean;
}

/** The paper's, for its network (8). */
const usualThresholds = '0.05,0.01';

/** The flags of `regionc train`: those of DESIGN section 5; their defaults are `trainDefaults`. */
export function addTrainFlags(command: Command): Command {
  command.option('-o, --output <file>', 'the trained network (default: NAME.trained.safetensors in this folder)');
  addRows(command.optionsGroup('Rows:'));
  addDescent(command.optionsGroup('Descent:'));
  addKnowledgeFlags(command.optionsGroup('From knowledge:'));
  addPaperMethods(command.optionsGroup("The paper's methods:"));
  addRuns(command.optionsGroup('Long runs:'));
  return command;
}

function addRuns(command: Command): void {
  command
    .option(
      '--checkpoint <seconds>',
      'how often to write OUTPUT.checkpoint, from which a training that was stopped can go on (default: 30; 0: never)',
      numeric,
    )
    .option('--resume [file]', 'go on from OUTPUT.checkpoint, or this one, with the same command line')
    .option('--log <file>', 'a line of JSON for every epoch; plot --log draws it')
    .option('--threads <n>', threadsHelp, count)
    .option('--wide', wideTrainingHelp);
}

function addRows(command: Command): void {
  command
    .option('--holdout <share>', 'rows kept aside for the reported figure (default: 0)', numeric)
    .option(
      '--validation <share>',
      'rows that decide which weights are kept and when to stop (default: 0.15; none below 40 rows)',
      numeric,
    )
    .addOption(choice('--class-weights <how>', 'rows count alike, or classes do (default: none)', ['none', 'balanced']))
    .option(
      '--label-smoothing <share>',
      'share of what is wanted that is spread over all answers (default: 0)',
      numeric,
    )
    .option(
      '--folds <n>',
      'no network: hold out each of n parts of the rows in turn and report the mean over all of them',
      numeric,
    )
    .option('--seeds <n>', 'with --folds: do so for n seeds, from --seed on; mean and standard deviation', numeric)
    .option('--calibrate', 'divide the logits by the temperature that suits the validation rows best')
    .option('--seed <n>', 'same seed, same bits (default: 1)', numeric);
}

function addDescent(command: Command): void {
  command
    .addOption(
      choice(
        '--optimizer <name>',
        'gradient descent, with momentum, Adam, or L-BFGS with a line search over all rows (default: adam)',
        ['gd', 'sgd', 'adam', 'lbfgs'],
      ),
    )
    .option('--lr <number>', 'step size in scaled coordinates (default: 0.01)', numeric)
    .addOption(
      choice('--schedule <how>', 'the step size over the epochs: as it is, or down to 0 (default: constant)', [
        'constant',
        'linear',
        'cosine',
      ]),
    )
    .option('--layer-lr <factors>', 'what the step size of each layer is multiplied by: 1,0.5,0.1', numbers)
    .option('--momentum <share>', 'of the last step that sgd carries on (default: 0.9)', numeric)
    .option('--epochs <n>', 'passes over the training rows at most (default: 500)', numeric)
    .option('--patience <n>', 'epochs without a better validation figure before it stops (default: 100)', numeric)
    .option('--batch <n>', 'rows per step (default: all up to 4000 rows, else 128)', numeric)
    .addOption(
      choice('--start <from>', 'from the text, or the same network from random weights (default: text)', [
        'text',
        'random',
      ]),
    )
    .addOption(
      choice(
        '--widths <from>',
        'transitions as wide as the rows need, or as the text says (default: data for a spec, text for a network)',
        ['data', 'text'],
      ),
    )
    .addOption(
      choice(
        '--scale <how>',
        'coordinates in which it trains: by declared range, by the data, or as they are (default: range)',
        ['range', 'data', 'none'],
      ),
    );
}

function addPaperMethods(command: Command): void {
  command
    .option('--l2-rows <lambda>', 'adds lambda/2 norm^2 of every row of the first layer to the loss', numeric)
    .option(
      '--l1-rows <lambdas>',
      'adds lambda norm_1 of the rows of later layers: one for all gates, or one a layer, the head last',
      numbers,
    )
    .option(
      '--max-row-norm <limits>',
      'by projection, the most that a row may reach: norm in the first layer, norm_1 in later ones',
      numbers,
    )
    .option(
      '--cool <share>',
      'start from this share of the largest norms, or else of the gains, and grow to all of it by half time',
      numeric,
    )
    .addOption(
      new Option(
        '--partial-backprop [thresholds]',
        'stop sending errors back where bounds on the gradients stay below these, by layer (without: 0.05,0.01)',
      )
        .argParser(numbers)
        .preset(usualThresholds),
    )
    .addOption(
      choice('--backprop-bound <of>', "bound the norm of a layer's gradient, or its largest entry (default: norm)", [
        'norm',
        'elements',
      ]),
    )
    .option(
      '--informative-subset <share>',
      "send back only the errors of the rows that hold this share of each layer's gradient, chosen every 10 epochs",
      numeric,
    )
    .option(
      '--grow-batch <variation>',
      "double the rows per step after an epoch in which the gradient's coefficient of variation was above this",
      numeric,
    )
    .addOption(
      choice('--learn-gains <when>', 'train the gains too, with the weights or after them (default: no)', [
        'no',
        'jointly',
        'after',
      ]),
    );
}

function choice(flag: string, description: string, choices: readonly string[]): Option {
  return new Option(flag, description).choices(choices);
}
