import { setFlagsFromString } from 'node:v8';
import { makeWasmForward } from '../exec/wasm/forward.ts';
import { defaultBlocks } from '../exec/wasm/gradient.ts';
import type { Block, Blocks } from '../exec/wasm/sums.ts';
import type { FirstUnit, LinkedUnit, Network } from '../network/network.ts';
import { makeSource } from '../base/source.ts';

/** V8's experimental flag that joins pairs of vector instructions into ones twice as wide. */
const wideFlag = 'experimental-wasm-revectorize';

const major = Number(process.versions.v8.split('.')[0]);

/** The register blocks that this Node's compiler turns into the fastest code. */
export function blockFor(wide: boolean = process.execArgv.includes(`--${wideFlag}`)): Block {
  return { rows: 6, vectors: wide || major < 12 ? 4 : 2 };
}

/** How to score as a user asks for, on this Node. */
export function scoringChoice({ fast = false, wide = false }: { readonly fast?: boolean; readonly wide?: boolean }) {
  if (fast) allowFast();
  return { fast, block: blockFor(wide && joinVectors()) };
}

/** The same for training. */
export function trainingBlocks(wide?: boolean): Blocks {
  const block = blockFor(wide);
  return block.vectors > 2 ? { block, slopes: { units: 3, links: 3 } } : { ...defaultBlocks, block };
}

/** Lets code have the instructions of the fast kernels, which Node 20 keeps behind a flag. */
export function allowFast(): void {
  if (major < 12) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

/**
 * Asks V8 to join vector instructions in all code that it compiles from now on, and says whether it does. What it makes
 * of a small network is compared with what it made of it before: where a bit differs it is not asked.
 */
export function joinVectors(): boolean {
  if (major < 12) return false;
  const points = Float64Array.from({ length: 2 * checkedRows }, (_, i) => ((i * 37) % 101) / 50 - 1);
  const before = makeWasmForward(checkedNetwork(), 'head')?.(points, checkedRows);
  // With the better compiler at once: code of the first one joins nothing.
  for (const flag of [`--${wideFlag}`, '--no-liftoff']) setFlagsFromString(flag);
  // Another block, since code that is known already would not be compiled again.
  const after = makeWasmForward(checkedNetwork(), 'head', { block: blockFor(true) })?.(points, checkedRows);
  setFlagsFromString('--liftoff');
  const isSame = before !== undefined && before.every((value, i) => value === after?.[i]);
  if (!isSame) setFlagsFromString(`--no-${wideFlag}`);
  return isSame;
}

const checkedRows = 257;

/** Of two inputs, 13 units and 7 units with few links: every loop of the generated code runs in it. */
function checkedNetwork(): Network {
  const inputs = ['x', 'y'].map((name) => ({ name, lo: -1, hi: 1, columns: [name] }));
  const first = Array.from({ length: 13 }, (_, i): FirstUnit => {
    const a = [Math.cos(i), Math.sin(i)];
    return { kind: 'halfspace', a, beta: i / 20, gain: 4, frozen: false };
  });
  const row = (width: number, count: number, i: number): LinkedUnit => {
    const links = Array.from({ length: count }, (_, k) => k + ((i * 3) % (width - count + 1)));
    const weights = links.map((link) => ((link * 7) % 5) - 2);
    return { role: 'free', links, weights, bias: i / 10, gain: 2, frozen: false };
  };
  return {
    inputs,
    text: { inputs, nodes: [], names: [], head: { kind: 'none' }, checks: [], origins: [] },
    source: makeSource('', ''),
    first,
    later: [
      Array.from({ length: 7 }, (_, i) => row(13, 3 + (i % 3), i)),
      Array.from({ length: 2 }, (_, i) => row(7, 7, i)),
    ],
    head: {
      kind: 'outputs',
      outputs: [0, 1].map((unit) => ({ name: `${unit}`, column: `${unit}`, unit, sign: 1 as const })),
    },
    promise: { mode: 'guarantee', confidence: 0.95, tolerances: first.map(() => Infinity) },
    history: [],
  };
}
