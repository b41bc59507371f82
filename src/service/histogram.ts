import { readCsv } from '../data/csv.ts';
import type { Table } from '../data/dataset.ts';
import { findColumn } from '../data/find-column.ts';
import { numberOf } from '../data/number-cell.ts';
import type { Input } from '../program/program.ts';
import { shortNumber } from '../region/describe.ts';
import type { Analysis } from './analyse.ts';
import { dataPaths } from './links.ts';
import { occurrenceAt } from './occurrences.ts';

/**
 * How often the input at `offset` takes which values, in Markdown: over the CSV file that the text's claims name first,
 * else the one beside it with its own name. `load` gives its text; without such a file there is none.
 */
export async function histogramAt(
  analysis: Analysis,
  offset: number,
  load: (path: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const { source, lastMeaning } = analysis;
  const found = occurrenceAt(analysis.occurrences(), offset);
  if (found?.kind !== 'symbol' || found.symbol.kind !== 'declared') return undefined;
  const { text: name } = found.symbol.name;
  const input = lastMeaning?.program.inputs.find((each) => each.name === name && !each.category);
  if (!input) return undefined;
  const named = dataPaths(analysis).filter((path) => path.toLowerCase().endsWith('.csv'));
  for (const path of [...named, source.path.replace(/\.region$/, '.csv')]) {
    const text = await load(path);
    if (text !== undefined) return histogram(await tablesOf(path, text), input, path.split('/').at(-1) ?? path);
  }
  return undefined;
}

async function tablesOf(path: string, text: string): Promise<readonly Table[]> {
  const tables: Table[] = [];
  for await (const { value } of readCsv(path, [text])) if (value) tables.push(value);
  return tables;
}

const bars = '▁▂▃▄▅▆▇█';
const bins = 24;

/** Bars over the range of the input, and how many rows there are in which file. */
function histogram(tables: readonly Table[], { lo, hi, columns }: Input, file: string): string | undefined {
  const values = tables.flatMap((table) => {
    const found = findColumn(table, columns);
    if (found.kind !== 'found') return [];
    return (table.cells[found.index] ?? []).flatMap((cell) => {
      const value = numberOf(cell);
      return typeof value === 'number' ? [value] : [];
    });
  });
  if (values.length === 0) return undefined;
  const counts = Array.from({ length: bins }, () => 0);
  let outside = 0;
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((bins * (value - lo)) / (hi - lo)));
    if (value < lo || value > hi) outside += 1;
    else counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  // A value that occurs at all has a bar.
  const line = counts.map((count) => (count === 0 ? ' ' : bars[Math.ceil((count / most) * bars.length) - 1])).join('');
  const beyond = outside === 0 ? '' : `, ${outside} outside the range`;
  // In a block of its own: elsewhere editors join several blanks to one.
  return `\`\`\`text\n${shortNumber(lo)} ${line} ${shortNumber(hi)}\n\`\`\`\n\n${values.length} rows of ${file}${beyond}`;
}
