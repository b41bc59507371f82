import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import type { Samples } from '../exec/fit.ts';
import type { Network } from '../network/network.ts';
import { describe } from '../region/describe.ts';
import { bandOf } from '../region/margin.ts';
import { informativeShare, nearestRows, reachOf } from './widths.ts';

/** Where gain |f| is more than this, sigma' is below a hundredth of its peak (GUARANTEES 4, Why small gains train). */
const silent = 6;

/**
 * Before the first step, which primitives will hardly move: those near which no more than one in a hundred training
 * rows lies, at the gain they start with; and the width at which a tenth of the rows would (a distance, of the text's
 * primitives that have one).
 */
export function forecast(opened: Network, { points, rows }: Samples): Diagnostic[] {
  const { text, inputs, promise } = opened;
  return nearestRows(opened, points, rows).flatMap((sizes, place) => {
    const unit = opened.first[place];
    const region = unit?.node === undefined ? undefined : text.nodes[unit.node];
    if (!unit || unit.frozen || !region || region.kind === 'constant' || region.kind === 'gate') return [];
    if (region.sharpness.kind === 'category') return [];
    const near = sizes.findIndex((size) => size > silent);
    const heard = near < 0 ? rows : near;
    if (heard > rows / 100) return [];
    const { tolerance } = bandOf(region, inputs, promise.confidence);
    const needed = (sizes[Math.ceil(informativeShare * rows) - 1] ?? 0) / reachOf(opened);
    const width = 2 * tolerance * needed;
    return [
      diagnostic('R0711', text.origins[unit.node ?? -1]?.[0], {
        region: describe(text, { node: unit.node ?? -1, negated: false }),
        near: heard,
        rows,
        ...(Number.isFinite(width) && { width, now: 2 * tolerance }),
      }),
    ];
  });
}
