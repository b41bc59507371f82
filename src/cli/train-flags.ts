import { Option, type Command } from 'commander';
import type { TrainOptions } from '../train/options.ts';
import { numeric, type CommonFlags } from './common-flags.ts';
import type { DataFlags } from './dataset.ts';

export interface TrainFlags extends CommonFlags, DataFlags, Partial<TrainOptions> {
  readonly output?: string;
}

/** The flags of `regionc train`: those of DESIGN section 5; their defaults are `trainDefaults`. */
export function addTrainFlags(command: Command): Command {
  return command
    .option('-o, --output <file>', 'the trained network (default: NAME.trained.safetensors in this folder)')
    .addOption(
      new Option('--optimizer <name>', 'full gradient descent or Adam (default: adam)').choices(['gd', 'adam']),
    )
    .option('--lr <number>', 'step size in scaled coordinates (default: 0.01)', numeric)
    .option('--epochs <n>', 'passes over the training rows at most (default: 500)', numeric)
    .option('--batch <n>', 'rows per step (default: all up to 4000 rows, else 128)', numeric)
    .option('--holdout <share>', 'rows kept aside for the reported figure (default: 0)', numeric)
    .option(
      '--validation <share>',
      'rows that decide which weights are kept and when to stop (default: 0.15; none below 40 rows)',
      numeric,
    )
    .option('--patience <n>', 'epochs without a better validation figure before it stops (default: 100)', numeric)
    .addOption(
      new Option('--start <from>', 'from the text, or the same network from random weights (default: text)').choices([
        'text',
        'random',
      ]),
    )
    .addOption(
      new Option(
        '--widths <from>',
        'transitions as wide as the rows need, or as the text says (default: data for a spec, text for a network)',
      ).choices(['data', 'text']),
    )
    .addOption(
      new Option(
        '--scale <how>',
        'coordinates in which it trains: by declared range, by the data, or as they are (default: range)',
      ).choices(['range', 'data', 'none']),
    )
    .option('--seed <n>', 'same seed, same bits (default: 1)', numeric);
}
