import { add, lessThan, get, i32, plus, type FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { vectorBytes, type Vectors } from './lanes.ts';
import type { FormGroup } from './packed.ts';
import { openSums, store, type Block, type Finish, type Places } from './sums.ts';
import type { Squashed } from './forms.ts';
import { listedSums, startCursor } from './sparse-rows.ts';

/**
 * Code for quadrics or Gaussians: target = finish(f). What the way back needs of them can be kept.
 */
export function emitForms(
  fn: FunctionBuilder,
  v: Vectors,
  group: FormGroup,
  inputs: number,
  places: Places,
  block: Block,
  squashed: Squashed,
  finish: Finish,
  kept?: KeptForms,
): void {
  const { tileBytes } = places;
  const start = places.target + group.slot * tileBytes;
  const cursor = startCursor(fn, places, v, group.number, group.link);
  const after = { numbers: fn.local('i32'), links: fn.local('i32') };
  const residual = fn.local('i32');
  const inner = fn.local('i32');
  if (kept) {
    fn.set(residual, i32(kept.residuals));
    fn.set(inner, i32(kept.inner));
  }
  const shiftOf = Math.log2(tileBytes / v.size);
  fn.loop(start, start + group.count * tileBytes, tileBytes, (output) => {
    fn.loop(0, tileBytes, block.vectors * vectorBytes, (sample) => {
      fn.set(after.numbers, plus(get(cursor.numbers), group.kind === 'gaussian' ? inputs * v.size : 0));
      fn.set(after.links, get(cursor.links));
      const squares = openSums(fn, v, block, undefined);
      const row = fn.local('i32');
      fn.set(row, sample);
      const end = fn.keep(plus(sample, group.rank * tileBytes), 'i32');
      fn.while(lessThan(get(row), end), () => {
        // A Gaussian's mean stands at the start of its record: the number of the input that is linked to.
        const mean = (run: Code): Code => [...run, ...i32(shiftOf), ['i32.shr_u'], ...get(cursor.numbers), ['i32.add']];
        const values = listedSums(fn, v, after, sample, places, block, (value, run) =>
          group.kind === 'gaussian' ? v.sub(value, v.loadSplat(mean(run))) : value,
        );
        for (const [c, value] of values.entries()) {
          const square = squares[c];
          if (square) fn.set(square, v.madd(value, value, get(square)));
          if (kept) fn.emit(v.store(add(get(residual), get(row)), c * vectorBytes, value));
        }
        fn.set(row, plus(get(row), tileBytes));
      });
      const numbers = get(after.numbers);
      const inners = squares.map((square) => fn.keep(squashed.inner(get(square))));
      if (kept) {
        const place = add(get(inner), sample);
        for (const [c, value] of inners.entries()) fn.emit(v.store(place, c * vectorBytes, value));
      }
      const values = inners.map((value) => fn.keep(squashed.f(value, numbers)));
      const place = { address: fn.keep(add(output, sample), 'i32'), offset: 0 };
      store(fn, v, values, v.loadSplat(numbers, squashed.gainAt * v.size), place, finish);
    });
    fn.set(cursor.numbers, plus(get(after.numbers), (squashed.gainAt + 1) * v.size));
    fn.set(cursor.links, get(after.links));
    if (kept) {
      fn.set(residual, plus(get(residual), group.rank * tileBytes));
      fn.set(inner, plus(get(inner), tileBytes));
    }
  });
}

/** Runs for what is kept of forms: per unit and row its value, and per unit `inner` of `Squashed`. */
export interface KeptForms {
  readonly residuals: number;
  readonly inner: number;
}
