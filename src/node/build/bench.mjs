// `npm run bench -- NAME`: bundles and runs test/bench/NAME.ts (default: language).
import { withBundle } from './with-bundle.mjs';

const [name = 'language'] = process.argv.slice(2);
// CommonJS packages inside call `require` for Node's own modules.
const js = "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";
await withBundle(`test/bench/${name}.ts`, { banner: { js } }, () => undefined);
