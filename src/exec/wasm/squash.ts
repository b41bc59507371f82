import { add, get, i32, plus, type FunctionBuilder } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { loadInt, vectorBytes, type Vectors } from './lanes.ts';
import type { RowGroup } from './packed.ts';
import type { Places } from './sums.ts';

/** How many vectors are squashed together: an engine with wider registers joins neighbours. */
const squashedTogether = 4;

/** Code that turns the values of a stretch of runs into others, in place; `beside` is stored at a distance from them. */
export function emitSquash(
  fn: FunctionBuilder,
  v: Vectors,
  from: Code,
  bytes: number,
  squash: (value: Code) => { readonly value: Code; readonly beside?: { readonly value: Code; readonly apart: number } },
): void {
  fn.loop(0, bytes, squashedTogether * vectorBytes, (distance) => {
    const address = fn.keep(add(from, distance), 'i32');
    const offsets = Array.from({ length: squashedTogether }, (_, c) => c * vectorBytes);
    const results = offsets.map((offset) => squash(fn.keep(v.load(address, offset))));
    for (const [c, { value }] of results.entries()) fn.emit(v.store(address, c * vectorBytes, value));
    for (const [c, { beside }] of results.entries()) {
      if (beside) fn.emit(v.store(address, beside.apart + c * vectorBytes, beside.value));
    }
  });
}

/** Code that visits the rows of a group: the address of each one's gain, and of its run of values. */
export function eachRowOf(
  fn: FunctionBuilder,
  v: Vectors,
  { kind, width, count, number, link, slot }: RowGroup,
  places: Places,
  use: (gain: Code, run: Code) => void,
): void {
  const { tileBytes } = places;
  const [gain, links] = [fn.local('i32'), fn.local('i32')];
  fn.set(gain, i32(places.numbers + number * v.size));
  fn.set(links, i32(places.links + link * 4));
  const start = places.target + slot * tileBytes;
  fn.loop(start, start + count * tileBytes, tileBytes, (run) => {
    const weights: Code = kind === 'listed' ? loadInt(get(links)) : i32(width);
    fn.set(gain, plus(add(get(gain), [...weights, ...i32(Math.log2(v.size)), ['i32.shl']]), v.size));
    if (kind === 'listed') fn.set(links, plus(add(get(links), [...weights, ...i32(2), ['i32.shl']]), 4));
    use(get(gain), run);
    fn.set(gain, plus(get(gain), v.size));
  });
}
