import type { Position, Surroundings } from './optimizer.ts';
import type { Memory } from './state.ts';

/** How many of the last moves and changes of slope the curvature is read from. */
const remembered = 10;

/**
 * Limited-memory BFGS (Nocedal, 1980): the slope, bent by the curvature that the last steps have met, and a length
 * along it that a line search finds. Where no length helps, the last resort is the slope itself; where that does not
 * help either, the place is settled (`isSettled`).
 */
export function lbfgsStep(from: Position, surroundings: Surroundings): Position {
  const { evaluate } = surroundings;
  const { parameters } = from;
  const { gradient } = evaluate(parameters);
  const pairs = pairsOf(from.memory, parameters.length);
  const bent = downhill(gradient, pairs);
  const found =
    (pairs.length > 0 ? search(parameters, bent, 1, surroundings) : undefined) ??
    search(parameters, gradient.map(negative), firstLength(gradient, surroundings.rates), surroundings);
  if (!found) return { parameters, memory: { settled: Float64Array.of(1) } };
  const move = difference(found, parameters);
  const change = difference(evaluate(found).gradient, gradient);
  // Only pairs that bend upwards keep the direction downhill.
  const isUseful = dot(move, change) > 1e-12 * Math.sqrt(dot(move, move) * dot(change, change));
  const kept = [...pairs, ...(isUseful ? [{ move, change }] : [])].slice(-remembered);
  return {
    parameters: found,
    memory: {
      moves: concatenated(kept.map(({ move: m }) => m)),
      changes: concatenated(kept.map(({ change: c }) => c)),
    },
  };
}

/** Whether no step leads to anything lower. */
export function isSettled({ settled }: Memory): boolean {
  return settled !== undefined;
}

interface Pair {
  readonly move: Float64Array;
  readonly change: Float64Array;
}

function pairsOf({ moves, changes }: Memory, size: number): Pair[] {
  const count = moves && size > 0 ? moves.length / size : 0;
  return Array.from({ length: count }, (_, i) => ({
    move: (moves as Float64Array).subarray(i * size, (i + 1) * size),
    change: (changes as Float64Array).subarray(i * size, (i + 1) * size),
  }));
}

/** Minus the inverse curvature times the gradient, by the two loops over the pairs. */
function downhill(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const direction = gradient.map(negative);
  const shares = pairs.toReversed().map(({ move, change }) => {
    const share = dot(move, direction) / dot(move, change);
    addTimes(direction, change, -share);
    return share;
  });
  const newest = pairs.at(-1);
  const scale = newest ? dot(newest.move, newest.change) / dot(newest.change, newest.change) : 1;
  for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] as number) * scale;
  for (const [i, { move, change }] of pairs.entries()) {
    const back = dot(change, direction) / dot(move, change);
    addTimes(direction, move, (shares[pairs.length - 1 - i] as number) - back);
  }
  return direction;
}

/** At first nothing is known of the curvature: no number moves farther than its rate. */
function firstLength(gradient: Float64Array, rates: Float64Array): number {
  let length = Infinity;
  for (let i = 0; i < gradient.length; i++) {
    if (gradient[i] !== 0) length = Math.min(length, (rates[i] as number) / Math.abs(gradient[i] as number));
  }
  return Math.min(1, length);
}

/** Of the fall that the slope promises, what must come; of the slope, what must be gone. */
const leastFall = 1e-4;
const mostSlope = 0.9;
const mostTries = 40;

/**
 * A place along `direction` where the value has fallen and the slope has levelled off enough (weak Wolfe conditions),
 * by doubling and bisection; the best fall seen where only that is found, undefined where there is none.
 */
function search(
  parameters: Float64Array,
  direction: Float64Array,
  first: number,
  { evaluate, constrain }: Surroundings,
): Float64Array | undefined {
  const start = evaluate(parameters);
  const slope = dot(start.gradient, direction);
  if (!(slope < 0) || !(first > 0)) return undefined;
  let [shortest, longest, length] = [0, Infinity, first];
  let best: { readonly at: Float64Array; readonly value: number } | undefined;
  for (let tries = 0; tries < mostTries; tries++) {
    const at = constrain(parameters.map((value, i) => value + length * (direction[i] as number)));
    const { value, gradient } = evaluate(at);
    if (!(value <= start.value + leastFall * length * slope) || value === start.value) {
      longest = length;
    } else {
      if (!best || value < best.value) best = { at, value };
      if (dot(gradient, direction) >= mostSlope * slope) break;
      shortest = length;
    }
    length = longest === Infinity ? 2 * shortest : (shortest + longest) / 2;
  }
  return best?.at;
}

function concatenated(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const part of parts) {
    whole.set(part, next);
    next += part.length;
  }
  return whole;
}

function difference(left: Float64Array, right: Float64Array): Float64Array {
  return left.map((value, i) => value - (right[i] as number));
}

function addTimes(target: Float64Array, values: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + factor * (values[i] as number);
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] as number) * (right[i] as number);
  return sum;
}

function negative(value: number): number {
  return -value;
}
