import * as fc from 'fast-check';
import { makeSource } from '../../src/base/source.ts';
import type {
  Check,
  GateForm,
  GateRegion,
  Head,
  Input,
  NamedRegion,
  Program,
  RegionExpression,
  Sharpness,
} from '../../src/program/program.ts';

/**
 * Programs with every primitive, gate, sharpness and setting of `program.ts`: weights, negation, named regions used
 * more than once and in any order, constants and empty gates now and then, 1 to 8 inputs or as said, up to 6 gates deep.
 */
export function programs(dimensions = { min: 1, max: 8 }): fc.Arbitrary<Program> {
  return fc.integer(dimensions).chain((dimension) => programsOver(dimension, []));
}

/** The same with one to three categorical inputs after up to three real ones, and tests of their categories. */
export function categoricalPrograms(): fc.Arbitrary<Program> {
  const categories = fc.array(fc.record({ size: fc.integer({ min: 1, max: 4 }), open: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  });
  return fc
    .record({ dimension: fc.integer({ min: 0, max: 3 }), categories })
    .chain(({ dimension, categories: inputs }) => programsOver(dimension, inputs));
}

function programsOver(dimension: number, categories: readonly CategoricalDraft[]): fc.Arbitrary<Program> {
  const all = dimension + categories.reduce((sum, { size }) => sum + size, 0);
  const space = { dimension: all, real: dimension, categorical: categories.length > 0 };
  return fc
    .record({
      box: fc.array(range, { minLength: dimension, maxLength: dimension }),
      categories: fc.constant(categories),
      regions: fc.array(named(space), { maxLength: 3 }),
      targets: fc.array(named(space), { minLength: 2, maxLength: 4 }),
      head: fc.constantFrom('outputs', 'classes', 'otherwise'),
      checks: fc.array(draft(space), { maxLength: 2 }),
      reversed: fc.boolean(),
    })
    .map(finish);
}

/** A categorical input of some categories. */
interface CategoricalDraft {
  readonly size: number;
  readonly open: boolean;
}

/** How many coordinates there are, and how many of them are real: these come first. */
interface Space {
  readonly dimension: number;
  readonly real: number;
  readonly categorical: boolean;
}

const span = { file: 'generated.region', start: 0, end: 0 };

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const signed = fc.double({ min: -1, max: 1, noNaN: true });
const range = fc.record({ lo: fc.integer({ min: -5, max: 5 }), size: fc.integer({ min: 1, max: 10 }) });
const weight = fc.constantFrom(1, 1, 1, 1, 2, 0.5, 3, 1.5, 0.25);

/** A region with its numbers as shares in [0, 1] or [-1, 1] of what its place in the program will make of them. */
type Draft =
  | { readonly kind: 'primitive'; readonly primitive: PrimitiveDraft }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'not'; readonly inner: Draft }
  | { readonly kind: 'gate'; readonly gate: GateDraft }
  | { readonly kind: 'reference'; readonly index: number; readonly instead: PrimitiveDraft };

/** A transition over real inputs. */
type Soft = Exclude<Sharpness['kind'], 'category'>;

interface PrimitiveDraft {
  readonly kind: 'halfspace' | 'quadric' | 'gaussian' | 'category';
  readonly normal: readonly number[];
  readonly place: readonly number[];
  /** How many rows the matrix of a quadric or Gaussian has, as a share. */
  readonly rank: number;
  readonly size: number;
  readonly sharpness: Soft;
  readonly softness: number;
}

interface GateDraft {
  readonly form: GateForm;
  readonly members: readonly { readonly weight: number; readonly region: Draft }[];
  readonly count: number;
  readonly whole: boolean;
  readonly margin: number | undefined;
  readonly gain: number | undefined;
  readonly bias: number | undefined;
}

function draft(space: Space): fc.Arbitrary<Draft> {
  const { region } = fc.letrec<{ region: Draft }>((tie) => ({
    region: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      { weight: 30, arbitrary: primitive(space).map((drawn): Draft => ({ kind: 'primitive', primitive: drawn })) },
      { weight: 15, arbitrary: reference(space) },
      { weight: 8, arbitrary: tie('region').map((inner): Draft => ({ kind: 'not', inner })) },
      { weight: 45, arbitrary: gate(tie('region')).map((drawn): Draft => ({ kind: 'gate', gate: drawn })) },
      { weight: 1, arbitrary: fc.boolean().map((value): Draft => ({ kind: 'constant', value })) },
    ),
  }));
  return region;
}

function primitive({ dimension, real, categorical }: Space): fc.Arbitrary<PrimitiveDraft> {
  const vector = (entry: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
    fc.array(entry, { minLength: dimension, maxLength: dimension });
  const realKinds = ['halfspace', 'halfspace', 'quadric', 'gaussian'] as const;
  const kinds = [
    ...(real > 0 ? realKinds : []),
    ...(categorical ? (['category', 'category', 'category'] as const) : []),
  ];
  return fc.record({
    kind: fc.constantFrom<PrimitiveDraft['kind']>(...kinds),
    normal: vector(fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: signed })),
    place: vector(unit),
    rank: unit,
    size: unit,
    sharpness: fc.constantFrom('band', 'width', 'share', 'gain'),
    softness: unit,
  });
}

function reference(space: Space): fc.Arbitrary<Draft> {
  return fc
    .record({ index: fc.nat(20), instead: primitive(space) })
    .map(({ index, instead }): Draft => ({ kind: 'reference', index, instead }));
}

function gate(member: fc.Arbitrary<Draft>): fc.Arbitrary<GateDraft> {
  return fc.record({
    form: fc.constantFrom('all', 'any', 'none', 'atLeast', 'atMost', 'exactly', 'parity'),
    members: fc.array(fc.record({ weight, region: member }), { minLength: 0, maxLength: 5, size: 'max' }),
    count: unit,
    whole: fc.boolean(),
    margin: rarely(fc.double({ min: 0.05, max: 0.6, noNaN: true })),
    gain: rarely(fc.double({ min: 0.5, max: 20, noNaN: true })),
    bias: rarely(signed),
  });
}

function rarely<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 15, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

interface NamedDraft {
  readonly frozen: boolean;
  readonly region: Draft;
}

function named(space: Space): fc.Arbitrary<NamedDraft> {
  return fc.record({ frozen: fc.integer({ min: 0, max: 9 }).map((n) => n === 0), region: draft(space) });
}

function finish(drafts: {
  readonly box: readonly { readonly lo: number; readonly size: number }[];
  readonly categories: readonly CategoricalDraft[];
  readonly regions: readonly NamedDraft[];
  readonly targets: readonly NamedDraft[];
  readonly head: string;
  readonly checks: readonly Draft[];
  readonly reversed: boolean;
}): Program {
  const real = drafts.box.map(({ lo, size }, i): Input => {
    const name = `x${String(i + 1)}`;
    return { name, lo, hi: lo + size, columns: [name], span };
  });
  const oneHots = drafts.categories.flatMap(({ size, open }, i) =>
    Array.from({ length: size }, (_, value): Input => {
      const input = `s${String(i + 1)}`;
      const category = { input, value, open };
      return { name: `${input}=${String(value)}`, lo: 0, hi: 1, columns: [input], category, span };
    }),
  );
  const inputs = [...real, ...oneHots];
  const role: 'output' | 'class' = drafts.head === 'outputs' ? 'output' : 'class';
  const all = [
    ...drafts.regions.map((region) => ({ ...region, role: 'region' as const })),
    ...drafts.targets.map((region) => ({ ...region, role })),
  ];
  const names = all.map(({ role: own }, i) => `${own}${String(i + 1)}`);
  const regions = all.map(({ frozen, region, role: own }, i): NamedRegion => {
    const around = { inputs, names: names.slice(0, i) };
    return {
      name: names[i] ?? '',
      role: own,
      frozen: own === 'region' && frozen,
      region: expression(region, around),
      span,
      declaration: span,
    };
  });
  const targets = names.slice(drafts.regions.length);
  if (drafts.head === 'otherwise') {
    const others = targets
      .slice(0, -1)
      .map((name) => ({ weight: 1, region: { kind: 'reference', name, span } as const }));
    const last = regions.pop();
    if (last) regions.push({ ...last, region: { kind: 'gate', form: 'none', members: others, span } });
  }
  return {
    source: makeSource('generated.region', ''),
    inputs,
    regions: drafts.reversed ? regions.toReversed() : regions,
    head: headOf(role, targets),
    checks: drafts.checks.map((region) => checkOf(expression(region, { inputs, names }), inputs)),
  };
}

function headOf(role: 'output' | 'class', targets: readonly string[]): Head {
  return role === 'output'
    ? { kind: 'outputs', outputs: targets.map((region) => ({ region, column: `${region} column` })) }
    : { kind: 'classes', classes: targets.map((region) => ({ region, label: `${region} label` })) };
}

function checkOf(region: RegionExpression, inputs: readonly Input[]): Check {
  const point = inputs.map(({ lo, hi }, i) => (i === 1 ? undefined : (lo + hi) / 2));
  const claim = { kind: 'contains', region: { region, meaning: 'exact' }, points: [point] } as const;
  return { text: 'contains("generated")', span, negated: inputs.length % 2 === 0, claim };
}

interface Surroundings {
  readonly inputs: readonly Input[];
  /** Regions that may be referred to. */
  readonly names: readonly string[];
}

function expression(drawn: Draft, around: Surroundings): RegionExpression {
  switch (drawn.kind) {
    case 'primitive':
      return primitiveRegion(drawn.primitive, around.inputs);
    case 'constant':
      return { kind: 'constant', value: drawn.value, span };
    case 'not':
      return { kind: 'not', region: expression(drawn.inner, around), span };
    case 'reference': {
      const name = around.names[drawn.index % Math.max(1, around.names.length)];
      return name === undefined ? primitiveRegion(drawn.instead, around.inputs) : { kind: 'reference', name, span };
    }
    case 'gate':
      return gateRegion(drawn.gate, around);
  }
}

function gateRegion({ form, members, count, whole, margin, gain, bias }: GateDraft, around: Surroundings): GateRegion {
  const total = members.reduce((sum, member) => sum + member.weight, 0);
  const counted = whole ? Math.round(count * total) : count * total;
  const counts = form === 'atLeast' || form === 'atMost' || form === 'exactly';
  const single = form !== 'exactly' && form !== 'parity';
  const settings = {
    ...(gain !== undefined && { gain }),
    ...(bias !== undefined && { bias: bias * total }),
  };
  return {
    kind: 'gate',
    form,
    ...(counts && { count: Math.min(counted, total) }),
    ...((form === 'atLeast' || form === 'atMost') && margin !== undefined && { margin }),
    members: members.map((member) => ({ weight: member.weight, region: expression(member.region, around) })),
    ...(single && Object.keys(settings).length > 0 && { settings }),
    span,
  };
}

function primitiveRegion(drawn: PrimitiveDraft, inputs: readonly Input[]): RegionExpression {
  if (drawn.kind === 'category') return categoryRegion(drawn, inputs);
  const isReal = inputs.map(({ category }) => category === undefined);
  const point = inputs.map(({ lo, hi }, i) => (isReal[i] ? lo + (hi - lo) * (drawn.place[i] ?? 0) : 0));
  const softness = 0.01 + 0.3 * drawn.softness;
  const extent = Math.max(...inputs.map(({ lo, hi }, i) => (isReal[i] ? hi - lo : 0)));
  const dimension = isReal.filter(Boolean).length;
  const wide = (row: readonly number[]): number[] => inputs.map((_, i) => (isReal[i] ? (row[i] ?? 0) : 0));
  switch (drawn.kind) {
    case 'halfspace': {
      const normal = wide(drawn.normal);
      const a = normal.every((entry) => Math.abs(entry) < 1e-3) ? wide(inputs.map((_, i) => i + 1)) : normal;
      const steepness = Math.hypot(...a);
      return {
        kind: 'halfspace',
        a,
        beta: a.reduce((sum, entry, i) => sum + entry * (point[i] ?? 0), 0),
        sharpness: sharpness(drawn.sharpness, softness, extent, steepness * extent),
        span,
      };
    }
    case 'quadric': {
      // Now and then what lies outside.
      const side = drawn.softness > 0.8 ? -1 : 1;
      const [alpha, beta] = [side * (0.3 + drawn.size), side * (0.2 + 3 * drawn.size)];
      const A = matrix(drawn, dimension, 3 / extent).map(wide);
      return {
        kind: 'quadric',
        A,
        b: A.map((row) => row.reduce((sum, entry, i) => sum + entry * (point[i] ?? 0), 0)),
        alpha,
        beta,
        sharpness: sharpness(drawn.sharpness, softness, extent, Math.abs(beta)),
        span,
      };
    }
    case 'gaussian': {
      const level = 0.05 + 0.85 * drawn.size;
      return {
        kind: 'gaussian',
        mean: point,
        factor: matrix(drawn, dimension, 3 / extent).map(wide),
        level,
        sharpness: sharpness(drawn.sharpness, softness, extent, 3 * Math.min(level, 1 - level)),
        span,
      };
    }
  }
}

/** A test of some of the categories of one input, at least one. */
function categoryRegion({ normal, place, size }: PrimitiveDraft, inputs: readonly Input[]): RegionExpression {
  const names = [...new Set(inputs.flatMap(({ category }) => (category ? [category.input] : [])))];
  const name = names[Math.min(names.length - 1, Math.floor(size * names.length))];
  const own = inputs.map(({ category }) => category?.input === name);
  const first = own
    .map((is, i) => (is ? (place[i] ?? 0) : -1))
    .reduce((best, x, i, all) => (x > (all[best] ?? -1) ? i : best), 0);
  const a = own.map((is, i) => (is && (i === first || (normal[i] ?? 0) > 0.3) ? 1 : 0));
  return { kind: 'halfspace', a, beta: 0.5, sharpness: { kind: 'category' }, span };
}

/** Rows of a well-conditioned matrix, fewer than the inputs where the rank says so. */
function matrix({ rank, normal }: PrimitiveDraft, dimension: number, scale: number): number[][] {
  const rows = 1 + Math.min(dimension - 1, Math.floor(rank * dimension));
  return Array.from({ length: rows }, (_, i) =>
    normal
      .slice(0, dimension)
      .map((entry, j) => scale * (i === j ? 1 + Math.abs(entry) : (0.3 * entry * (i + 1)) / (dimension * dimension))),
  );
}

/** `size` is how far across the region is, `height` how large f gets. */
function sharpness(kind: Soft, softness: number, size: number, height: number): Sharpness {
  switch (kind) {
    case 'band':
      return { kind, band: softness * height };
    case 'width':
      return { kind, width: softness * size };
    case 'share':
      return { kind, share: softness };
    case 'gain':
      return { kind, gain: 4 / (softness * height) };
  }
}
