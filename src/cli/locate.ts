import { parse } from '../../grammar/parser.ts';
import type { Diagnostic, Place } from '../base/diagnostic.ts';
import { makeSource, type Source, type Span } from '../base/source.ts';
import { locateCells, type CellAt, type LocatedCell } from '../data/locate-cells.ts';
import { rereadCsv } from '../node/read-table.ts';
import { collectNames } from '../program/names.ts';

/** Findings, and the texts that their spans are in. */
interface Located {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** Findings with spans for the places that they have, and excerpts of the files that these are in. */
export async function locate<L extends Located>(located: L): Promise<L> {
  const { diagnostics, sources } = located;
  const places = diagnostics.flatMap(({ place }) => place ?? []);
  const excerpts: Source[] = [];
  const spans = new Map<Place, Span>();
  const cells = places.filter((place) => place.kind === 'cell');
  for (const file of new Set(cells.map((cell) => cell.file))) {
    const own = cells.filter((cell) => cell.file === file);
    const found = await findCells(file, own);
    for (const cell of own) {
      const { span, source } = found.get(cell) ?? lineOf(cell);
      spans.set(cell, span);
      excerpts.push(source);
    }
  }
  for (const place of places) {
    if (place.kind !== 'declaration') continue;
    const span = declarationOf(place.name, sources);
    if (span) spans.set(place, span);
  }
  return {
    ...located,
    diagnostics: diagnostics.map(({ place, ...found }) => {
      const span = place && spans.get(place);
      return span ? { ...found, span } : found;
    }),
    sources: [...sources, ...new Set(excerpts)],
  };
}

async function findCells(file: string, cells: readonly CellAt[]) {
  const pieces = await rereadCsv(file);
  return pieces ? locateCells(file, pieces, cells) : new Map<CellAt, never>();
}

/**
 * The line as far as it is known, of what cannot be read again as text. Offsets are not known there: the number of the
 * line stands for that of its start, so that two lines are two places.
 */
function lineOf({ file, line = 0 }: CellAt): LocatedCell {
  const source = makeSource(file, '', { offset: line, line: Math.max(line, 1) });
  return { span: { file, start: line, end: line }, source };
}

/** The name where a spec declares it. */
function declarationOf(name: string, sources: readonly Source[]): Span | undefined {
  const declared = name.replace(/\[\d+\]$/, '');
  for (const source of sources) {
    const found = collectNames(parse(source).value).declared.get(declared);
    if (found) return found.name.span;
  }
  return undefined;
}
