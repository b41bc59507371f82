import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { catalogue } from '../../base/catalogue/index.ts';
import { applyEdits } from '../../base/fixes.ts';
import { makeSource } from '../../base/source.ts';
import type { HelpExample } from '../../base/catalogue/help-example.ts';
import { loadModule } from '../../program/modules.ts';
import { resolve } from '../../program/resolve.ts';

/** What `regionc help CODE` shows, as a module: the smallest input of each code, its message, and the text after its fix. */
export async function helpExamplesModule(root: URL): Promise<string> {
  const examples: Record<string, HelpExample> = {};
  for (const code of Object.keys(catalogue).toSorted()) {
    const folder = new URL(`test/diagnostics/${code}/`, root);
    if (existsSync(folder)) examples[code] = await exampleOf(folder);
  }
  return `// Made from test/diagnostics by \`npm run generate\`.
import type { HelpExample } from './help-example.ts';

/** By code: the smallest input that gives it, and what is said of that. */
export const helpExamples: Readonly<Record<string, HelpExample>> = ${JSON.stringify(examples, undefined, 2)};
`;
}

async function exampleOf(folder: URL): Promise<HelpExample> {
  const read = (name: string): string | undefined => {
    const file = new URL(name, folder);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const names = readdirSync(folder).filter((name) => /\.(region|csv)$/.test(name));
  const files = Object.fromEntries(
    names.toSorted(mainFirst).flatMap((name): [string, string][] => [[name, shortened(read(name) ?? '')]]),
  );
  const message = /^(?:error|warning|info) R\d+: .*$/m.exec(read('expected.txt') ?? '')?.[0];
  const mended = await mendedText(read);
  return {
    command: (read('command') ?? 'check main.region').trim(),
    files,
    ...(message !== undefined && { message }),
    ...(mended !== undefined && { mended: shortened(mended) }),
  };
}

/** The main file after the first fix of its finding. */
async function mendedText(read: (name: string) => string | undefined): Promise<string | undefined> {
  const text = read('main.region');
  if (text === undefined) return undefined;
  const module = await loadModule(makeSource('main.region', text), read);
  const fix = [...module.diagnostics, ...resolve(module).diagnostics].flatMap(({ fixes }) => fixes)[0];
  return fix && applyEdits(text, fix.edits);
}

function mainFirst(a: string, b: string): number {
  return a === 'main.region' ? -1 : b === 'main.region' ? 1 : a < b ? -1 : 1;
}

const shownLines = 12;
const shownColumns = 100;

/** Enough to see the mistake of a file that is long on purpose. */
function shortened(text: string): string {
  const lines = text.trimEnd().split('\n');
  const shown = lines
    .slice(0, shownLines)
    .map((line) => (line.length > shownColumns ? `${line.slice(0, shownColumns)}…` : line));
  return [...shown, ...(lines.length > shownLines ? ['…'] : [])].join('\n');
}
