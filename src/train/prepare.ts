import {
  dataCoordinates,
  fromCoordinates,
  rangeCoordinates,
  scalePoints,
  toCoordinates,
  type Coordinates,
} from './scale.ts';
import { samplesOf, takeRows } from './samples.ts';
import { emphasise, type Emphasised } from './emphasis.ts';
import type { Network } from '../network/network.ts';
import { inTurn, unchanged, type PartChange } from '../network/parts.ts';
import type { Random } from '../base/random.ts';
import type { Samples } from '../exec/fit.ts';
import type { ChosenRows } from './rows.ts';
import type { TrainOptions } from './options.ts';
import { freezeCategories, thaw } from './freeze.ts';
import { grow } from './grow.ts';
import { randomStart } from './start.ts';
import { widen } from './widths.ts';

/** Everything that a training runs on, in its own coordinates. */
export interface Prepared extends Emphasised {
  /** Absent with `--scale none`: the network's own coordinates and parameters. */
  readonly coordinates?: Coordinates;
  /** What the trained network is measured against: as written, or as drawn at random. */
  readonly start: Network;
  /** The start with what it is to grow and transitions wide enough for the rows: where the descent begins. */
  readonly opened: Network;
  /** What the parts of a network in these coordinates are in the user's units, frozen only where the given ones are. */
  readonly back: PartChange;
  readonly training: Samples;
  readonly validation: Samples;
  readonly holdout: Samples;
}

/** Coordinates and widths see the training rows only. */
export function prepare(
  network: Network,
  { dataset, split }: ChosenRows,
  options: TrainOptions,
  random: Random,
): Prepared {
  const written = samplesOf(network, dataset);
  const coordinates = coordinatesFor(network, takeRows(written, split.training), options.scale);
  const samples = coordinates ? { ...written, points: scalePoints(written.points, coordinates) } : written;
  const training = takeRows(samples, split.training);
  const validation = takeRows(samples, split.validation);
  const compiled = coordinates ? toCoordinates(network, coordinates) : network;
  const grown = grow(compiled, training, options, random);
  const held = options.links === 'all' ? freezeCategories(grown) : grown;
  const begun = options.start === 'random' ? randomStart(held, random) : held;
  return {
    ...(coordinates && { coordinates }),
    start: options.start === 'random' ? begun : compiled,
    back: inTurn(thaw(network), coordinates ? fromCoordinates(network, coordinates) : unchanged),
    // What is to stay proved is proved of the text's own widths.
    opened:
      options.widths === 'data' && options.keep === undefined ? widen(begun, training.points, training.rows) : begun,
    training,
    validation,
    holdout: takeRows(samples, split.holdout),
    ...emphasise(network, training, validation, options),
  };
}

function coordinatesFor(network: Network, rows: Samples, scale: TrainOptions['scale']): Coordinates | undefined {
  switch (scale) {
    case 'range':
      return rangeCoordinates(network);
    case 'data':
      return dataCoordinates(network, rows.points, rows.rows);
    case 'none':
      return undefined;
  }
}
