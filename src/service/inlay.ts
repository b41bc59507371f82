import type { Expression } from '../../grammar/ast.ts';
import type { Node } from '../../grammar/walk.ts';
import type { Span } from '../base/source.ts';
import { unitOf } from '../plot/units.ts';
import { shortNumber } from '../region/describe.ts';
import type { GateNode } from '../region/graph.ts';
import type { Analysis } from './analyse.ts';
import type { Examination } from './examination.ts';
import { percent } from './hover-numbers.ts';
import { nodesIn } from './occurrences.ts';

/** A short text that an editor shows inside the text, at a place. */
export interface InlayHint {
  readonly offset: number;
  readonly text: string;
  /** What it means. */
  readonly tooltip: string;
}

/** Which hints are wanted. */
export interface InlayOptions {
  /** The unit of an input after a number compared with it. */
  readonly units: boolean;
  /** The total weight of a counting gate after its count. */
  readonly weights: boolean;
  /** The share of the box after the name of a region. */
  readonly share: boolean;
  /** The gain of its unit after a comparison. */
  readonly gain: boolean;
}

export const allInlays: InlayOptions = { units: true, weights: true, share: true, gain: true };

/** The hints between two offsets, in order. */
export function inlayHints(
  analysis: Analysis,
  { start, end }: Pick<Span, 'start' | 'end'>,
  options: InlayOptions,
  examination?: Examination,
): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  const unitsByInput = options.units ? inputUnits(analysis) : new Map<string, string>();
  const totals = options.weights ? totalWeights(analysis) : new Map<string, number>();
  for (const declaration of analysis.module.ast.declarations) {
    if (declaration.span.end < start || end < declaration.span.start) continue;
    for (const node of nodesIn(declaration)) hints.push(...unitHints(node, unitsByInput), ...weightHints(node, totals));
    const share = options.share && shareOf(declaration, examination);
    if (share) hints.push(share);
  }
  if (options.gain) hints.push(...gainHints(analysis, examination));
  const within = hints.filter(({ offset }) => start <= offset && offset <= end);
  // The two ends of a range are one comparison of two units.
  const byText = new Map(within.map((hint) => [`${hint.offset} ${hint.text}`, hint]));
  return [...byText.values()].toSorted((a, b) => a.offset - b.offset);
}

function inputUnits({ lastMeaning }: Analysis): ReadonlyMap<string, string> {
  const units = new Map<string, string>();
  for (const input of lastMeaning?.program.inputs ?? []) {
    const unit = unitOf(input);
    if (unit !== undefined) units.set(input.name, unit);
  }
  return units;
}

/** `petal <= 2.45` and `petal in [1, 2]`: after each number the unit of the one input it is compared with. */
function unitHints(node: Node, units: ReadonlyMap<string, string>): InlayHint[] {
  if (node.kind !== 'comparison' || units.size === 0) return [];
  const [unit, ...others] = new Set(
    node.operands.flatMap((operand) => (operand.kind === 'name' ? (units.get(operand.name.text) ?? []) : [])),
  );
  if (unit === undefined || others.length > 0) return [];
  const numbers = node.operands.flatMap((operand) =>
    operand.kind === 'list' ? operand.members.filter(isNumber) : isNumber(operand) ? [operand] : [],
  );
  return numbers.map(({ span }) => ({ offset: span.end, text: ` ${unit}`, tooltip: 'the unit of the input' }));
}

function isNumber(node: Node): node is Extract<Expression, { kind: 'number' }> {
  return node.kind === 'number';
}

/** Of every counting gate the total weight of its members, by its place. */
function totalWeights({ meaning, source }: Analysis): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  const graph = meaning?.written();
  for (const [i, node] of (graph?.nodes ?? []).entries()) {
    if (node.kind !== 'gate') continue;
    for (const span of graph?.origins[i] ?? []) if (span.file === source.path) totals.set(keyOf(span), weightOf(node));
  }
  return totals;
}

function weightOf({ members }: GateNode): number {
  return members.reduce((sum, { weight }) => sum + weight, 0);
}

function weightHints(node: Node, totals: ReadonlyMap<string, number>): InlayHint[] {
  if (node.kind !== 'gate' || !node.count) return [];
  const total = totals.get(keyOf(node.span));
  if (total === undefined) return [];
  const last = node.margin ?? node.count;
  return [{ offset: last.span.end, text: ` / ${shortNumber(total)}`, tooltip: 'the weight of all members' }];
}

function keyOf({ start, end }: Span): string {
  return `${start} ${end}`;
}

function shareOf(declaration: Node, examination?: Examination): InlayHint | undefined {
  if (declaration.kind !== 'region' && declaration.kind !== 'output' && declaration.kind !== 'class') return undefined;
  const { name } = declaration;
  const facts = examination?.regions.find((each) => each.name === name.text);
  if (!facts) return undefined;
  return { offset: name.span.end, text: ` ${percent(facts.shareOfBox)}`, tooltip: 'its share of the box' };
}

function gainHints({ source }: Analysis, examination?: Examination): InlayHint[] {
  return (examination?.units ?? []).flatMap(({ spans, gain }) =>
    spans
      .filter(({ file }) => file === source.path)
      .map(({ end }) => ({
        offset: end,
        text: ` gain ${shortNumber(Number(gain.toPrecision(3)))}`,
        tooltip: 'how steep its unit is in the compiled network',
      })),
  );
}
