import { logit } from '../base/sigmoid.ts';
import { modes } from '../network/gates.ts';
import type { FirstUnit, LinkedUnit, Network } from '../network/network.ts';

const surer = logit(modes.guarantee.confidence) / logit(modes.trainable.confidence);

/**
 * A trained network with transitions as narrow as those of `written`, which has the same text units at the same places,
 * and every unit surer (GUARANTEES 4, Modes): gains that training opened for the rows are closed again, and all are
 * raised from the confidence of training to that of a guarantee. `opened` is where the training began. What is frozen
 * or has a gain by hand stays.
 */
export function sharpen(trained: Network, opened: Network, written: Network): Network {
  return {
    ...trained,
    first: trained.first.map((unit, i) => {
      const widened = (written.first[i]?.gain ?? 1) / (opened.first[i]?.gain ?? 1);
      return stays(trained, unit) ? unit : { ...unit, gain: unit.gain * surer * (written.first[i] ? widened : 1) };
    }),
    later: trained.later.map((units) =>
      units.map((unit) => (stays(trained, unit) ? unit : { ...unit, gain: unit.gain * surer })),
    ),
  };
}

function stays({ text }: Network, { node, frozen }: FirstUnit | LinkedUnit): boolean {
  const region = node === undefined ? undefined : text.nodes[node];
  if (frozen || region === undefined) return frozen;
  switch (region.kind) {
    case 'constant':
      return false;
    case 'gate':
      return region.settings?.gain !== undefined;
    case 'halfspace':
    case 'quadric':
    case 'gaussian':
      return region.sharpness.kind === 'gain';
  }
}
