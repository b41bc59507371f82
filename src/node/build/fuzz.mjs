// `npm run fuzz -- AREA...`: the laws of an area over far more cases than the tests take; all areas where none is named.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Per area its tests, the cases that they take (REGIONC_FUZZ), and the processes that share them (REGIONC_SHARD). */
const areas = {
  format: { tests: ['test/laws/format.test.ts'], cases: 5000, shards: 1 },
  geometry: { tests: ['test/laws/geometry.test.ts'], cases: 1000, shards: 2 },
  check: { tests: ['test/laws/trained-proofs.test.ts'], cases: 1000, shards: 2 },
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !Object.hasOwn(areas, name));
if (unknown !== undefined) {
  console.error(`no area ${unknown}; there are ${Object.keys(areas).join(', ')}`);
  process.exit(2);
}
for (const [name, area] of Object.entries(areas)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const codes = await Promise.all(Array.from({ length: area.shards }, (_, shard) => run(area, shard)));
  if (codes.some((code) => code !== 0)) process.exitCode = 1;
}

/** The exit code of the tests over every so many-th case. */
function run({ tests, cases, shards }, shard) {
  const env = { ...process.env, REGIONC_FUZZ: String(cases), REGIONC_SHARD: `${shard}/${shards}` };
  const child = spawn('npx', ['vitest', 'run', '--config', 'test/vitest.config.ts', ...tests], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  return new Promise((resolve) => child.on('close', resolve));
}
