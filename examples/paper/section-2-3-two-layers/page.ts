import { buildGraph, compile, evaluate, exact, loneModule, makeSource, plot, resolve, simplify } from 'regionc';
import { atMost, exactly, type Page, type Row } from '../page.ts';
import { axesOf, unitsAt } from '../shared/networks.ts';

export const page: Page = {
  name: 'section-2-3-two-layers',
  title: 'Section 2.3: any Boolean function in two layers',
  question: 'Can every function of three regions be written as an "any of" of "all of", and the other way around?',
  texts: ['figure.region'],
  run: ({ size, read, progress }) => {
    const text = read('figure.region');
    const numbers = Array.from({ length: 256 }, (_, index) => index).filter(
      (index) => size === 'full' || index % 5 === 0,
    );
    const found = (['dnf', 'cnf'] as const).map((form) => {
      progress(form);
      const made = numbers.map((index) => judge(text.replace(parityText, functionText(index)), index, form));
      return { form, made };
    });
    const parity = compiledAs(text, 'dnf').network;
    const parts = [
      ...(parity.later[0] ?? []).map((_, unit) => ({ name: `term ${unit + 1}`, layer: 1, unit })),
      { name: 'any of them', layer: 2, unit: 0 },
    ];
    return {
      pictures: [
        {
          caption:
            'Parity, a xor b xor c, as any of four "all of" (at z = 2, where c holds): its terms and their union.',
          draw: (width) =>
            plot(
              {
                title: 'Parity in two layers',
                inputs: axesOf(parity),
                subject: {
                  kind: 'outputs',
                  names: parts.map(({ name }) => name),
                  network: unitsAt(parity, parts),
                },
                confidence: 0.95,
              },
              { width, axes: ['x', 'y'], at: { z: 2 }, theme: 'light' },
            ),
        },
      ],
      rows: found.flatMap(({ form, made }): Row[] => [
        {
          claim: `${form}: functions of three regions, of ${numbers.length}, with a wrong corner in exact set or network`,
          paper: '"any Boolean function can be expressed in this form"',
          here: made.filter(({ wrong }) => wrong > 0).length,
          expected: exactly(0),
        },
        {
          claim: `${form}: most layers after the first`,
          here: Math.max(...made.map(({ layers }) => layers)),
          expected: atMost(2),
        },
        {
          claim: `${form}: most terms`,
          here: Math.max(...made.map(({ units }) => units)),
          expected: exactly(4),
          note: 'parity needs four',
        },
      ]),
      notes: [
        'In the paper\'s terms an "all of" of m inputs has the bias m − 1 and an "any of" of t has 1 − t; the compiler chooses gains so that the guarantee holds as well.',
      ],
    };
  },
};

/** The corners at which bit `index` of the function says true, as text. */
function functionText(index: number): string {
  const corners = Array.from({ length: 8 }, (_, corner) => corner).filter((corner) => ((index >> corner) & 1) === 1);
  if (corners.length === 0) return 'a and not a';
  if (corners.length === 8) return 'a or not a';
  const literal = (name: string, holds: boolean): string => (holds ? name : `not ${name}`);
  return corners
    .map(
      (corner) => `(${['a', 'b', 'c'].map((name, bit) => literal(name, ((corner >> bit) & 1) === 1)).join(' and ')})`,
    )
    .join(' or ');
}

/** What stands in the text where each function is put. */
const parityText = '(a xor b) xor c';

function compiledAs(text: string, form: 'dnf' | 'cnf') {
  const { program } = resolve(loneModule(makeSource('function.region', text))).value;
  const network = program && compile(program, { mode: 'guarantee', form }).value;
  if (!program || !network) throw new Error(`${text} does not compile`);
  return { program, network };
}

function judge(text: string, index: number, form: 'dnf' | 'cnf') {
  const { program, network } = compiledAs(text, form);
  const graph = simplify(buildGraph(program).value);
  const output = graph.head.kind === 'outputs' ? graph.head.outputs[0] : undefined;
  if (!output) throw new Error('no output');
  let wrong = 0;
  for (let corner = 0; corner < 8; corner++) {
    const point = [0, 1, 2].map((bit) => (((corner >> bit) & 1) === 1 ? 2 : -2));
    const wanted = ((index >> corner) & 1) === 1;
    const soft = evaluate(network, [point]).outputs[0]?.[0] ?? NaN;
    if (exact(graph, output.ref, point) !== wanted || soft >= 0 !== wanted) wrong += 1;
  }
  // The units below the last gate are the terms; a lone term needs no gate above it.
  const gates = network.later.map((layer) => layer.filter(({ role }) => role === 'gate').length);
  return { wrong, layers: network.later.length, units: gates.length < 2 ? Math.max(1, ...gates) : (gates[0] ?? 0) };
}
