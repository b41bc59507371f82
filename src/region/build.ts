import { diagnostic, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { defaultLimits, type Limits } from '../base/limits.ts';
import { positionAt, type Span } from '../base/source.ts';
import type { Check, GateRegion, Input, NamedRegion, Program, RegionExpression } from '../program/program.ts';
import { frozenNames } from './frozen.ts';
import { lowerGate } from './gate-form.ts';
import type {
  GraphCheck,
  GraphHead,
  GraphInput,
  GraphName,
  PrimitiveNode,
  Ref,
  RegionGraph,
  UnnamedNode,
} from './graph.ts';
import { mapClaim } from './claim.ts';
import { NodeStore } from './node-store.ts';

/**
 * The graph of a program's regions, as written: equal regions are one node, every form of gate is one of counting,
 * constants still stand where they were written. Regions that only checks speak of are part of it. `onGate` hears of
 * every gate of the named regions, for answers about a node that are to point to its place in the text.
 */
export function buildGraph(
  program: Program,
  limits: Limits = defaultLimits,
  onGate?: (gate: PlacedGate) => void,
): Result<RegionGraph> {
  let isOfCheck = false;
  const builder = new Builder(program, limits, (gate) => {
    if (!isOfCheck) onGate?.(gate);
  });
  for (const region of program.regions) builder.region(region.name);
  isOfCheck = true;
  const checks = program.checks.map((check) => graphCheck(program, check, builder));
  const names = program.regions.map(({ name, role, doc }): GraphName => ({
    name,
    role,
    ref: builder.region(name),
    ...(doc !== undefined && { doc }),
  }));
  const graph: RegionGraph = {
    inputs: program.inputs.map(graphInput),
    nodes: builder.store.nodes,
    names,
    head: graphHead(program, builder),
    checks,
    origins: builder.store.origins,
    ...(program.doc !== undefined && { doc: program.doc }),
  };
  return { value: graph, diagnostics: builder.diagnostics };
}

/** A gate of the text, the node it became, and the nodes of its members in their order. */
export interface PlacedGate {
  readonly gate: GateRegion;
  readonly ref: Ref;
  readonly members: readonly Ref[];
}

/** One step of the depth-first walk, kept on a stack of our own: expressions may be deeper than the call stack. */
type Step =
  | { readonly kind: 'enter'; readonly region: RegionExpression; readonly frozen: boolean }
  | { readonly kind: 'leaveGate'; readonly region: GateRegion; readonly frozen: boolean }
  | { readonly kind: 'leaveNot' }
  | { readonly kind: 'leaveName'; readonly name: string };

class Builder {
  readonly store = new NodeStore();
  readonly diagnostics: Diagnostic[] = [];
  readonly #regions: ReadonlyMap<string, NamedRegion>;
  readonly #frozen: ReadonlySet<string>;
  readonly #refs = new Map<string, Ref>();
  readonly #limits: Limits;
  readonly #onGate: (gate: PlacedGate) => void;
  #links = 0;

  constructor(program: Program, limits: Limits, onGate: (gate: PlacedGate) => void) {
    this.#regions = new Map(program.regions.map((region) => [region.name, region]));
    this.#limits = limits;
    this.#onGate = onGate;
    const frozen = frozenNames(program);
    this.#frozen = frozen.value;
    this.diagnostics.push(...frozen.diagnostics);
  }

  region(name: string): Ref {
    const known = this.#refs.get(name);
    if (known) return known;
    const region = this.#regions.get(name);
    if (!region) throw new Error(`the program names no region \`${name}\``);
    return this.expression({ kind: 'reference', name, span: region.span });
  }

  expression(root: RegionExpression): Ref {
    const values: Ref[] = [];
    const steps: Step[] = [{ kind: 'enter', region: root, frozen: false }];
    for (let step = steps.pop(); step; step = steps.pop()) {
      switch (step.kind) {
        case 'enter':
          this.#enter(step.region, step.frozen, steps, values);
          break;
        case 'leaveNot':
          values.push(complement(take(values)));
          break;
        case 'leaveName': {
          const ref = values.at(-1) ?? take(values);
          this.#refs.set(step.name, ref);
          this.store.markNamed(ref.node);
          break;
        }
        case 'leaveGate': {
          const { region, frozen } = step;
          const members = values.splice(values.length - region.members.length);
          const ref = this.#gate(region, members, frozen);
          this.#onGate({ gate: region, ref, members });
          values.push(ref);
        }
      }
    }
    return take(values);
  }

  #enter(region: RegionExpression, frozen: boolean, steps: Step[], values: Ref[]): void {
    switch (region.kind) {
      case 'constant':
        values.push(this.store.add({ kind: 'constant', value: region.value, frozen: false }, [region.span]));
        return;
      case 'halfspace':
      case 'quadric':
      case 'gaussian': {
        const { node } = this.store.add(primitiveNode(region, frozen), [region.span]);
        values.push({ node, negated: isOutside(region) });
        return;
      }
      case 'not':
        steps.push({ kind: 'leaveNot' }, { kind: 'enter', region: region.region, frozen });
        return;
      case 'gate':
        steps.push({ kind: 'leaveGate', region, frozen });
        for (const member of region.members.toReversed()) steps.push({ kind: 'enter', region: member.region, frozen });
        return;
      case 'reference': {
        const known = this.#refs.get(region.name);
        if (known) {
          values.push(known);
          return;
        }
        const named = this.#regions.get(region.name);
        if (!named) throw new Error(`the program names no region \`${region.name}\``);
        steps.push({ kind: 'leaveName', name: named.name });
        steps.push({ kind: 'enter', region: named.region, frozen: this.#frozen.has(named.name) });
      }
    }
  }

  #gate(region: GateRegion, refs: readonly Ref[], frozen: boolean): Ref {
    // Parity and `exactly` become several gates over the same members: their links count, not only their nodes.
    this.#links += region.form === 'parity' ? refs.length * refs.length : refs.length;
    if (this.#links > this.#limits.regionNodes) {
      this.#refuse(region.span);
      return this.store.add({ kind: 'constant', value: false, frozen: false }, [region.span]);
    }
    return lowerGate(region, refs, (gate) => this.store.add({ kind: 'gate', frozen, ...gate }, [region.span]));
  }

  #refuse(span: Span): void {
    if (this.diagnostics.some(({ code }) => code === 'R0450')) return;
    this.diagnostics.push(diagnostic('R0450', span, { limit: this.#limits.regionNodes }));
  }
}

type PrimitiveRegion = Extract<RegionExpression, { readonly sharpness: unknown }>;

/** The region without its span; a zero has no sign, so that equal numbers print alike. */
function primitiveNode(region: PrimitiveRegion, frozen: boolean): UnnamedNode<PrimitiveNode> {
  switch (region.kind) {
    case 'halfspace': {
      const { kind, a, beta, sharpness } = region;
      return { kind, a: a.map(unsignedZero), beta: unsignedZero(beta), sharpness, frozen };
    }
    case 'quadric': {
      const { kind, A, b, sharpness } = region;
      const [alpha, beta] = [Math.abs(region.alpha), Math.abs(region.beta)];
      const rows = A.map((row) => row.map(unsignedZero));
      const open = isOutside(region) ? { open: true as const } : {};
      return { kind, A: rows, b: b.map(unsignedZero), alpha, beta, ...open, sharpness, frozen };
    }
    case 'gaussian': {
      const { kind, mean, factor, level, sharpness } = region;
      return {
        kind,
        mean: mean.map(unsignedZero),
        factor: factor.map((row) => row.map(unsignedZero)),
        level,
        sharpness,
        frozen,
      };
    }
  }
}

/** Whether a quadric is what lies outside an ellipsoid, boundary included: the complement of an open ellipsoid. */
function isOutside(region: PrimitiveRegion): boolean {
  return region.kind === 'quadric' && region.alpha < 0;
}

function unsignedZero(value: number): number {
  return value === 0 ? 0 : value;
}

function complement({ node, negated }: Ref): Ref {
  return { node, negated: !negated };
}

function take(values: Ref[]): Ref {
  const value = values.pop();
  if (!value) throw new Error('the walk left no value');
  return value;
}

function graphInput({ name, lo, hi, columns, run, category, doc }: Input): GraphInput {
  return {
    name,
    lo,
    hi,
    columns,
    ...(run && { run }),
    ...(category && { category }),
    ...(doc !== undefined && { doc }),
  };
}

function graphHead({ head }: Program, builder: Builder): GraphHead {
  switch (head.kind) {
    case 'none':
      return head;
    case 'outputs':
      return {
        kind: 'outputs',
        outputs: head.outputs.map(({ region, column }) => ({ name: region, column, ref: builder.region(region) })),
      };
    case 'classes':
      return {
        kind: 'classes',
        classes: head.classes.map(({ region, ...row }) => ({ name: region, ...row, ref: builder.region(region) })),
      };
  }
}

function graphCheck({ source }: Program, { text, span, negated, claim }: Check, builder: Builder): GraphCheck {
  const ownLine = span.file === source.path ? positionAt(source, span.start).line : 1;
  return { text, line: ownLine, negated, claim: mapClaim(claim, (region) => builder.expression(region)) };
}
