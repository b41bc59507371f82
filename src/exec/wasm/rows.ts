import type { FunctionBuilder } from './function-builder.ts';
import type { Vectors } from './lanes.ts';
import type { RowGroup } from './packed.ts';
import type { Block, Finish, Places } from './sums.ts';
import { emitDense } from './dense-rows.ts';
import { emitEven, emitListed } from './sparse-rows.ts';

/** Code for the sums of a group: target = finish(sum weights_i below[links_i] - bias), for a tile of samples. */
export function emitRows(
  fn: FunctionBuilder,
  v: Vectors,
  group: RowGroup,
  places: Places,
  block: Block,
  finish: Finish,
): void {
  switch (group.kind) {
    case 'dense':
      emitDense(fn, v, group, places, block, finish);
      break;
    case 'even':
      emitEven(fn, v, group, places, block, finish);
      break;
    case 'listed':
      emitListed(fn, v, group, places, block, finish);
      break;
  }
}
