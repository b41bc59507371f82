import { Unreadable } from '../base/untrusted.ts';
import type { Architecture, ClassShape, FirstShape, LinkedShape } from './architecture.ts';
import type {
  ClassHead,
  FirstUnit,
  GaussianUnit,
  HalfspaceUnit,
  LinkedUnit,
  Network,
  NetworkHead,
  QuadricUnit,
} from './network.ts';
import type { Tensor, TensorFile } from './safetensors.ts';

/** A network's numbers under the names that the head of `file.ts` lists. */
export function toTensors({ inputs, first, later, head, promise }: Network): Tensor[] {
  const halfspaces = first.filter((unit): unit is HalfspaceUnit => unit.kind === 'halfspace');
  const quadrics = first.filter((unit): unit is QuadricUnit => unit.kind === 'quadric');
  const gaussians = first.filter((unit): unit is GaussianUnit => unit.kind === 'gaussian');
  let width = first.length;
  const layers = later.flatMap((units, i) => {
    const tensors = rowTensors(`layer${String(i + 2)}`, units, width);
    width = units.length;
    return tensors;
  });
  return [
    vector(
      'layer1.gain',
      first.map(({ gain }) => gain),
    ),
    vector('promise.tolerance', promise.tolerances),
    ...some(halfspaces, () => [
      matrix(
        'layer1.halfspace.a',
        halfspaces.map(({ a }) => a),
        inputs.length,
      ),
      vector(
        'layer1.halfspace.beta',
        halfspaces.map(({ beta }) => beta),
      ),
    ]),
    ...some(quadrics, () => [
      vector(
        'layer1.quadric.alpha',
        quadrics.map(({ alpha }) => alpha),
      ),
      vector(
        'layer1.quadric.beta',
        quadrics.map(({ beta }) => beta),
      ),
    ]),
    ...quadrics.flatMap(({ A, b }, i) => [
      matrix(`layer1.quadric.${String(i)}.A`, A, inputs.length),
      vector(`layer1.quadric.${String(i)}.b`, b),
    ]),
    ...some(gaussians, () => [
      matrix(
        'layer1.gaussian.mean',
        gaussians.map(({ mean }) => mean),
        inputs.length,
      ),
      vector(
        'layer1.gaussian.level',
        gaussians.map(({ level }) => level),
      ),
    ]),
    ...gaussians.map(({ factor }, i) => matrix(`layer1.gaussian.${String(i)}.factor`, factor, inputs.length)),
    ...layers,
    ...(head.kind === 'classes' ? rowTensors('head', head.classes, width) : []),
  ];
}

/** The layers of an architecture with the numbers of a file, each tensor of the shape that it must have. */
export function readTensors(
  file: TensorFile,
  architecture: Architecture,
  inputs: number,
): Pick<Network, 'first' | 'later' | 'head'> & { readonly tolerances: readonly number[] } {
  const reader = new TensorReader(file);
  const first = readFirst(reader, architecture.first, inputs);
  const tolerances = reader.vector('promise.tolerance', first.length, 'infinite allowed');
  let width = first.length;
  const later = architecture.later.map((units, i) => {
    const layer = readRows(reader, `layer${String(i + 2)}`, units, width);
    width = units.length;
    return layer.map((numbers, row): LinkedUnit => ({ ...at(units, row), ...numbers }));
  });
  const head = readHead(reader, architecture.head, width);
  reader.end();
  return { first, later, head, tolerances };
}

function readFirst(reader: TensorReader, shapes: readonly FirstShape[], inputs: number): FirstUnit[] {
  const count = (kind: FirstUnit['kind']): number => shapes.filter((shape) => shape.kind === kind).length;
  const gains = reader.vector('layer1.gain', shapes.length);
  const halfspaces = count('halfspace');
  const a = halfspaces > 0 ? reader.matrix('layer1.halfspace.a', halfspaces, inputs) : [];
  const offsets = halfspaces > 0 ? reader.vector('layer1.halfspace.beta', halfspaces) : [];
  const quadrics = count('quadric');
  const alphas = quadrics > 0 ? reader.vector('layer1.quadric.alpha', quadrics) : [];
  const betas = quadrics > 0 ? reader.vector('layer1.quadric.beta', quadrics) : [];
  const gaussians = count('gaussian');
  const means = gaussians > 0 ? reader.matrix('layer1.gaussian.mean', gaussians, inputs) : [];
  const levels = gaussians > 0 ? reader.vector('layer1.gaussian.level', gaussians) : [];
  const next = { halfspace: 0, quadric: 0, gaussian: 0 };
  return shapes.map(({ kind, ...shape }, unit): FirstUnit => {
    const i = next[kind]++;
    const common = { ...shape, gain: at(gains, unit) };
    switch (kind) {
      case 'halfspace':
        return { kind, a: at(a, i), beta: at(offsets, i), ...common };
      case 'quadric': {
        const A = reader.rows(`layer1.quadric.${String(i)}.A`, inputs);
        const b = reader.vector(`layer1.quadric.${String(i)}.b`, A.length);
        return { kind, A, b, alpha: at(alphas, i), beta: at(betas, i), ...common };
      }
      case 'gaussian': {
        const factor = reader.rows(`layer1.gaussian.${String(i)}.factor`, inputs);
        return { kind, mean: at(means, i), factor, level: at(levels, i), ...common };
      }
    }
  });
}

function readHead(reader: TensorReader, head: Architecture['head'], width: number): NetworkHead {
  if (head.kind === 'outputs') return head;
  const rows = readRows(reader, 'head', head.classes, width);
  return {
    kind: 'classes',
    classes: rows.map((numbers, row): ClassHead => ({ ...at(head.classes, row), ...numbers })),
  };
}

type Row = Pick<LinkedUnit, 'links' | 'weights' | 'bias' | 'gain'>;

function rowTensors(name: string, rows: readonly Row[], width: number): Tensor[] {
  const data = new Float64Array(rows.length * width);
  rows.forEach(({ links, weights }, row) => {
    links.forEach((link, i) => (data[row * width + link] = weights[i] ?? 0));
  });
  return [
    { name: `${name}.A`, shape: [rows.length, width], data },
    vector(
      `${name}.b`,
      rows.map(({ bias }) => bias),
    ),
    vector(
      `${name}.gain`,
      rows.map(({ gain }) => gain),
    ),
  ];
}

function readRows(
  reader: TensorReader,
  name: string,
  shapes: readonly (LinkedShape | ClassShape)[],
  width: number,
): Pick<Row, 'weights' | 'bias' | 'gain'>[] {
  const A = reader.matrix(`${name}.A`, shapes.length, width);
  const b = reader.vector(`${name}.b`, shapes.length);
  const gains = reader.vector(`${name}.gain`, shapes.length);
  return shapes.map(({ links }, row) => {
    const linked = new Set(links);
    const stray = at(A, row).findIndex((weight, i) => weight !== 0 && !linked.has(i));
    if (stray >= 0)
      throw new Unreadable(`${name}.A has a weight at [${String(row)}, ${String(stray)}], where there is no link`);
    return { weights: links.map((link) => at(at(A, row), link)), bias: at(b, row), gain: at(gains, row) };
  });
}

/** Gives tensors by name, checked for shape and finite numbers, and knows which were not asked for. */
class TensorReader {
  readonly #tensors: ReadonlyMap<string, Tensor>;
  readonly #left: Set<string>;

  constructor({ tensors }: TensorFile) {
    this.#tensors = tensors;
    this.#left = new Set(tensors.keys());
  }

  vector(name: string, size: number, infinite?: 'infinite allowed'): number[] {
    const { shape, data } = this.#take(name);
    if (shape.length !== 1 || shape[0] !== size) throw new Unreadable(`${name} should have ${String(size)} numbers`);
    if (infinite ? data.some(Number.isNaN) : !data.every(Number.isFinite))
      throw new Unreadable(`${name} has a number that is not finite`);
    return [...data];
  }

  /** The number of rows is compared before they are made: with no columns a shape may claim any. */
  matrix(name: string, rows: number, columns: number): number[][] {
    const { shape } = this.#take(name);
    if (shape[0] !== rows) throw new Unreadable(`${name} should have ${String(rows)} rows`);
    return this.rows(name, columns);
  }

  /** A matrix with any number of rows, as many as its numbers fill. */
  rows(name: string, columns: number): number[][] {
    const { shape, data } = this.#take(name);
    const [rows = 0, found = -1] = shape;
    if (shape.length !== 2 || found !== columns) throw new Unreadable(`${name} should have ${String(columns)} columns`);
    if (!data.every(Number.isFinite)) throw new Unreadable(`${name} has a number that is not finite`);
    return Array.from({ length: rows }, (_, row) => [...data.subarray(row * columns, (row + 1) * columns)]);
  }

  end(): void {
    const [name] = this.#left;
    if (name !== undefined) throw new Unreadable(`nothing in the architecture uses the tensor ${name}`);
  }

  #take(name: string): Tensor {
    const tensor = this.#tensors.get(name);
    if (!tensor) throw new Unreadable(`there is no tensor ${name}`);
    this.#left.delete(name);
    return tensor;
  }
}

function vector(name: string, values: readonly number[]): Tensor {
  return { name, shape: [values.length], data: Float64Array.from(values) };
}

function matrix(name: string, rows: readonly (readonly number[])[], columns: number): Tensor {
  return { name, shape: [rows.length, columns], data: Float64Array.from(rows.flat()) };
}

function some<T>(units: readonly unknown[], tensors: () => T[]): T[] {
  return units.length > 0 ? tensors() : [];
}

function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new Unreadable('an index points past the end');
  return value;
}
