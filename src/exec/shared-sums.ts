import type { Samples } from './compare.ts';
import { sharedDoubles, type Crew, type CrewTask } from './crew.ts';

/** Over runs of `sliceRows` samples, the last one shorter: `use` gets the sums of each in turn. */
export type SumSlices = (
  parameters: Float64Array,
  samples: Samples,
  mode: number,
  use: (sums: ArrayLike<number>) => void,
) => void;

/** What is summed up, and how large it is. */
export interface Summed {
  /** Numbers of a slice's sums. */
  readonly count: number;
  readonly sliceRows: number;
  readonly parameters: number;
  /** Multiplications of a row, roughly. */
  readonly rowWork: number;
}

/** What a thread is told: samples that stay, or to add up those that it has. */
export type SumsOrder =
  | { readonly kind: 'samples'; readonly samples: Samples }
  | {
      readonly kind: 'add';
      readonly mode: number;
      readonly parameters: Float64Array;
      /** Where all threads' sums go, `count` a slice; the thread's own slices are every `step`th from `first` on. */
      readonly sums: Float64Array;
      readonly count: number;
      readonly first: number;
      readonly step: number;
    };

/** Sums over samples, of which a crew's threads take slices in turn. */
export type SharedSums = (
  parameters: Float64Array,
  samples: Samples,
  mode: number,
  use: (sums: Float64Array) => void,
) => boolean;

/** What a thread does when it is told. */
export function serveSums(sumSlices: SumSlices): (order: SumsOrder) => void {
  let held: Samples | undefined;
  return (order) => {
    if (order.kind === 'samples') held = order.samples;
    else if (held) addUp(sumSlices, held, order);
  };
}

/**
 * Shares the sums with a crew; says false, and does nothing, where that would not be worth it. `use` gets the sums of
 * all slices in their order, whoever took them.
 */
export function shareSums(sumSlices: SumSlices, summed: Summed, crew: Crew, given: unknown): SharedSums {
  const { count, sliceRows, rowWork } = summed;
  const numbers = sharedDoubles(summed.parameters);
  let sums = sharedDoubles(0);
  let task: CrewTask | undefined;
  let last: { samples: Samples; own: Samples } | undefined;
  return (parameters, samples, mode, use) => {
    const slices = Math.ceil(samples.rows / sliceRows);
    if (slices < 2 || slices * count > mostSums || !crew.isWorth(samples.rows * rowWork)) return false;
    task ??= crew.begin('sums', given);
    if (last?.samples !== samples) {
      const parts = partsOf(samples, sliceRows, crew.size);
      for (const [thread, part] of parts.entries())
        if (thread > 0) task.tell(thread, { kind: 'samples', samples: part } satisfies SumsOrder);
      last = { samples, own: parts[0] ?? samples };
    }
    if (sums.length < slices * count) sums = sharedDoubles(slices * count);
    numbers.set(parameters);
    const order = { kind: 'add', mode, parameters: numbers, sums, count, step: crew.size } as const;
    for (let thread = 1; thread < crew.size; thread++)
      task.tell(thread, { ...order, first: thread } satisfies SumsOrder);
    addUp(sumSlices, last.own, { ...order, first: 0 });
    task.wait();
    for (let slice = 0; slice < slices; slice++) use(sums.subarray(slice * count, (slice + 1) * count));
    return true;
  };
}

/** Of all slices' sums in memory at once. */
const mostSums = 32 * 1024 * 1024;

function addUp(sumSlices: SumSlices, samples: Samples, order: Extract<SumsOrder, { readonly kind: 'add' }>): void {
  let slice = order.first;
  sumSlices(order.parameters, samples, order.mode, (found) => {
    order.sums.set(found, slice * order.count);
    slice += order.step;
  });
}

/** The rows of every `threads`th slice for each thread; only the last one of all may be short, and it stays last. */
function partsOf(samples: Samples, sliceRows: number, threads: number): Samples[] {
  const { rows } = samples;
  const slices = Math.ceil(rows / sliceRows);
  return Array.from({ length: threads }, (_, thread): Samples => {
    const own = Array.from({ length: Math.max(0, Math.ceil((slices - thread) / threads)) }, (_unused, i) => {
      const from = (thread + i * threads) * sliceRows;
      return { from, to: Math.min(rows, from + sliceRows) };
    });
    const take = (values: Float64Array): Float64Array => {
      const columns = values.length / rows;
      const pieces = own.map(({ from, to }) => values.subarray(from * columns, to * columns));
      const all = new Float64Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
      let at = 0;
      for (const piece of pieces) {
        all.set(piece, at);
        at += piece.length;
      }
      return all;
    };
    return {
      rows: own.reduce((sum, { from, to }) => sum + to - from, 0),
      points: take(samples.points),
      wanted: take(samples.wanted),
      ...(samples.weights && { weights: take(samples.weights) }),
    };
  });
}
