import { diagnostic, type Diagnostic } from '../../base/diagnostic.ts';
import type { NamedRegion } from '../../program/program.ts';
import type { Ref } from '../../region/graph.ts';
import { reachable } from '../../region/roots.ts';
import { classForTheRest, exceptClass, withoutClass } from './fixes.ts';
import type { Inquiry } from './inquiry.ts';

interface Class {
  readonly name: string;
  readonly ref: Ref;
  readonly region: NamedRegion;
}

/** Classes that overlap, are never chosen or leave a gap: one question for each pair, each class, and the gap. */
export function* examineClasses(inquiry: Inquiry): Generator<readonly Diagnostic[], void> {
  const classes = classesOf(inquiry);
  // A class that is empty or holds everywhere is told as such.
  const open = classes.filter(({ ref }) => inquiry.constantValue(ref) === undefined);
  for (const [i, own] of open.entries()) {
    const earlier = open.slice(0, i);
    const hidden = earlier.length > 0 ? neverChosen(inquiry, own, earlier) : undefined;
    yield hidden ? [hidden] : [];
    if (hidden) continue;
    for (const first of earlier) yield overlap(inquiry, first, own);
  }
  if (classes.length > 1 && open.length === classes.length) yield gap(inquiry, classes);
}

function classesOf({ graph, program }: Inquiry): readonly Class[] {
  if (graph.head.kind !== 'classes') return [];
  const regions = new Map(program.regions.map((region) => [region.name, region]));
  return graph.head.classes.flatMap(({ name, ref }) => {
    const region = regions.get(name);
    return region ? [{ name, ref, region }] : [];
  });
}

function neverChosen(inquiry: Inquiry, own: Class, earlier: readonly Class[]): Diagnostic | undefined {
  if (inquiry.ask([own.ref, ...earlier.map(({ ref }) => turned(ref))]).kind !== 'none') return undefined;
  const only = earlier.find(({ ref }) => inquiry.ask([own.ref, turned(ref)]).kind === 'none');
  const by = only ? [only] : earlier.filter(({ ref }) => inquiry.ask([own.ref, ref]).kind !== 'none');
  const { source } = inquiry.program;
  const reordered = only && !uses(inquiry, own, only) && exceptClass(source, only.region, own.name);
  return diagnostic(
    'R0325',
    own.region.span,
    { name: own.name, by: by.map(({ name }) => name) },
    {
      related: by.map(({ region, name }) => ({ span: region.span, message: `\`${name}\` is declared here` })),
      fixes: [...(reordered ? [reordered] : []), ...dropping(inquiry, own)],
    },
  );
}

/** At least two classes must be left, and nothing may use it. */
function dropping(inquiry: Inquiry, { name, region }: Class): ReturnType<typeof withoutClass>[] {
  const { source } = inquiry.program;
  const mentions = source.text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
  return classesOf(inquiry).length > 2 && mentions === 1 ? [withoutClass(source, region)] : [];
}

function overlap(inquiry: Inquiry, first: Class, second: Class): Diagnostic[] {
  const answer = inquiry.ask([first.ref, second.ref]);
  if (answer.kind !== 'point') return [];
  const related = [{ span: first.region.span, message: `\`${first.name}\` is declared here` }];
  const at = answer.place;
  if (answer.touching) {
    return [diagnostic('R0326', second.region.span, { classes: [first.name, second.name], at }, { related })];
  }
  const fix = uses(inquiry, second, first) ? undefined : exceptClass(inquiry.program.source, second.region, first.name);
  return [
    diagnostic(
      'R0323',
      second.region.span,
      { first: first.name, second: second.name, at },
      { related, fixes: fix ? [fix] : [] },
    ),
  ];
}

function gap(inquiry: Inquiry, classes: readonly Class[]): Diagnostic[] {
  const answer = inquiry.ask(classes.map(({ ref }) => turned(ref)));
  if (answer.kind !== 'point') return [];
  const span = classes[0]?.region.span;
  const at = answer.place;
  if (answer.touching) return [diagnostic('R0326', span, { classes: [], at })];
  const names = new Set(inquiry.program.regions.map(({ name }) => name));
  const fix = classForTheRest(
    inquiry.program.source,
    classes.map(({ region }) => region),
    names,
  );
  return [diagnostic('R0324', span, { at }, { fixes: fix ? [fix] : [] })];
}

/** Whether the second class is made of the first, so that the first cannot be stated by it. */
function uses({ graph }: Inquiry, first: Class, second: Class): boolean {
  return reachable(graph, [second.ref.node])[first.ref.node] ?? false;
}

function turned({ node, negated }: Ref): Ref {
  return { node, negated: !negated };
}
