import { exp } from '../../base/exponential.ts';
import type { GateNode, PrimitiveNode, Ref, RegionGraph } from '../../region/graph.ts';
import { totalWeight, weightSlack } from '../../region/weights.ts';
import type { Layout, Slot } from '../parameters.ts';
import { add, lessThan, FunctionBuilder, get, i32, plus, type Local } from './function-builder.ts';
import { gaussianExponent, quadric } from './forms.ts';
import type { Code } from './instructions.ts';
import { and, loadInt, vectorBytes, vectorsOf, type Vectors } from './lanes.ts';
import { pageBytes, type Module, type WasmFunction } from './module.ts';
import { linkDistances, pack, type Packed } from './pack.ts';
import { emitForms, emitRows, type Block, type Places } from './rows.ts';
import { emitLoad, tileAddress } from './transpose.ts';

/**
 * A module that decides regions by their exact sets: every node is a mask per sample, all bits set where it holds. A
 * primitive is one comparison with the evaluator's own sums, a gate adds weights where masks are set. `run(tiles)` as
 * in a network's module; its results are a byte per point and region, 1 where it holds.
 */
export interface ExactModule {
  readonly module: Module;
  readonly tileRows: number;
  readonly tiles: number;
  readonly points: number;
  readonly results: number;
  /** Writes the numbers and links of the graph into the module's memory. */
  readonly fill: (memory: ArrayBuffer) => void;
}

export function makeExactModule(graph: RegionGraph, refs: readonly Ref[], block: Block): ExactModule {
  const v = vectorsOf('f64', 'exact');
  const order = orderNodes(graph, refs);
  const { packed, parameters } = packPrimitives(graph, order.primitives);
  const gates = order.levels.map((level) => packGates(graph, level));
  const plan = planMemory(packed, order, gates, refs.length);
  const slotOf = slotsOf(order, packed, gates);
  const runOf = (node: number): number => plan.nodes + (slotOf.get(node) ?? 0) * tileBytes;
  const functions = [
    loadFunction(v, packed.inputs, plan),
    primitivesFunction(v, packed, plan, block),
    ...gates.map((level, index) => gatesFunction(v, level, index, plan, slotOf, block)),
    storeFunction(refs, runOf),
  ];
  const fill = (memory: ArrayBuffer): void => {
    const numbers = new Float64Array(memory, plan.numbers, packed.sources.length);
    numbers.set(Float64Array.from(packed.sources, (source) => parameters[source] ?? 0));
    new Int32Array(memory, plan.links).set(linkDistances(packed, tileBytes));
    for (const [index, level] of gates.entries()) {
      const at = plan.gates[index];
      if (at) fillGates(memory, level, at, (node) => (slotOf.get(node) ?? 0) * tileBytes);
    }
    for (const { node, holds } of order.constants)
      new Uint8Array(memory, runOf(node), tileBytes).fill(holds ? 0xff : 0);
  };
  return {
    module: {
      functions: [...functions, runFunction(packed.inputs, refs.length, plan, functions.length)],
      pages: Math.ceil(plan.end / pageBytes),
      data: [],
    },
    tileRows,
    tiles: plan.tiles,
    points: plan.points,
    results: plan.results,
    fill,
  };
}

const tileRows = 64;
const tileBytes = tileRows * 8;

interface Order {
  readonly primitives: readonly number[];
  readonly constants: readonly { readonly node: number; readonly holds: boolean }[];
  /** Gates by how many gates lie below them at most. */
  readonly levels: readonly (readonly number[])[];
}

/** The nodes that the refs depend on. */
function orderNodes({ nodes }: RegionGraph, refs: readonly Ref[]): Order {
  const needed = new Uint8Array(nodes.length);
  for (const { node } of refs) needed[node] = 1;
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (needed[index] === 1 && node?.kind === 'gate') for (const { ref } of node.members) needed[ref.node] = 1;
  }
  const depth = new Int32Array(nodes.length);
  const primitives: number[] = [];
  const constants: { node: number; holds: boolean }[] = [];
  const levels: number[][] = [];
  for (const [index, node] of nodes.entries()) {
    if (needed[index] !== 1) continue;
    if (node.kind === 'constant') constants.push({ node: index, holds: node.value });
    else if (node.kind !== 'gate') primitives.push(index);
    else {
      const level = node.members.reduce((most, { ref }) => Math.max(most, depth[ref.node] ?? 0), 0);
      depth[index] = level + 1;
      (levels[level] ??= []).push(index);
    }
  }
  return { primitives, constants, levels };
}

/**
 * The primitives as rows and forms whose gain is the bound that their value has to reach: beta for <a, x>, 0 (or the
 * least number above it, for an open set) for beta - alpha q^2, and for -q^2 / 2 of a Gaussian the logarithm of its
 * level as the evaluator's exponential has it.
 */
function packPrimitives(graph: RegionGraph, chosen: readonly number[]): { packed: Packed; parameters: Float64Array } {
  const inputs = graph.inputs.length;
  const all = Int32Array.from({ length: inputs }, (_, j) => j);
  const parameters: number[] = [0];
  const take = (...values: readonly number[]): number => {
    const at = parameters.length;
    for (const value of values) parameters.push(value);
    return at;
  };
  const slotFor = (node: PrimitiveNode): Slot => {
    switch (node.kind) {
      case 'halfspace':
        return { kind: 'sum', links: all, at: take(...node.a), bias: 0, gain: take(node.beta) };
      case 'quadric': {
        const [at, b] = [take(...node.A.flat()), take(...node.b)];
        const bound = node.open ? Number.MIN_VALUE : 0;
        const { alpha, beta, A } = node;
        return { kind: 'quadric', rank: A.length, at, b, alpha: take(alpha), beta: take(beta), gain: take(bound) };
      }
      case 'gaussian': {
        const [at, mean] = [take(...node.factor.flat()), take(...node.mean)];
        const rank = node.factor.length;
        return { kind: 'gaussian', rank, at, mean, level: 0, gain: take(leastExponent(node.level)) };
      }
    }
  };
  const slots = chosen.flatMap((index): Slot[] => {
    const node = graph.nodes[index];
    return node && node.kind !== 'constant' && node.kind !== 'gate' ? [slotFor(node)] : [];
  });
  const layout: Layout = { inputs, size: 0, layers: [slots], head: { kind: 'outputs', outputs: [] } };
  const numbers = Float64Array.from(parameters);
  return { packed: pack(layout, { parameters: numbers }), parameters: numbers };
}

/** The least x whose exponential, less `level`, is not negative as the evaluator computes it. */
function leastExponent(level: number): number {
  let [low, high] = [Math.log(level) - 1e-6, Math.log(level) + 1e-6];
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (exp(middle) - level >= 0) high = middle;
    else low = middle;
  }
}

/** The gates of a level. Where all weights are 1 members are counted; else weights are added in the text's order. */
interface GateLevel {
  readonly counted: readonly PackedGate[];
  readonly weighed: readonly PackedGate[];
}

interface PackedGate {
  readonly node: number;
  readonly members: GateNode['members'];
  /** What the weight of the members that hold has to reach. */
  readonly bound: number;
}

function packGates({ nodes }: RegionGraph, level: readonly number[]): GateLevel {
  const gates = level.flatMap((index): PackedGate[] => {
    const node = nodes[index];
    if (node?.kind !== 'gate') return [];
    const { members, threshold } = node;
    return [{ node: index, members, bound: threshold - weightSlack(totalWeight(members)) }];
  });
  const isCounted = ({ members }: PackedGate): boolean => members.every(({ weight }) => weight === 1);
  return { counted: gates.filter(isCounted), weighed: gates.filter((gate) => !isCounted(gate)) };
}

/** Where the numbers of a level's gates stand: whole numbers of 32 bits, and weights. */
interface GatePlaces {
  readonly counted: number;
  readonly weighed: number;
  readonly weights: number;
}

interface MemoryPlan {
  readonly tiles: number;
  readonly numbers: number;
  readonly links: number;
  readonly gates: readonly GatePlaces[];
  readonly inputs: number;
  /** A mask per sample, a run per slot. */
  readonly nodes: number;
  readonly points: number;
  readonly results: number;
  readonly end: number;
}

const tilesOfCall = 16;

function planMemory(packed: Packed, order: Order, gates: readonly GateLevel[], columns: number): MemoryPlan {
  let end = 0;
  const take = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / vectorBytes) * vectorBytes;
    return at;
  };
  const membersOf = (level: readonly PackedGate[]): number =>
    level.reduce((sum, { members }) => sum + members.length, 0);
  const slots = gates.reduce(
    (sum, { counted, weighed }) => sum + counted.length + weighed.length,
    order.primitives.length + order.constants.length,
  );
  return {
    tiles: tilesOfCall,
    numbers: take(packed.sources.length * 8),
    links: take(packed.links.length * 4),
    gates: gates.map(({ counted, weighed }) => ({
      counted: take((membersOf(counted) + 4 * counted.length) * 4),
      weighed: take((2 * membersOf(weighed) + weighed.length) * 4),
      weights: take((membersOf(weighed) + weighed.length) * 8),
    })),
    inputs: take(packed.inputs * tileBytes),
    nodes: take(slots * tileBytes),
    points: take(tilesOfCall * packed.inputs * tileBytes),
    results: take(tilesOfCall * columns * tileRows),
    get end() {
      return end;
    },
  };
}

/** The slot of each node: primitives, constants, then the gates in the order in which they are computed. */
function slotsOf(order: Order, packed: Packed, gates: readonly GateLevel[]): ReadonlyMap<number, number> {
  const slots = new Map(order.primitives.map((node, i) => [node, packed.layers[0]?.slots[i] ?? i]));
  const rest = [
    ...order.constants.map(({ node }) => node),
    ...gates.flatMap(({ counted, weighed }) => [...counted, ...weighed].map(({ node }) => node)),
  ];
  for (const node of rest) slots.set(node, slots.size);
  return slots;
}

/**
 * Of a counted gate: what the count of its negated members that do not hold, less those that do, has to exceed (64
 * bits), its plain members and their runs, its negated members and theirs. Of a weighed one: its members, and per
 * member its run and all bits or none to turn the mask with.
 */
function fillGates(
  memory: ArrayBuffer,
  { counted, weighed }: GateLevel,
  at: GatePlaces,
  runOf: (node: number) => number,
): void {
  const whole: number[] = [];
  for (const { members, bound } of counted) {
    const negated = members.filter(({ ref }) => ref.negated);
    const excess = Math.ceil(bound) - 1 - negated.length;
    whole.push(excess, excess < 0 ? -1 : 0);
    for (const side of [members.filter(({ ref }) => !ref.negated), negated]) {
      whole.push(side.length);
      for (const { ref } of side) whole.push(runOf(ref.node));
    }
  }
  new Int32Array(memory, at.counted, whole.length).set(whole);
  const turned = weighed.flatMap(({ members }) => [
    members.length,
    ...members.flatMap(({ ref }) => [runOf(ref.node), ref.negated ? -1 : 0]),
  ]);
  new Int32Array(memory, at.weighed, turned.length).set(turned);
  const weights = weighed.flatMap(({ members, bound }) => [...members.map(({ weight }) => weight), bound]);
  new Float64Array(memory, at.weights, weights.length).set(weights);
}

function loadFunction(v: Vectors, inputs: number, plan: MemoryPlan): WasmFunction {
  const fn = new FunctionBuilder('load', { params: ['i32'] });
  const strange = emitLoad(fn, v, { points: get(fn.param(0)), target: plan.inputs, inputs, tileBytes });
  fn.emit(strange, [['v128.any_true']]);
  return fn.finish(['i32']);
}

function primitivesFunction(v: Vectors, packed: Packed, plan: MemoryPlan, block: Block): WasmFunction {
  const fn = new FunctionBuilder('primitives');
  const { numbers, links } = plan;
  const places: Places = { numbers, links, below: plan.inputs, target: plan.nodes, tileBytes };
  const [layer] = packed.layers;
  for (const rows of layer?.rows ?? []) emitRows(fn, v, rows, places, block, v.ge);
  for (const form of layer?.forms ?? []) {
    const squashed = form.kind === 'quadric' ? quadric(v) : gaussianExponent(fn, v);
    emitForms(fn, v, form, packed.inputs, places, block, squashed, v.ge);
  }
  return fn.finish();
}

function gatesFunction(
  v: Vectors,
  level: GateLevel,
  index: number,
  plan: MemoryPlan,
  slotOf: ReadonlyMap<number, number>,
  block: Block,
): WasmFunction {
  const fn = new FunctionBuilder(`gates_${index + 1}`);
  const at = plan.gates[index];
  const emit = (gates: readonly PackedGate[], body: GateEmitter): void => {
    const [gate] = gates;
    if (!gate || !at) return;
    const start = plan.nodes + (slotOf.get(gate.node) ?? 0) * tileBytes;
    body(fn, v, { start, end: start + gates.length * tileBytes, at, nodes: plan.nodes, vectors: block.vectors });
  };
  emit(level.counted, emitCounted);
  emit(level.weighed, emitWeighed);
  return fn.finish();
}

interface GateRange {
  /** The runs of masks that are to be computed. */
  readonly start: number;
  readonly end: number;
  readonly at: GatePlaces;
  readonly nodes: number;
  readonly vectors: number;
}

type GateEmitter = (fn: FunctionBuilder, v: Vectors, range: GateRange) => void;

/** A set mask is the whole number -1, so members are counted by subtracting masks. */
function emitCounted(fn: FunctionBuilder, v: Vectors, { start, end, at, nodes, vectors }: GateRange): void {
  const record = fn.local('i32');
  const cursor = fn.local('i32');
  fn.set(record, i32(at.counted));
  fn.loop(start, end, tileBytes, (output) => {
    fn.loop(0, tileBytes, vectors * vectorBytes, (sample) => {
      const counts = openVectors(fn, v, vectors);
      fn.set(cursor, plus(get(record), 8));
      for (const count of [v.subInts, v.addInts]) {
        const members: Code = [...loadInt(get(cursor)), ...i32(2), ['i32.shl']];
        const last = fn.keep(add(get(cursor), members), 'i32');
        fn.while(lessThan(get(cursor), last), () => {
          const run = fn.keep(add(loadInt(get(cursor), 4), sample), 'i32');
          for (const [c, sum] of counts.entries()) {
            fn.set(sum, count(get(sum), v.load(run, nodes + c * vectorBytes)));
          }
          fn.set(cursor, plus(get(cursor), 4));
        });
        fn.set(cursor, plus(last, 4));
      }
      const excess = fn.keep(v.loadSplat(get(record)));
      const address = fn.keep(add(output, sample), 'i32');
      for (const [c, sum] of counts.entries()) {
        fn.emit(v.store(address, c * vectorBytes, [...get(sum), ...excess, ['i64x2.gt_s']]));
      }
    });
    fn.set(record, get(cursor));
  });
}

function emitWeighed(fn: FunctionBuilder, v: Vectors, { start, end, at, nodes, vectors }: GateRange): void {
  const [record, weights] = [fn.local('i32'), fn.local('i32')];
  const [cursor, weight] = [fn.local('i32'), fn.local('i32')];
  fn.set(record, i32(at.weighed));
  fn.set(weights, i32(at.weights));
  fn.loop(start, end, tileBytes, (output) => {
    fn.loop(0, tileBytes, vectors * vectorBytes, (sample) => {
      const sums = openVectors(fn, v, vectors);
      fn.set(cursor, plus(get(record), 4));
      fn.set(weight, get(weights));
      const last = fn.keep(add(get(cursor), [...loadInt(get(record)), ...i32(3), ['i32.shl']]), 'i32');
      fn.while(lessThan(get(cursor), last), () => {
        const run = fn.keep(add(loadInt(get(cursor)), sample), 'i32');
        const turn = fn.keep([...loadInt(get(cursor), 4), ['i32x4.splat']]);
        const factor = fn.keep(v.loadSplat(get(weight)));
        for (const [c, sum] of sums.entries()) {
          const holds: Code = [...v.load(run, nodes + c * vectorBytes), ...turn, ['v128.xor']];
          fn.set(sum, v.add(get(sum), and(holds, factor)));
        }
        fn.set(cursor, plus(get(cursor), 8));
        fn.set(weight, plus(get(weight), 8));
      });
      const bound = fn.keep(v.loadSplat(get(weight)));
      const address = fn.keep(add(output, sample), 'i32');
      for (const [c, sum] of sums.entries()) fn.emit(v.store(address, c * vectorBytes, v.ge(get(sum), bound)));
    });
    fn.set(record, get(cursor));
    fn.set(weights, plus(get(weight), 8));
  });
}

function openVectors(fn: FunctionBuilder, v: Vectors, vectors: number): Local[] {
  return Array.from({ length: vectors }, () => {
    const sum = fn.local('v128');
    fn.set(sum, v.constant(fn, 0));
    return sum;
  });
}

/** A byte per point and region: the lowest of its mask, turned for a complement. */
function storeFunction(refs: readonly Ref[], runOf: (node: number) => number): WasmFunction {
  const fn = new FunctionBuilder('store', { params: ['i32'] });
  const results = fn.param(0);
  const row = fn.local('i32');
  fn.set(row, get(results));
  fn.loop(0, tileBytes, 8, (sample) => {
    for (const [c, { node, negated }] of refs.entries()) {
      const mask: Code = [...sample, ['i32.load8_u', 0, runOf(node)], ...i32(1), ['i32.and']];
      const holds: Code = negated ? [...mask, ...i32(1), ['i32.xor']] : mask;
      fn.emit(get(row), holds, [['i32.store8', 0, c]]);
    }
    fn.set(row, plus(get(row), refs.length));
  });
  return fn.finish();
}

function runFunction(inputs: number, columns: number, plan: MemoryPlan, others: number): WasmFunction {
  const fn = new FunctionBuilder('run', { exported: true, params: ['i32'] });
  const strange = fn.local('i32');
  fn.loop(0, get(fn.param(0)), 1, (tile) => {
    const loaded: Code = [...tileAddress(plan.points, tile, inputs * tileBytes), ['call', 0]];
    fn.set(strange, [...get(strange), ...loaded, ['i32.or']]);
    for (let index = 1; index < others - 1; index++) fn.emit([['call', index]]);
    fn.emit(tileAddress(plan.results, tile, columns * tileRows), [['call', others - 1]]);
  });
  fn.emit(get(strange));
  return fn.finish(['i32']);
}
