import { entry } from './entry.ts';

/** R05. Checks. */
export const checks = {
  R0501: entry<{ shown: string; found: string }>({
    severity: 'error',
    title: 'not a claim',
    message: ({ shown, found }) =>
      `\`check\` states a claim, such as \`contains(r, [1, 2])\` or \`disjoint(a, b)\`; \`${shown}\` is ${found}`,
    help: 'Claims are `contains`, `inside`, `disjoint`, `empty`, `certified` and comparisons of measures, each after an optional `not`.',
  }),
  R0502: entry<{ shown: string; bound: string }>({
    severity: 'error',
    title: 'measure not compared',
    message: ({ shown, bound }) => `\`${shown}\` is a number; state what it should be, such as \`${shown} ${bound}\``,
    help: 'A measure (`shift`, `width`, `confidence`, `agreement`, `tolerance`) becomes a claim by comparing it.',
  }),
  R0503: entry<{ operator: string }>({
    severity: 'error',
    title: 'claims combined',
    message: ({ operator }) => `claims do not combine by \`${operator}\`: write one \`check\` for each`,
    help: 'Each claim is proved or refuted on its own, with its own witness.',
  }),
  R0504: entry<{ given: number; inputs: readonly string[] }>({
    severity: 'error',
    title: 'wrong number of coordinates',
    message: ({ given, inputs }) =>
      `the point has ${given} ${given === 1 ? 'coordinate' : 'coordinates'}, the file has ${inputs.length} ${inputs.length === 1 ? 'input' : 'inputs'}: ${inputs.slice(0, 8).join(', ')}${inputs.length > 8 ? ', …' : ''}`,
    help: 'A point lists all inputs in the order of their declarations. To give only some write `contains(r, x: 1)`.',
  }),
  R0505: entry<{ name: string; inputs: readonly string[]; near?: string }>({
    severity: 'error',
    title: 'unknown coordinate',
    message: ({ name, inputs, near }) =>
      `\`${name}\` is no input${near === undefined ? `; the inputs are ${inputs.slice(0, 8).join(', ')}` : `; did you mean \`${near}\`?`}`,
    help: 'Coordinates are given by the names of inputs: `contains(r, x: 1, y: 2)`.',
  }),
  R0506: entry<{ missing: readonly string[] }>({
    severity: 'error',
    title: 'coordinate needed',
    message: ({ missing }) =>
      `the region depends on ${missing.map((name) => `\`${name}\``).join(', ')} too: give a value for it`,
    help: 'A point given by names needs every input that the region looks at.',
  }),
  R0507: entry<{ name: string }>({
    severity: 'error',
    title: 'claim outside check',
    message: ({ name }) => `\`${name}\` belongs into a \`check\``,
    help: 'Claims and measures speak about regions; they are no regions or numbers themselves.',
  }),
  R0508: entry<{ shown: string }>({
    severity: 'error',
    title: 'comparison of measures',
    message: ({ shown }) =>
      `a measure is compared by \`<=\`, \`<\`, \`>=\` or \`>\`, alone or in sums and multiples; this is \`${shown}\``,
    help: 'For example `check width(r) <= 2 * shift(r) + 0.1`.',
  }),
  R0509: entry<{ name: string; asked: string }>({
    severity: 'error',
    title: 'claim about an unknown class',
    message: ({ name, asked }) =>
      `${asked} compares a network with what is written of a region; \`${name}\` is \`unknown\`, so nothing is written of it`,
    help: 'A class that is `unknown` is left to training: its exact set is empty, and what a network learns of it is compared with data, by `eval`. Claims such as `disjoint` or `contains` may name it: given a network they speak of where it wins.',
  }),
};
