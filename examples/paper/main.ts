import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gallery, type Shown } from './gallery.ts';
import { isAsExpected, type Page, type Size } from './page.ts';
import { pages } from './pages.ts';

/**
 * Makes the gallery, or the pages whose names begin with one of `asked`, as one document in `folder`; gives whether
 * every number is as expected.
 */
export function makeGallery(asked: readonly string[], size: Size, root: string, folder: string): boolean {
  const unknown = asked.find((name) => !pages.some((page) => page.name.startsWith(name)));
  if (unknown !== undefined) {
    const names = pages.map(({ name }) => name).join('\n  ');
    throw new Error(`no page begins with ${unknown}; there are\n  ${names}`);
  }
  const chosen = pages.filter(({ name }) => asked.length === 0 || asked.some((each) => name.startsWith(each)));
  const shown = chosen.map((page) => runPage(page, size, root));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'index.html');
  writeFileSync(file, gallery(shown, size));
  process.stdout.write(`${file}\n`);
  return shown.every(({ findings }) => findings.rows.every(isAsExpected));
}

function runPage(page: Page, size: Size, root: string): Shown {
  const read = (file: string): string => readFileSync(join(root, 'examples/paper', page.name, file), 'utf8');
  const line = (text: string): string => `${page.name.padEnd(32)} ${text}`;
  const live = process.stderr.isTTY;
  const progress = (what: string): void => {
    if (live) process.stderr.write(`\r\u001b[K${line(what)}`);
  };
  progress('...');
  const before = performance.now();
  const findings = page.run({ size, read, progress });
  const seconds = ((performance.now() - before) / 1000).toFixed(1);
  const missed = findings.rows.filter((row) => !isAsExpected(row));
  if (live) process.stderr.write('\r\u001b[K');
  process.stdout.write(
    `${line(`${findings.rows.length - missed.length} of ${findings.rows.length} as expected, ${seconds} s`)}\n`,
  );
  for (const { claim, here, expected } of missed)
    process.stdout.write(`  ${claim}: ${String(here)}, not ${expected.text}\n`);
  return { page, findings, texts: page.texts.map((file) => [file, read(file)]) };
}
