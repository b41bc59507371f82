// `npm run fuzz -- AREA...`: the laws of an area over far more cases than the tests take; all areas where none is named.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Per area its tests, and the cases that they take (REGIONC_FUZZ). */
const areas = {
  format: { tests: ['test/laws/format.test.ts'], cases: 5000 },
  geometry: { tests: ['test/laws/geometry.test.ts'], cases: 1000 },
  check: { tests: ['test/laws/trained-proofs.test.ts'], cases: 1000 },
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !Object.hasOwn(areas, name));
if (unknown !== undefined) {
  console.error(`no area ${unknown}; there are ${Object.keys(areas).join(', ')}`);
  process.exit(2);
}
let failed = false;
for (const [name, { tests, cases }] of Object.entries(areas)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const { status } = spawnSync('npx', ['vitest', 'run', '--config', 'test/vitest.config.ts', ...tests], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, REGIONC_FUZZ: String(cases) },
  });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
