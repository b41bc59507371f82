import { add, lessThan, get, i32, plus, type FunctionBuilder, type Local } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { loadInt, vectorBytes, type Vectors } from './lanes.ts';
import type { FormGroup } from './packed.ts';
import type { KeptForms } from './form-rows.ts';
import { addPair, pairBytes, sumOfRun, sumPairs } from './runs.ts';
import type { BackPlaces } from './sums.ts';

/** The way forward has left the rows' values y, and the sum of y^2 of a quadric, the exponential of a Gaussian. */
export interface FormPlaces extends BackPlaces, KeptForms {
  /** Room for one run. */
  readonly spare: number;
}

/**
 * Slopes of quadrics, f = beta - alpha sum y^2, and Gaussians, f = exp(-sum y^2 / 2) - level, with delta = gain d loss /
 * d t: d f / d y = -2 alpha y or -exp(..) y. Into the slope of alpha goes the sum of -delta sum y^2, into those of beta
 * and level that of delta, into the gain's that of delta f; a Gaussian's mean is derived later.
 */
export function emitFormSlopes(
  fn: FunctionBuilder,
  v: Vectors,
  group: FormGroup,
  inputs: number,
  places: FormPlaces,
): void {
  const { tileBytes } = places;
  const quadric = group.kind === 'quadric';
  const locals = ['number', 'slope', 'link', 'residual', 'inner', 'mean'].map(() => fn.local('i32'));
  const [number, slope, link, residual, inner, mean] = locals as [Local, Local, Local, Local, Local, Local];
  fn.set(number, i32(places.numbers + group.number * v.size));
  fn.set(slope, i32(places.slopes + group.number * pairBytes));
  fn.set(link, i32(places.links + group.link * 4));
  fn.set(residual, i32(places.residuals));
  fn.set(inner, i32(places.inner));
  const start = places.deltas + group.slot * tileBytes;
  const move = (count: number): void => {
    fn.set(number, plus(get(number), count * v.size));
    fn.set(slope, plus(get(slope), count * pairBytes));
  };
  fn.loop(start, start + group.count * tileBytes, tileBytes, (delta) => {
    fn.set(mean, get(number));
    if (!quadric) move(inputs);
    const own = (sample: Code): Code => v.load(add(delta, sample));
    const end = fn.keep(plus(get(residual), group.rank * tileBytes), 'i32');
    // Per row: d loss / d y into the spare run, then its products with the inputs.
    fn.while(lessThan(get(residual), end), () => {
      fn.loop(0, tileBytes, vectorBytes, (sample) => {
        const y = v.load(add(get(residual), sample));
        const factor = quadric ? v.constant(fn, 1) : v.load(add(get(inner), sample));
        fn.emit(v.store(sample, places.spare, v.neg(v.mul(v.mul(own(sample), factor), y))));
      });
      const bytes: Code = [...loadInt(get(link)), ...i32(2), ['i32.shl']];
      const last = fn.keep(add(plus(get(link), 4), bytes), 'i32');
      fn.set(link, plus(get(link), 4));
      fn.while(lessThan(get(link), last), () => {
        const run = fn.keep(loadInt(get(link)), 'i32');
        const at: Code = [...run, ...i32(Math.log2(tileBytes / v.size)), ['i32.shr_u'], ...get(mean), ['i32.add']];
        const middle = quadric ? v.constant(fn, 0) : fn.keep(v.loadSplat(at));
        const products = sumPairs(fn, v, tileBytes, (sum, sample, offset) => {
          const value = v.load(add(run, sample), places.below + offset);
          return v.madd(v.load(sample, places.spare + offset), quadric ? value : v.sub(value, middle), sum);
        });
        addPair(fn, v, get(slope), 0, products);
        fn.set(link, plus(get(link), 4));
        move(1);
      });
      addPair(fn, v, get(slope), 0, sumOfRun(fn, v, i32(places.spare), tileBytes));
      move(1);
      fn.set(residual, plus(get(residual), tileBytes));
    });
    const products = sumPairs(fn, v, tileBytes, (sum, sample, offset) =>
      v.madd(v.load(add(delta, sample), offset), v.load(add(get(inner), sample), offset), sum),
    );
    if (quadric) {
      addPair(fn, v, get(slope), 0, [v.neg(products[0]), v.neg(products[1])]);
      move(1);
    }
    addPair(fn, v, get(slope), 0, sumOfRun(fn, v, delta, tileBytes));
    move(1);
    if (!quadric) addPair(fn, v, get(slope), 0, products);
    move(1);
    fn.set(inner, plus(get(inner), tileBytes));
  });
}
