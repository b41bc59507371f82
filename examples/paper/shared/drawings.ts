import { plot, plotFields, type Fields, type Network } from 'regionc';
import type { Drawing } from '../page.ts';
import { axesOf, unitsAt, type UnitPlace } from './networks.ts';

/** Units of a network as sets, in colours of confidence. */
export function unitDrawing(
  caption: string,
  title: string,
  network: Network,
  places: readonly UnitPlace[],
  range?: { readonly lo: number; readonly hi: number },
): Drawing {
  const names = places.map(({ name }) => name);
  const subject = { kind: 'outputs', names, network: unitsAt(network, places) } as const;
  const input = { title, inputs: axesOf(network, range), subject, confidence: 0.95 };
  return { caption, draw: (width) => plot(input, { width, theme: 'light' }) };
}

export function fieldDrawing(caption: string, fields: Fields): Drawing {
  return { caption, draw: (width) => plotFields(fields, { width, theme: 'light' }) };
}
