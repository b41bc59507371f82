import { plot, plotFields, type Evaluate, type Fields, type Network } from 'regionc';
import type { Drawing } from '../page.ts';
import { axesOf, unitsAt, type UnitPlace } from './networks.ts';

/** Units of a network as sets, in colours of confidence, with their levels at 0 and +-0.95. */
export function unitDrawing(caption: string, title: string, network: Network, places: readonly UnitPlace[]): Drawing {
  const names = places.map(({ name }) => name);
  return setDrawing(caption, title, network, names, unitsAt(network, places));
}

/** The same of any functions, rows x names, over the inputs of a network. */
export function setDrawing(
  caption: string,
  title: string,
  network: Network,
  names: readonly string[],
  at: Evaluate,
): Drawing {
  const subject = { kind: 'outputs', names, network: at } as const;
  const input = { title, inputs: axesOf(network), subject, confidence: 0.95 };
  return { caption, draw: (width) => plot(input, { width, theme: 'light' }) };
}

export function fieldDrawing(caption: string, fields: Fields, height = 480): Drawing {
  return { caption, draw: (width) => plotFields(fields, { width, height, theme: 'light' }) };
}
