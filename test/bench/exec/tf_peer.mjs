// TensorFlow.js on its WebAssembly backend as a contestant. The first argument is the folder that it is installed in.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(join(process.argv[2], 'package.json'));
console.warn = console.info = () => {};
const tf = require('@tensorflow/tfjs');
const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
setWasmPaths(join(process.argv[2], 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'));
await tf.setBackend('wasm');

const shapes = { W1: [2, 8, 1], W2: [10, 200, 20, 1], W3: [64, 256, 10] };
const rows = { W1: 1_000_000, W2: 100_000, W3: 100_000 };
// W2 as a whole does not fit into its memory: a tenth of it is run, and counts ten times.
const times = { W1: 1, W2: 10, W3: 1 };

function prepare(name) {
  const widths = shapes[name];
  const weights = widths.slice(1).map((units, k) => tf.randomUniform([widths[k], units], -1, 1));
  const biases = widths.slice(1).map((units) => tf.randomUniform([units], -1, 1));
  const x = tf.randomUniform([rows[name], widths[0]], -1, 1);
  return () => {
    const start = performance.now();
    const y = tf.tidy(() =>
      weights.reduce((value, w, k) => {
        const sums = value.matMul(w).add(biases[k]);
        return name === 'W3' && k === weights.length - 1 ? sums.softmax() : sums.tanh();
      }, x),
    );
    y.dataSync();
    y.dispose();
    return times[name] * (performance.now() - start);
  };
}

const ready = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const name = line.trim();
  if (!(name in shapes)) {
    console.log('none');
    continue;
  }
  if (!ready.has(name)) ready.set(name, prepare(name));
  console.log(String(ready.get(name)()));
}
