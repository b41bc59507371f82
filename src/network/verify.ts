import type { RegionNode } from '../region/graph.ts';
import { headRefs } from '../region/roots.ts';
import { verifyGraph } from '../region/verify.ts';
import type { ClassHead, FirstUnit, LinkedUnit, Network, OutputHead } from './network.ts';

/** What breaks the invariants of a network, one line each; nothing if it is sound. */
export function verifyNetwork(network: Network): string[] {
  const { text, first, later, inputs, promise } = network;
  const problems = verifyGraph(text);
  if (inputs.length !== text.inputs.length) problems.push('inputs and text differ in number');
  if (promise.tolerances.length !== first.length) problems.push('tolerances and first layer differ in number');
  if (!inputs.every(({ fill = 0 }) => Number.isFinite(fill))) problems.push('a fill value is not finite');
  if (!promise.tolerances.every((tolerance) => tolerance >= 0)) problems.push('a tolerance is below 0');
  if (!(promise.confidence >= 0 && promise.confidence <= 1)) problems.push('the confidence is no share');
  first.forEach((unit, i) => {
    const problem = firstProblem(unit, inputs.length) ?? commonProblem(unit, text.nodes);
    if (problem) problems.push(`unit ${String(i + 1)} of layer 1: ${problem}`);
  });
  let width = first.length;
  later.forEach((units, layer) => {
    units.forEach((unit, i) => {
      const problem = rowProblem(unit, width) ?? commonProblem(unit, text.nodes);
      if (problem) problems.push(`unit ${String(i + 1)} of layer ${String(layer + 2)}: ${problem}`);
    });
    width = units.length;
  });
  return [...problems, ...headProblems(network, width)];
}

function commonProblem({ node, gain }: FirstUnit | LinkedUnit, nodes: readonly RegionNode[]): string | undefined {
  if (!(gain > 0 && Number.isFinite(gain))) return 'the gain is not above 0';
  return node !== undefined && !nodes[node] ? `the text has no n${String(node)}` : undefined;
}

function firstProblem(unit: FirstUnit, inputs: number): string | undefined {
  switch (unit.kind) {
    case 'halfspace':
      return fits([unit.a], inputs) && Number.isFinite(unit.beta) ? undefined : 'the row does not fit the inputs';
    case 'quadric': {
      const numbers = [...unit.b, unit.alpha, unit.beta];
      const sound = fits(unit.A, inputs) && unit.b.length === unit.A.length && numbers.every(Number.isFinite);
      return sound ? undefined : 'A and b do not fit the inputs';
    }
    case 'gaussian':
      return fits([...unit.factor, unit.mean], inputs) && Number.isFinite(unit.level)
        ? undefined
        : 'mean and factor do not fit the inputs';
  }
}

function rowProblem({ links, weights, bias }: LinkedUnit | ClassHead, width: number): string | undefined {
  if (links.length !== weights.length) return 'links and weights differ in number';
  const ascending = links.every((link, i) => isUnit(link, width) && (i === 0 || link > (links[i - 1] ?? -1)));
  if (!ascending) return 'the links are not ascending units of the layer below';
  return weights.every(Number.isFinite) && Number.isFinite(bias) ? undefined : 'a weight is not finite';
}

function headProblems({ head, text }: Network, width: number): string[] {
  const rows: readonly (ClassHead | OutputHead)[] = head.kind === 'classes' ? head.classes : head.outputs;
  const problems = rows.flatMap((row) => {
    const problem = 'unit' in row ? outputProblem(row, width) : classProblem(row, width);
    return problem ? [`${row.name}: ${problem}`] : [];
  });
  if (rows.length === 0) problems.push('the head is empty');
  if (head.kind !== text.head.kind || headRefs(text.head).length !== rows.length)
    problems.push('the head is not that of the text');
  return problems;
}

function outputProblem({ unit, sign }: OutputHead, width: number): string | undefined {
  return isUnit(unit, width) && Math.abs(sign) === 1 ? undefined : 'it reads no unit of the last layer';
}

function classProblem(row: ClassHead, width: number): string | undefined {
  const { plain, links, weights, bias, gain } = row;
  if (!Number.isFinite(gain)) return 'the gain is not finite';
  if (plain && (links.length !== 1 || Math.abs(weights[0] ?? 0) !== 1 || bias !== 0))
    return 'a plain class is one unit';
  return rowProblem(row, width);
}

function isUnit(link: number, width: number): boolean {
  return Number.isInteger(link) && link >= 0 && link < width;
}

function fits(rows: readonly (readonly number[])[], columns: number): boolean {
  return rows.length > 0 && rows.every((row) => row.length === columns && row.every(Number.isFinite));
}
