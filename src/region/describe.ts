import type { Ref, RegionGraph } from './graph.ts';

/** Terms of a row that are still written out. */
const mostTerms = 4;

/** A region in the user's words: its name, else the formula of a halfspace, else what kind of thing it is. */
export function describe(graph: RegionGraph, { node: index, negated }: Ref): string {
  const named = graph.names.find(({ ref }) => ref.node === index);
  if (named) return named.ref.negated === negated ? named.name : `not ${named.name}`;
  const node = graph.nodes[index];
  const not = negated ? 'not ' : '';
  switch (node?.kind) {
    case undefined:
      throw new Error(`the graph has no node ${String(index)}`);
    case 'constant':
      return node.value === negated ? 'never' : 'always';
    case 'halfspace':
      return describeRow(graph, node.a, node.beta, negated);
    case 'quadric':
      return `${not}ellipsoid in ${inputsOf(graph, node.A)}`;
    case 'gaussian':
      return `${not}gaussian in ${inputsOf(graph, node.factor)}`;
    case 'gate':
      return `${not}a gate of ${String(node.members.length)}`;
  }
}

/** A number in at most six digits. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function describeRow({ inputs }: RegionGraph, a: readonly number[], beta: number, negated: boolean): string {
  const terms = a.flatMap((weight, i) => (weight === 0 ? [] : [{ weight, name: inputs[i]?.name ?? '' }]));
  const [first] = terms;
  if (first === undefined) return negated ? 'never' : 'always';
  if (terms.length > mostTerms) return `${negated ? 'not ' : ''}halfspace in ${String(terms.length)} inputs`;
  // Of one coordinate the sign and the scale of its weight are turned into the comparison.
  const scale = terms.length === 1 ? first.weight : 1;
  const operator = negated === scale > 0 ? (negated ? '<' : '<=') : negated ? '>' : '>=';
  const sum = terms.map(({ weight, name }, i) => termText(weight / scale, name, i > 0)).join('');
  return `${sum} ${operator} ${shortNumber(beta / scale)}`;
}

function termText(weight: number, name: string, follows: boolean): string {
  const size = Math.abs(weight);
  const product = size === 1 ? name : `${shortNumber(size)}*${name}`;
  if (!follows) return weight < 0 ? `-${product}` : product;
  return weight < 0 ? ` - ${product}` : ` + ${product}`;
}

function inputsOf({ inputs }: RegionGraph, rows: readonly (readonly number[])[]): string {
  const used = inputs.filter((_, i) => rows.some((row) => row[i] !== 0));
  if (used.length > mostTerms) return `${String(used.length)} inputs`;
  return used.map(({ name }) => name).join(', ');
}
