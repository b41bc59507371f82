import type { GateNode, RegionGraph } from '../../region/graph.ts';
import { totalWeight, weightSlack } from '../../region/weights.ts';
import { add, lessThan, get, i32, plus, type FunctionBuilder, type Local } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { tileBytes } from './exact-nodes.ts';
import { and, loadInt, vectorBytes, type Vectors } from './lanes.ts';

/** The gates of a level. Where all weights are 1 members are counted; else weights are added in the text's order. */
export interface GateLevel {
  readonly counted: readonly PackedGate[];
  readonly weighed: readonly PackedGate[];
}

/** A gate, and what it asks of its members. */
export interface PackedGate {
  readonly node: number;
  readonly members: GateNode['members'];
  /** What the weight of the members that hold has to reach. */
  readonly bound: number;
}

/** The gates of a level by the way they are decided. */
export function packGates({ nodes }: RegionGraph, level: readonly number[]): GateLevel {
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
export interface GatePlaces {
  readonly counted: number;
  readonly weighed: number;
  readonly weights: number;
}

/**
 * Of a counted gate: what the count of its negated members that do not hold, less those that do, has to exceed (64
 * bits), its plain members and their runs, its negated members and theirs. Of a weighed one: its members, and per
 * member its run and all bits or none to turn the mask with.
 */
export function fillGates(
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

/** Gates whose masks stand one after another, and where their records and all masks are. */
export interface GateRange {
  /** The runs of masks that are to be computed. */
  readonly start: number;
  readonly end: number;
  readonly at: GatePlaces;
  readonly nodes: number;
  readonly vectors: number;
}

/** Code for the masks of a range of gates. */
export type GateEmitter = (fn: FunctionBuilder, v: Vectors, range: GateRange) => void;

/** A set mask is the whole number -1, so members are counted by subtracting masks. */
export function emitCounted(fn: FunctionBuilder, v: Vectors, { start, end, at, nodes, vectors }: GateRange): void {
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

/** The weights of the members that hold are added in the order of the text, as its evaluator does. */
export function emitWeighed(fn: FunctionBuilder, v: Vectors, { start, end, at, nodes, vectors }: GateRange): void {
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
