import { Option, type Command } from 'commander';
import { numeric } from './common-flags.ts';

/** What a training makes of the text beyond its numbers (DESIGN section 5). */
export function addKnowledgeFlags(command: Command): void {
  command
    .addOption(
      new Option(
        '--links <which>',
        'only the links of the text, or all between neighbouring layers and a unit for every category (default: spec)',
      ).choices(['spec', 'all']),
    )
    .option('--noise <size>', 'how far from 0 the links start that the text does not have (default: 0.05)', numeric)
    .option(
      '--extra-units <n>',
      'free units in the first layer and one of gates (default: 0; with unknown classes 4 each, at least 16)',
      numeric,
    )
    .option(
      '--pull <lambda>',
      'adds lambda/2 times the squared distance from the text to the loss (default: 0; try 0.1 with few rows)',
      numeric,
    )
    .addOption(
      new Option(
        '--keep <what>',
        'shorten every step that would break what the parameters alone prove of the text, outside its bands',
      ).choices(['certified']),
    )
    .option('--keep-share <s>', 'of --keep: outside s times the bands (default: 1)', numeric)
    .option('--freeze <names>', 'regions, outputs or classes that stay as they are, with all that they use: a,b', names)
    .option('--sharpen', 'afterwards make transitions as narrow as the text has them, and units as sure as compiled');
}

function names(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}
