import type { Result } from '../src/base/diagnostic.ts';
import { difference, type Difference } from '../src/base/difference.ts';
import { defaultLimits } from '../src/base/limits.ts';
import { makeSource, type Source, type Span } from '../src/base/source.ts';
import type { Ast, Declaration } from './ast.ts';
import { parse } from './parser.ts';

/** A text with its tree, from which the tree of a text much like it is made sooner. */
export interface Parsed extends Result<Ast> {
  readonly source: Source;
}

/**
 * What `parse` gives for `source`. Of `before`, an earlier version of the file, the declarations that do not touch what
 * was changed are kept, so that it takes as long as the change is large and no longer than a copy of the rest.
 */
export function reparse(source: Source, before?: Parsed): Parsed {
  if (before?.source.text === source.text) return { ...before, source };
  const change = before && difference(before.source.text, source.text);
  const piece = change && pieceOf(before, change);
  // Comments of another language may end anywhere.
  const isPlain = piece && !source.text.includes('/*') && !before.source.text.includes('/*');
  return (isPlain && withPiece(source, before, piece)) || { source, ...parse(source, defaultLimits) };
}

/** What is read again: from the declaration `first` to the declaration `last`, or from and to an end of the text. */
interface Piece {
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Where it lies in the text before. */
  readonly start: number;
  readonly end: number;
  /** How far what follows it has moved. */
  readonly shift: number;
}

/**
 * A declaration begins with a word that ends whatever is open, so one that reads as before shows that all reads as
 * before on its other side. Those next to the change may be drawn into it, so that they are read again, and the next
 * ones without a mistake show it.
 */
function pieceOf({ value: { declarations }, source }: Parsed, change: Difference): Piece | undefined {
  const untouched = declarations.findLastIndex(({ span }) => span.end < change.start);
  const next = declarations.findIndex(({ span }) => span.start > change.before);
  const firstWhole = declarations.findLastIndex(({ broken }, i) => i < untouched && !broken);
  const lastWhole = next < 0 ? next : declarations.findIndex(({ broken }, i) => i > next && !broken);
  if (firstWhole < 0 && lastWhole < 0) return undefined;
  const [first, last] = [firstWhole, lastWhole].map((place) => (place < 0 ? undefined : place));
  return {
    first,
    last,
    start: declarationAt(declarations, first)?.span.start ?? 0,
    end: declarationAt(declarations, last)?.span.end ?? source.text.length,
    shift: change.after - change.before,
  };
}

/** The tree with the piece read again; undefined where its ends do not read as before. */
function withPiece(source: Source, before: Parsed, { first, last, start, end, shift }: Piece): Parsed | undefined {
  if (source.text.length > defaultLimits.sourceBytes / 3) return undefined;
  const { path } = source;
  const old = before.value;
  const read = moved(parse(makeSource(path, source.text.slice(start, end + shift))), start);
  const inside = [...read.value.declarations];
  const [firstOld, lastOld] = [declarationAt(old.declarations, first), declarationAt(old.declarations, last)];
  if (firstOld && !isSame(inside[0], firstOld, 0)) return undefined;
  if (lastOld && !isSame(inside.at(-1), lastOld, shift)) return undefined;
  // Its documentation stands before the piece.
  if (firstOld) inside[0] = firstOld;
  // Where the declaration before the piece lacks something at its end, the piece may start there.
  const isBefore = ({ span }: Placed): boolean => span !== undefined && span.end <= start;
  const isAfter = ({ span }: Placed): boolean => span === undefined || span.start >= end;
  const joined = <T extends Placed>(all: readonly T[], between: readonly T[]): T[] => [
    ...(first === undefined ? [] : all.filter(isBefore)),
    ...between,
    ...(last === undefined ? [] : all.filter(isAfter).map((each) => moved(each, shift))),
  ];
  const doc = first === undefined ? read.value.doc : old.doc;
  const value: Ast = {
    file: path,
    ...(doc !== undefined && { doc }),
    declarations: joined(old.declarations, inside),
    comments: joined(old.comments, read.value.comments),
  };
  return { source, value, diagnostics: joined(before.diagnostics, read.diagnostics) };
}

interface Placed {
  readonly span?: Span;
}

function declarationAt(declarations: readonly Declaration[], place: number | undefined): Declaration | undefined {
  return place === undefined ? undefined : declarations[place];
}

function isSame(read: Declaration | undefined, before: Declaration, shift: number): boolean {
  return (
    read?.broken === false &&
    read.kind === before.kind &&
    read.span.start === before.span.start + shift &&
    read.span.end === before.span.end + shift
  );
}

/** A copy with every span in it moved. */
function moved<T>(value: T, by: number): T {
  return by === 0 ? value : (movedPart(value, by) as T);
}

function movedPart(value: unknown, by: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => movedPart(each, by));
  const copy: Record<string, unknown> = { ...value };
  const { file, start, end } = copy;
  if (typeof file === 'string' && typeof start === 'number' && typeof end === 'number')
    return { file, start: start + by, end: end + by };
  for (const key in copy) if (typeof copy[key] === 'object') copy[key] = movedPart(copy[key], by);
  return copy;
}
