import type { Crew } from './crew.ts';
import type { Blocks } from './wasm/sums.ts';

/** What a training may use of the machine. What comes out does not depend on it, to the bit. */
export interface Machine {
  /** Threads for what is large. */
  readonly crew?: Crew | undefined;
  /** What suits the engine. */
  readonly blocks?: Blocks | undefined;
}
