import { parametersOf, withParameters } from '../../src/exec/parameters.ts';
import { makeSingleForward, makeWasmForward } from '../../src/exec/wasm/forward.ts';
import { makeWasmGradient } from '../../src/exec/wasm/gradient.ts';
import { makeSteps } from '../../src/exec/wasm/steps.ts';
import type { Network } from '../../src/network/network.ts';
import { networkOf, pointsFor, samplesFor, shapes } from '../bench/exec/workloads.ts';
import { rawNetwork } from '../generators/raw-network.ts';
import { hashOf } from '../helpers/hash-of.ts';

/** A hash of what scoring, slopes and training come to on some networks, in exact rounding. */
export function hash(): string {
  const found: (Float64Array | Float32Array)[] = [];
  const add = (values: Float64Array | Float32Array | undefined): void => {
    if (!values) throw new Error('no WebAssembly here');
    found.push(values.slice());
  };
  for (let seed = 1; seed <= 20; seed++) {
    const network = portable(rawNetwork(seed));
    const points = pointsFor(network, 500, seed);
    add(makeWasmForward(network, 'head')?.(points, 500));
    add(makeWasmForward(network, 'units')?.(points, 500));
    add(makeSingleForward(network)?.(Float32Array.from(points), 500));
  }
  for (const shape of [shapes.W3, shapes.W4, shapes.W5]) {
    const network = portable(networkOf(shape));
    const samples = samplesFor(network, 700);
    const gradient = new Float64Array(parametersOf(network).length);
    const fit = makeWasmGradient(network)?.(parametersOf(network), samples, gradient);
    add(gradient);
    add(Float64Array.of(fit?.loss ?? NaN));
    const rates = parametersOf(network).fill(0.01);
    for (const optimizer of ['gd', 'sgd', 'adam'] as const) {
      const steps = makeSteps(network, samples, { optimizer, rates, momentum: 0.9 });
      steps?.run(20);
      add(steps?.position().parameters);
    }
  }
  return hashOf(found);
}

/** What a seed gives is the same everywhere up to the last digits of logarithms: those are rounded off. */
function portable(network: Network): Network {
  return withParameters(network, parametersOf(network).map(Math.fround));
}
