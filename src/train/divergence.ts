import type { Fit } from '../exec/fit.ts';
import { layoutOf } from '../exec/parameters.ts';
import type { Network } from '../network/network.ts';
import { layerOfEach } from './layer-rows.ts';
import type { State } from './state.ts';

/** What shows that steps have left all sense. */
export type Divergence =
  /** Of a layer, counted from 1, the head being one past the last. */
  | { readonly kind: 'numbers'; readonly layer: number }
  | { readonly kind: 'loss' }
  | { readonly kind: 'growth'; readonly from: number; readonly to: number };

/** A loss so many times the best one comes from no descent; only its arithmetic still holds. */
const mostGrowth = 1e4;

export function divergenceOf(
  network: Network,
  { parameters, judgement }: State,
  { loss }: Fit,
): Divergence | undefined {
  const lost = parameters.findIndex((value) => !Number.isFinite(value));
  if (lost >= 0) return { kind: 'numbers', layer: (layerOfEach(layoutOf(network))[lost] ?? 0) + 1 };
  if (!Number.isFinite(loss)) return { kind: 'loss' };
  const from = judgement?.best.training.loss ?? loss;
  return loss > mostGrowth * (1 + from) ? { kind: 'growth', from, to: loss } : undefined;
}
