import { entry } from './entry.ts';

/** R07. Training. */
export const training = {
  R0701: entry<{ option: string; value: number | string; expected: string }>({
    severity: 'error',
    title: 'training option out of range',
    message: ({ option, value, expected }) => `\`--${option}\` is ${value}, expected ${expected}`,
    help: 'The settings of a training are checked before any row is used. `regionc train --help` lists them with their defaults.',
  }),
  R0702: entry<Record<never, never>>({
    severity: 'error',
    title: 'nothing to train',
    message: () => 'there is nothing to train: every unit of the network is frozen',
    help: '`frozen` keeps a region, and all that it uses, as it was written. Here that covers the whole network. Take `frozen` away from the regions that the data may move.',
  }),
  R0703: entry<{ rows: number; holdout: number }>({
    severity: 'error',
    title: 'too few rows to hold out',
    message: ({ rows, holdout }) =>
      `${rows} ${rows === 1 ? 'row' : 'rows'} cannot be split with \`--holdout ${holdout}\`: training and held-out rows need at least one each`,
    help: 'Held-out rows are kept away from training and give the figure that is reported at its end. Give more rows, another `--holdout`, or none (`--holdout 0`).',
  }),
  R0704: entry<{ epoch: number; lr: number } & Divergence>({
    severity: 'warning',
    title: 'training diverged',
    message: (data) =>
      `training diverged in epoch ${data.epoch}: ${signOf(data)}, expected the loss to fall; the best weights until then are kept. \`--lr ${data.lr}\` is probably too large`,
    help: 'A step that is too large throws the weights so far that the next one is worse, until the arithmetic overflows. The network that is written is the best one seen before. Take a smaller `--lr`; 0.01 suits most networks, because training works in scaled coordinates. Values far outside the declared ranges of their inputs have the same effect.',
  }),
  R0705: entry<{ reason: 'rows' | 'frozen' }>({
    severity: 'warning',
    title: 'not calibrated',
    message: ({ reason }) =>
      reason === 'rows'
        ? 'there are no validation rows, which `--calibrate` measures by; the probabilities stay as training left them. Expected at least 40 rows and a `--validation` share above 0'
        : '`--calibrate` changes how sure the answers are, which `frozen` forbids here; the probabilities stay as training left them',
    help: 'Calibration divides the arguments of the answers by one temperature, the one at which the rows that were not trained on have the least loss. It needs such rows, and answers that are not frozen.',
  }),
  R0706: entry<{ first: string; second: string; reason: string }>({
    severity: 'error',
    title: 'training options that do not go together',
    message: ({ first, second, reason }) => `\`${first}\` does not go with \`${second}\`: ${reason}`,
    help: 'Each option means what it says by itself; these two ask for things that exclude each other. Leave one of them out.',
  }),
  R0707: entry<{ problem: string }>({
    severity: 'error',
    title: 'not a checkpoint',
    message: ({ problem }) =>
      `this is no checkpoint to go on from: ${problem}. Expected a file that \`regionc train\` wrote while it ran`,
    help: 'While it trains, regionc keeps a checkpoint beside the network that it is going to write, under the same name with `.checkpoint` at its end, and removes it when it is done. `--resume` goes on from there. Start without `--resume` to train from the beginning.',
  }),
  R0708: entry<{ what: string; found: string; expected: string }>({
    severity: 'error',
    title: 'checkpoint of another training',
    message: ({ what, found, expected }) =>
      `the checkpoint is of another training: \`${what}\` was ${expected} then, now it is ${found}`,
    help: 'Going on from a checkpoint comes to the same bits as a training that was never interrupted, so the network, the data and the options must be those that it began with; only more `--epochs` may be asked for, unless a schedule goes by their number. Take the files and options of then, or start without `--resume`.',
  }),
  R0709: entry<{ name: string; near?: string }>({
    severity: 'error',
    title: 'nothing to freeze',
    message: ({ name, near }) =>
      `\`--freeze\` names \`${name}\`, but the text has no region, output or class of this name${near === undefined ? '' : `; did you mean \`${near}\`?`}`,
    help: '`--freeze NAMES` keeps the named regions, outputs and classes, and all that they use, as they are for one training. In the text `frozen region` does it for every training.',
  }),
  R0710: entry<{ region: string; share: number }>({
    severity: 'error',
    title: 'not certified at the start',
    message: ({ region, share }) =>
      `\`--keep certified\` keeps what the network proves at the start, but there its parameters do not prove \`${region}\` outside ${share === 1 ? 'its bands' : `${share} times its bands`}; try a smaller \`--noise\`, fewer \`--extra-units\` or a larger \`--keep-share\``,
    help: 'Training can only keep what is there. A network as compiled proves its text; new links and free units count in full against it, so `--links all` and `--extra-units` may need a smaller `--noise`, down to 0. A network that was trained before may need a larger `--keep-share`: `regionc check` prints what each region keeps.',
  }),
  R0711: entry<{ region: string; near: number; rows: number; width?: number; now?: number }>({
    severity: 'warning',
    title: 'next to no gradient',
    message: ({ region, near, rows, width, now }) =>
      `training will hardly move \`${region}\`: ${near === 0 ? 'none' : near} of ${rows} rows ${near === 1 ? 'lies' : 'lie'} near enough to its boundary to tell where it should be` +
      (width === undefined || now === undefined
        ? ''
        : `. A width of ${Number(width.toPrecision(2))} in place of ${Number(now.toPrecision(2))} would reach a tenth of them`),
    help: 'A unit learns where its boundary should be from rows inside its transition and near it; from all others it gets next to no gradient. `--widths data` widens the transitions at the start of a training so that each is reached by a tenth of the rows, and `--sharpen` narrows them again afterwards. In the text, `+-` or `with width` sets the width of one comparison, `default width` that of all.',
  }),
  R0712: entry<{ line: number; problem: string }>({
    severity: 'error',
    title: 'not a training log',
    message: ({ line, problem }) =>
      `line ${line} is no entry of a training log: ${problem}; expected a file that \`regionc train --log\` wrote, one JSON object for each epoch`,
    help: '`regionc train --log FILE` writes one line for every epoch, and `regionc plot --log FILE` draws them. Another tool may have changed the file, or the path is of another one.',
  }),
};

type Divergence =
  | { readonly kind: 'numbers'; readonly layer: number }
  | { readonly kind: 'loss' }
  | { readonly kind: 'growth'; readonly from: number; readonly to: number };

function signOf(divergence: Divergence): string {
  switch (divergence.kind) {
    case 'numbers':
      return `numbers of layer ${divergence.layer} are no longer finite`;
    case 'loss':
      return 'the loss is no longer a number';
    case 'growth':
      return `the loss has grown from ${short(divergence.from)} to ${short(divergence.to)}`;
  }
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
