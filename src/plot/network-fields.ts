import { layoutOf } from '../exec/parameters.ts';
import { makeReach } from '../exec/reach.ts';
import { makeSlopeField, slotsOf, type Block } from '../exec/slope-field.ts';
import { wantedByText, type OfPoints } from '../exec/wanted.ts';
import type { Network } from '../network/network.ts';
import type { FieldLine, FieldPanel, Fields } from './fields.ts';
import type { PictureInput, Subject } from './picture.ts';

/** Below these sizes, by layer, the last one for all others, a gradient counts as nothing (paper 5.3). */
export const defaultThresholds: readonly number[] = [0.05, 0.01];

/**
 * Fields of a network that is to answer as its text does: per name the sizes of a point's gradient by a block of
 * numbers (`A1`, `b2`, one number as `A2[1,3]`), or with `reach` how far back its error goes before bounds stop it. A
 * sentence where a name is none.
 */
export function networkFields(
  input: PictureInput,
  network: Network,
  names: readonly string[],
  thresholds: readonly number[] = defaultThresholds,
): Fields | string {
  const wanted = wantedByText(network.text);
  const lines = boundariesOf(input.subject);
  const panels = names.map((name) => panelOf(name, network, wanted, thresholds));
  const trouble = panels.find((panel) => typeof panel === 'string');
  if (trouble !== undefined) return trouble;
  const { title, doc, inputs } = input;
  return {
    title,
    ...(doc !== undefined && { doc }),
    inputs,
    panels: panels.flatMap((panel) => (typeof panel === 'string' ? [] : [{ ...panel, lines }])),
  };
}

function panelOf(name: string, network: Network, wanted: OfPoints, thresholds: readonly number[]): FieldPanel | string {
  if (name === 'reach') {
    const layers = network.later.length + 1;
    const reach = makeReach(network, wanted, { norm: 'norm', thresholds });
    const layerNames = Array.from({ length: layers }, (_, k) => `back to layer ${layers - k}`);
    return {
      name: 'how far errors go back',
      at: (points, rows) => reach(points, rows).map((lowest) => layers - lowest),
      scale: { kind: 'parts', names: ['nowhere', ...layerNames] },
    };
  }
  const block = readBlock(name, network);
  if (typeof block === 'string') return block;
  return {
    name: `slope by ${name}`,
    at: makeSlopeField(network, block, wanted, 'largest'),
    scale: { kind: 'magnitude' },
  };
}

/** `A1`, `b2`, `A2[1,3]`, `b1[2]`, all counted from 1. */
function readBlock(name: string, network: Network): Block | string {
  const layout = layoutOf(network);
  const layers = layout.layers.length + (layout.head.kind === 'classes' ? 1 : 0);
  const [, letter, number, unit, source] = /^([Ab])(\d+)(?:\[(\d+)(?:,\s*(\d+))?\])?$/.exec(name) ?? [];
  const layer = Number(number) - 1;
  if (letter === undefined || layer < 0 || layer >= layers) {
    return `no field is named \`${name}\`; there is A1 to A${layers}, b1 to b${layers}, one number such as A1[1,2] or b1[1], and reach`;
  }
  const of = letter === 'A' ? 'weights' : 'biases';
  if (unit === undefined) return { of, layer };
  if ((of === 'weights') !== (source !== undefined)) {
    return `one number is written A1[unit,source] or b1[unit], not \`${name}\``;
  }
  const entry = { unit: Number(unit) - 1, source: Number(source ?? 1) - 1 };
  const slot = slotsOf(layout, layer)[entry.unit];
  if (!slot) return `layer ${layer + 1} has ${slotsOf(layout, layer).length} units, not the ${unit} of \`${name}\``;
  if (of === 'weights' && slot.kind === 'sum' && !slot.links.includes(entry.source)) {
    const read = [...slot.links].map((link) => link + 1).join(', ');
    return `unit ${unit} of layer ${layer + 1} does not read the ${source} of \`${name}\`; it reads ${read}`;
  }
  return { of, layer, entry };
}

/** Where an output changes its sign, or a class begins to win. */
function boundariesOf(subject: Subject): FieldLine[] {
  const line = (at: FieldLine['at']): FieldLine => ({ name: 'network boundary', at, look: 0 });
  const count = subject.names.length;
  if (subject.kind !== 'classes') {
    const { network } = subject;
    if (!network) return [];
    return subject.names.map((_, index) =>
      line((points, rows) => network(points, rows).filter((__, at) => at % count === index)),
    );
  }
  const { network } = subject;
  if (!network) return [];
  return subject.names.slice(1).map((_, index) =>
    line((points, rows) => {
      const { scores } = network(points, rows);
      return Float64Array.from({ length: rows }, (__, row) => {
        const own = scores.subarray(row * count, (row + 1) * count);
        const others = own.reduce((most, value, i) => (i === index + 1 ? most : Math.max(most, value)), -Infinity);
        return (own[index + 1] as number) - others;
      });
    }),
  );
}
