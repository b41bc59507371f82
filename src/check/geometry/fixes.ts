import type { Fix } from '../../base/diagnostic.ts';
import type { Source, Span } from '../../base/source.ts';
import type { GateRegion, NamedRegion } from '../../program/program.ts';
import type { WrittenMember } from './written-members.ts';

/**
 * Leaves a member out of its gate, with the comma or operator that goes with it; undefined where the text around is more
 * than that. What the gate means within the ranges stays.
 */
export function withoutMember(source: Source, gate: GateRegion, member: WrittenMember): Fix | undefined {
  if (gate.form !== 'all' && gate.form !== 'any' && gate.form !== 'none' && !hasPlainCount(source, gate))
    return undefined;
  const spans = gate.members.flatMap(({ span }) => (span && isInside(span, gate.span) ? [span] : []));
  const at = spans.findIndex((span) => span.start === member.span.start && span.end === member.span.end);
  if (at < 0 || spans.length !== gate.members.length || spans.length < 2) return undefined;
  const { start, end } = member.span;
  const [before, after] = [spans[at - 1], spans[at + 1]];
  const isSeparator = (from: number, to: number): boolean => /^\s*(?:,|and|or)\s*$/.test(source.text.slice(from, to));
  const edit =
    before && isSeparator(before.end, start)
      ? { span: { ...member.span, start: before.end }, text: '' }
      : !before && after && isSeparator(end, after.start)
        ? { span: { ...member.span, end: after.start }, text: '' }
        : undefined;
  return edit && { title: `leave out \`${member.shown}\``, safe: false, edits: [edit] };
}

/** Takes a class out of the file, with what documents it. */
export function withoutClass(source: Source, { name, declaration }: NamedRegion): Fix {
  const before = source.text.slice(0, declaration.start);
  const doc = /(?:^[ \t]*\/\/\/[^\n]*\n)*[ \t]*$/m.exec(before)?.[0] ?? '';
  const after = /^[ \t]*\r?\n/.exec(source.text.slice(declaration.end))?.[0] ?? '';
  const span = { ...declaration, start: declaration.start - doc.length, end: declaration.end + after.length };
  return { title: `leave out the class \`${name}\``, safe: false, edits: [{ span, text: '' }] };
}

/** Leaves another class out of this one: `... and not other`. Undefined where the declaration is not as usual. */
export function exceptClass(
  source: Source,
  { name, region, span, declaration }: NamedRegion,
  other: string,
): Fix | undefined {
  const text = source.text.slice(span.end, declaration.end);
  const head = /^\s*(?:label\s+(?:"(?:[^"\\\n]|\\.)*"|-?\s*[\d._]+(?:[eE][+-]?\d+)?)\s*)?=\s*/.exec(text)?.[0];
  if (head === undefined) return undefined;
  const at = (offset: number): Span => ({ ...declaration, start: offset, end: offset });
  const isTight =
    region.kind !== 'gate' ||
    /^(?:all|any|none) of\b/.test(text.slice(head.length)) ||
    isPlainAnd(text.slice(head.length), region);
  const edits =
    isTight && !/\bwith\b/.test(text)
      ? [{ span: at(declaration.end), text: ` and not ${other}` }]
      : [
          { span: at(span.end + head.length), text: '(' },
          { span: at(declaration.end), text: `) and not ${other}` },
        ];
  return { title: `leave \`${other}\` out of \`${name}\``, safe: false, edits };
}

/** Adds a class for all that no other one holds of, behind the last. */
export function classForTheRest(
  source: Source,
  classes: readonly NamedRegion[],
  names: ReadonlySet<string>,
): Fix | undefined {
  const last = classes.reduce<NamedRegion | undefined>(
    (latest, each) => (latest && latest.declaration.end > each.declaration.end ? latest : each),
    undefined,
  );
  if (last?.declaration.file !== source.path) return undefined;
  let name = 'other';
  for (let i = 2; names.has(name); i++) name = `other_${String(i)}`;
  const { end, file } = last.declaration;
  return {
    title: 'add a class for the rest',
    safe: false,
    edits: [{ span: { file, start: end, end }, text: `\nclass ${name} = otherwise` }],
  };
}

function isPlainAnd(text: string, region: GateRegion): boolean {
  return region.form === 'all' && !text.startsWith('(') && /\band\b/.test(text) && !/\bor\b|\bxor\b|=>/.test(text);
}

/** `at least 2 of (`: a count that does not depend on the list. */
function hasPlainCount(source: Source, { span }: GateRegion): boolean {
  return /^(?:at\s+least|at\s+most|exactly)\s+[\d._]+\s+of\b/.test(source.text.slice(span.start, span.end));
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;
}
