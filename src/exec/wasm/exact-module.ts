import type { Ref, RegionGraph } from '../../region/graph.ts';
import { FunctionBuilder, get, i32, plus } from './function-builder.ts';
import { gaussianExponent, quadric } from './forms.ts';
import type { Code } from './instructions.ts';
import { vectorBytes, vectorsOf, type Vectors } from './lanes.ts';
import { pageBytes, type Module, type WasmFunction } from './module.ts';
import { linkDistances, type Packed } from './packed.ts';
import { emitForms } from './form-rows.ts';
import { emitRows } from './rows.ts';
import type { Block, Places } from './sums.ts';
import { emitLoad, tileAddress } from './transpose.ts';
import {
  emitCounted,
  emitWeighed,
  fillGates,
  packGates,
  type GateLevel,
  type GatePlaces,
  type GateEmitter,
  type PackedGate,
} from './exact-gates.ts';
import { orderNodes, packPrimitives, tileBytes, tileRows, type Order } from './exact-nodes.ts';

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

const tilesOfCall = 32;

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
