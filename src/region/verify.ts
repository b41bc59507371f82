import type { GateNode, GraphCheck, GraphInput, Ref, RegionGraph, RegionNode } from './graph.ts';
import { oneHotsOf } from '../base/one-hot.ts';
import type { Span } from '../base/source.ts';
import type { Sharpness } from '../program/program.ts';
import { rootsOf } from './roots.ts';

/** What breaks the invariants of a graph, one line each; nothing if it is sound. */
export function verifyGraph(graph: RegionGraph): string[] {
  const { inputs, nodes, origins, names } = graph;
  const problems: string[] = [];
  if (inputs.length === 0) problems.push('there is no input');
  for (const input of inputs) {
    const problem = inputProblem(input);
    if (problem) problems.push(`input ${input.name}: ${problem}`);
  }
  if (origins.length !== nodes.length) problems.push('nodes and origins differ in number');
  if (!origins.flat().every(isSpan)) problems.push('an origin is no stretch of a text');
  for (const { input, coordinates } of oneHotsOf(inputs)) {
    const [first = 0] = coordinates;
    if (coordinates.some((at, k) => at !== first + k)) problems.push(`the categories of ${input} are apart`);
  }
  nodes.forEach((node, i) => {
    const problem = nodeProblem(node, i, inputs.length) ?? categoryProblem(node, inputs);
    if (problem) problems.push(`n${String(i)}: ${problem}`);
  });
  for (const { node } of rootsOf(graph))
    if (!isPlace(node, nodes.length)) problems.push(`there is no n${String(node)}`);
  for (const { name, ref, unknown } of graph.head.kind === 'classes' ? graph.head.classes : []) {
    const node = nodes[ref.node];
    const isEmpty = node?.kind === 'constant' && node.value === ref.negated;
    if (unknown && !isEmpty) problems.push(`${name} is unknown, but not empty`);
  }
  for (const { name, ref } of names)
    if (nodes[ref.node]?.named === false) problems.push(`${name} is not marked as named`);
  if (new Set(names.map(({ name }) => name)).size < names.length) problems.push('a name stands twice');
  for (const check of graph.checks)
    if (!hasSoundPoints(check, inputs.length)) problems.push(`${check.text} has a wrong point`);
  return problems;
}

function inputProblem({ lo, hi, run, category }: GraphInput): string | undefined {
  if (!isRange(lo, hi)) return 'it has no range';
  if (run && !(isPlace(run.size - 1, run.size) && isPlace(run.place, run.size))) return 'it is no place of its columns';
  return category && (lo !== 0 || hi !== 1) ? 'a category is 0 or 1' : undefined;
}

function nodeProblem(node: RegionNode, place: number, inputs: number): string | undefined {
  switch (node.kind) {
    case 'constant':
      return undefined;
    case 'halfspace':
      if (!isVector(node.a, inputs) || !Number.isFinite(node.beta))
        return 'the row is not of finite numbers, one an input';
      return sharpnessProblem(node.sharpness);
    case 'quadric':
      if (!isMatrix(node.A, inputs) || !isVector(node.b, node.A.length)) return 'A and b do not fit';
      if (!isAbove0(node.alpha) || !isAbove0(node.beta)) return 'alpha and beta must be above 0';
      return sharpnessProblem(node.sharpness);
    case 'gaussian':
      if (!isMatrix(node.factor, inputs) || !isVector(node.mean, inputs)) return 'mean and factor do not fit';
      if (!(node.level > 0 && node.level < 1)) return 'the level must be between 0 and 1';
      return sharpnessProblem(node.sharpness);
    case 'gate':
      return gateProblem(node, place);
  }
}

/** Where f of a test of categories would be anything but 1/2 and -1/2, no promise about it would hold. */
function categoryProblem(node: RegionNode, inputs: readonly GraphInput[]): string | undefined {
  if (node.kind === 'constant' || node.kind === 'gate' || node.sharpness.kind !== 'category') return undefined;
  if (node.kind !== 'halfspace' || node.beta !== 0.5) return 'it is no test of categories';
  const tested = new Set(node.a.flatMap((x, i) => (x === 0 ? [] : [inputs[i]?.category?.input])));
  const isTest = node.a.every((x) => x === 0 || x === 1) && tested.size === 1 && !tested.has(undefined);
  return isTest ? undefined : 'it is no test of the categories of one input';
}

function gateProblem({ members, threshold, margin, settings }: GateNode, place: number): string | undefined {
  if (!members.every(({ ref }) => isPlace(ref.node, place))) return 'a member does not stand before its gate';
  if (!members.every(({ weight }) => isAbove0(weight))) return 'weights must be above 0';
  if (!Number.isFinite(threshold)) return 'the threshold is not finite';
  if (margin !== undefined && !isAbove0(margin)) return 'the margin must be above 0';
  if (settings?.gain !== undefined && !isAbove0(settings.gain)) return 'the gain must be above 0';
  if (settings?.bias !== undefined && !Number.isFinite(settings.bias)) return 'the bias is not finite';
  return undefined;
}

function sharpnessProblem(sharpness: Sharpness): string | undefined {
  switch (sharpness.kind) {
    case 'band':
      return isAbove0(sharpness.band) ? undefined : 'the band must be above 0';
    case 'width':
      return isAbove0(sharpness.width) ? undefined : 'the width must be above 0';
    case 'share':
      return isAbove0(sharpness.share) ? undefined : 'the share must be above 0';
    case 'category':
      return undefined;
    case 'gain':
      return isAbove0(sharpness.gain) ? undefined : 'the gain must be above 0';
  }
}

function hasSoundPoints({ claim }: GraphCheck, inputs: number): boolean {
  return claim.kind !== 'contains' || claim.points.every((point) => point.length === inputs);
}

function isPlace(node: Ref['node'], count: number): boolean {
  return Number.isInteger(node) && node >= 0 && node < count;
}

function isSpan({ start, end }: Span): boolean {
  return isPlace(start, end + 1) && Number.isInteger(end);
}

function isRange(lo: number, hi: number): boolean {
  return Number.isFinite(lo) && Number.isFinite(hi) && lo < hi;
}

function isAbove0(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function isVector(values: readonly number[], size: number): boolean {
  return values.length === size && values.every(Number.isFinite);
}

function isMatrix(rows: readonly (readonly number[])[], columns: number): boolean {
  return rows.length > 0 && rows.every((row) => isVector(row, columns));
}
