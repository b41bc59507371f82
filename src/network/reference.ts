import { exp } from '../base/exponential.ts';
import { Matrix } from 'ml-matrix';
import { sigma } from '../base/sigmoid.ts';
import type { Ref } from '../region/graph.ts';
import { headRefs } from '../region/roots.ts';
import type { ClassHead, FirstUnit, LinkedUnit, Network, NetworkHead } from './network.ts';

/** Everything a network computes on a batch of points; each table has a row per point. */
export interface Evaluation {
  /** From the primitives up. */
  readonly layers: readonly EvaluatedLayer[];
  /** A column per class: gain (sum - bias); absent for a network with outputs. */
  readonly logits?: Table;
  /** A column per output in [-1, 1], or per class its share of the softmax. */
  readonly outputs: Table;
}

/** A column per unit. */
export interface EvaluatedLayer {
  /** f of a primitive, sum - bias of a later unit: what sigma is taken of. */
  readonly arguments: Table;
  /** sigma_gain of it. */
  readonly values: Table;
}

export type Table = readonly (readonly number[])[];

/** The network's values by its definition, layer by layer: what every faster executor is compared with. */
export function evaluate(network: Network, points: Table): Evaluation {
  const layers: EvaluatedLayer[] = [activate(network.first, firstArguments(network.first, points))];
  for (const units of network.later) layers.push(activate(units, linkedArguments(units, valuesOf(layers))));
  const last = valuesOf(layers);
  const { head } = network;
  if (head.kind === 'outputs') {
    const outputs = last.map((row) => head.outputs.map(({ unit, sign }) => sign * (row[unit] ?? 0)));
    return { layers, outputs };
  }
  const sums = linkedArguments(head.classes, last);
  const logits = sums.map((row) => row.map((sum, j) => (head.classes[j]?.gain ?? 1) * sum));
  return { layers, logits, outputs: logits.map(softmax) };
}

/**
 * The membership of a region in [-1, 1] at each point: what the head reads for it, if it is an output or a class (one
 * with settings by hand is sigma of its logit), else its unit. Undefined where the network has neither.
 */
export function unitValue(network: Network, evaluation: Evaluation, ref: Ref): readonly number[] | undefined {
  const sign = ref.negated ? -1 : 1;
  const region = network.text.nodes[ref.node];
  if (region?.kind === 'constant') return evaluation.outputs.map(() => (region.value ? sign : -sign));
  const target = headRefs(network.text.head).findIndex(({ node }) => node === ref.node);
  if (target >= 0) {
    const turned = headRefs(network.text.head)[target]?.negated === ref.negated ? 1 : -1;
    return headValues(network.head, evaluation, target).map((value) => turned * value);
  }
  const layers = [network.first, ...network.later];
  for (const [layer, units] of layers.entries()) {
    const column = units.findIndex(({ node }) => node === ref.node);
    if (column >= 0) return evaluation.layers[layer]?.values.map((values) => sign * (values[column] ?? 0));
  }
  return undefined;
}

/** The u of an output or a class. */
function headValues(head: NetworkHead, { layers, logits, outputs }: Evaluation, target: number): number[] {
  if (head.kind === 'outputs') return outputs.map((row) => row[target] ?? 0);
  const row = head.classes[target];
  if (row?.plain === false) return (logits ?? []).map((values) => sigma(1, values[target] ?? 0));
  const [link = 0] = row?.links ?? [];
  const [weight = 1] = row?.weights ?? [];
  return valuesOf(layers).map((values) => weight * (values[link] ?? 0));
}

function valuesOf(layers: readonly EvaluatedLayer[]): Table {
  return layers.at(-1)?.values ?? [];
}

function activate(units: readonly (FirstUnit | LinkedUnit)[], table: Table): EvaluatedLayer {
  return { arguments: table, values: table.map((row) => row.map((value, j) => sigma(units[j]?.gain ?? 1, value))) };
}

function firstArguments(units: readonly FirstUnit[], points: Table): Table {
  const X = matrix(points);
  const columns = units.map((unit) => primitiveArguments(unit, X));
  return points.map((_, i) => columns.map((column) => column[i] ?? 0));
}

function primitiveArguments(unit: FirstUnit, X: Matrix): number[] {
  switch (unit.kind) {
    case 'halfspace':
      return affine(X, [unit.a], [unit.beta]).to1DArray();
    case 'quadric':
      return squaredNorms(affine(X, unit.A, unit.b)).map((square) => unit.beta - unit.alpha * square);
    case 'gaussian': {
      const offsets = X.clone().subRowVector([...unit.mean]);
      const squares = squaredNorms(
        affine(
          offsets,
          unit.factor,
          unit.factor.map(() => 0),
        ),
      );
      return squares.map((square) => exp(-square / 2) - unit.level);
    }
  }
}

/** A x - b per row x of X. */
function affine(X: Matrix, A: Table, b: readonly number[]): Matrix {
  return X.mmul(matrix(A).transpose()).subRowVector([...b]);
}

function squaredNorms(rows: Matrix): number[] {
  return rows.to2DArray().map((row) => row.reduce((sum, value) => sum + value * value, 0));
}

/** A row of A per unit: the layer below on its columns. */
function linkedArguments(units: readonly (LinkedUnit | ClassHead)[], below: Table): Table {
  const width = below[0]?.length ?? 0;
  if (width === 0) return below.map(() => units.map(({ bias }) => -bias));
  const A = Matrix.zeros(units.length, width);
  units.forEach(({ links, weights }, row) => {
    links.forEach((link, i) => A.set(row, link, weights[i] ?? 0));
  });
  return affine(
    matrix(below),
    A.to2DArray(),
    units.map(({ bias }) => bias),
  ).to2DArray();
}

function matrix(rows: Table): Matrix {
  return new Matrix(rows.map((row) => [...row]));
}

/** Shares that sum to 1; the largest logit is taken out first so that nothing overflows. */
function softmax(logits: readonly number[]): number[] {
  const most = Math.max(...logits);
  const powers = logits.map((value) => exp(value - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
