// `npm start`: sets up, builds, and runs the main job on the iris data: text, network, training, picture, export.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const spec = 'examples/iris/iris.region';
const data = ['--data', 'examples/iris/iris.csv', '--label', 'class'];
const out = 'out/iris';

await import('./setup.mjs');
console.log('Building ...');
await import('./build.mjs');
mkdirSync(`${root}${out}`, { recursive: true });

console.log(`\n${spec} says what is known of three kinds of iris. Its claims:\n`);
regionc(['check', spec], 'inherit');

console.log('\nCompiled, then trained on 70% of the flowers:\n');
const before = answer(['eval', spec, ...data]);
const training = answer(['train', spec, ...data, '--holdout', '0.3', '-o', `${out}/iris.safetensors`]);
const after = answer(['eval', `${out}/iris.safetensors`, ...data]);
regionc(['plot', spec, ...data, '-o', `${out}/iris.png`], 'ignore');
regionc(['plot', `${out}/iris.safetensors`, ...data, '-o', `${out}/iris.trained.png`], 'ignore');
regionc(['export', `${out}/iris.safetensors`, '--to', 'onnx', '-o', `${out}/iris.onnx`], 'ignore');

const rows = [
  ['', 'all 150 flowers', `${training.holdout.rows} held out`],
  ['the text, no network', percent(before.exact.accuracy), ''],
  ['compiled, untrained', percent(before.accuracy), percent(training.before.holdout.accuracy)],
  ['after training', percent(after.accuracy), percent(training.holdout.accuracy)],
];
for (const [name, all, held] of rows) console.log(`  ${name.padEnd(22)}${all.padStart(16)}${held.padStart(14)}`);

console.log(`
Made:
  ${out}/iris.png             the text and the flowers
  ${out}/iris.trained.png     the trained network
  ${out}/iris.safetensors     the trained network, with the text it came from
  ${out}/iris.onnx            the same for ONNX Runtime

Next: open ${spec}, change a number, run \`npm start\` again; or read the tour in README.md.`);

function answer(command) {
  return JSON.parse(regionc([...command, '--json'], 'pipe'));
}

/** Ends with the command's own exit code where it fails; a claim that is not proved (1) is no failure here. */
function regionc(command, stdout) {
  try {
    return execFileSync(process.execPath, ['dist/cli.js', ...command], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', stdout, 'inherit'],
    });
  } catch (error) {
    if (error.status === 1) return error.stdout;
    process.exit(error.status ?? 3);
  }
}

function percent(share) {
  return `${(100 * share).toFixed(1)}%`;
}
