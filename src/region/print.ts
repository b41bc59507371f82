import type { Span } from '../base/source.ts';
import type { ClaimRegion, MeasureName, Sharpness } from '../program/program.ts';
import type {
  GateNode,
  GraphCheck,
  GraphClaim,
  GraphHead,
  GraphInput,
  GraphName,
  Ref,
  RegionGraph,
  RegionNode,
} from './graph.ts';

/**
 * A graph as text, one thing a line: stable, made to be read, and read back by `readGraph`. Numbers are exact, strings
 * are JSON, `n3` is the fourth node, and `@` lists the spans a node came from.
 */
export function printGraph(graph: RegionGraph): string {
  const lines = [
    ...(graph.doc === undefined ? [] : [`doc ${quoted(graph.doc)}`]),
    ...graph.inputs.map(printInput),
    ...graph.nodes.map((node, i) => `n${String(i)} = ${printNode(node)}${printSpans(graph.origins[i] ?? [])}`),
    ...graph.names.map(printName),
    ...printHead(graph.head),
    ...graph.checks.map(printCheck),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** `n3` or `not n3`. */
export function printRef({ node, negated }: Ref): string {
  return `${negated ? 'not ' : ''}n${String(node)}`;
}

function printInput({ name, lo, hi, columns, run, category, doc }: GraphInput): string {
  const range = `${quoted(name)} in ${vector([lo, hi])} columns [${columns.map(quoted).join(', ')}]`;
  return `input ${range}${run ? printRun(run) : ''}${category ? printCategory(category) : ''}${printDoc(doc)}`;
}

function printRun({ first, last, place, size }: NonNullable<GraphInput['run']>): string {
  return ` run ${quoted(first)} ${quoted(last)} ${number(place)} of ${number(size)}`;
}

/** A text category is a string, a number one a number. */
function printCategory({ input, value, open }: NonNullable<GraphInput['category']>): string {
  return ` category ${quoted(input)} ${typeof value === 'number' ? number(value) : quoted(value)}${open ? ' open' : ''}`;
}

function printNode(node: RegionNode): string {
  const marks = `${node.frozen ? ' frozen' : ''}${node.named ? ' named' : ''}`;
  switch (node.kind) {
    case 'constant':
      return `constant ${String(node.value)}${marks}`;
    case 'halfspace':
      return `halfspace a ${vector(node.a)} beta ${number(node.beta)} ${printSharpness(node.sharpness)}${marks}`;
    case 'quadric': {
      const { A, b, alpha, beta, open, sharpness } = node;
      const numbers = `A ${matrix(A)} b ${vector(b)} alpha ${number(alpha)} beta ${number(beta)}${open ? ' open' : ''}`;
      return `quadric ${numbers} ${printSharpness(sharpness)}${marks}`;
    }
    case 'gaussian': {
      const { mean, factor, level, sharpness } = node;
      const numbers = `mean ${vector(mean)} factor ${matrix(factor)} level ${number(level)}`;
      return `gaussian ${numbers} ${printSharpness(sharpness)}${marks}`;
    }
    case 'gate':
      return `${printGate(node)}${marks}`;
  }
}

function printGate({ members, threshold, margin, settings }: GateNode): string {
  const list = members.map(({ ref, weight }) => `${weight === 1 ? '' : `${number(weight)} * `}${printRef(ref)}`);
  return [
    `at least ${number(threshold)}`,
    ...(margin === undefined ? [] : [`+- ${number(margin)}`]),
    `of (${list.join(', ')})`,
    ...(settings === undefined ? [] : ['with']),
    ...(settings?.gain === undefined ? [] : [`gain ${number(settings.gain)}`]),
    ...(settings?.bias === undefined ? [] : [`bias ${number(settings.bias)}`]),
  ].join(' ');
}

function printSharpness(sharpness: Sharpness): string {
  switch (sharpness.kind) {
    case 'band':
      return `band ${number(sharpness.band)}`;
    case 'width':
      return `width ${number(sharpness.width)}`;
    case 'share':
      return `share ${number(sharpness.share)}`;
    case 'gain':
      return `gain ${number(sharpness.gain)}`;
    case 'category':
      return 'category';
  }
}

function printSpans(spans: readonly Span[]): string {
  return spans.map(({ file, start, end }) => ` @ ${quoted(file)} ${String(start)} ${String(end)}`).join('');
}

function printName({ name, role, ref, doc }: GraphName): string {
  return `${role} ${quoted(name)} = ${printRef(ref)}${printDoc(doc)}`;
}

function printDoc(doc: string | undefined): string {
  return doc === undefined ? '' : ` doc ${quoted(doc)}`;
}

function printHead(head: GraphHead): string[] {
  switch (head.kind) {
    case 'none':
      return [];
    case 'outputs':
      return head.outputs.map(
        ({ name, column, ref }) => `head ${quoted(name)} column ${quoted(column)} = ${printRef(ref)}`,
      );
    case 'classes':
      return head.classes.map(
        ({ name, label, ref, unknown }) =>
          `head ${quoted(name)} label ${quoted(label)} = ${printRef(ref)}${unknown ? ' unknown' : ''}`,
      );
  }
}

function printCheck({ text, line, negated, claim }: GraphCheck): string {
  return `check line ${String(line)} ${quoted(text)} = ${negated ? 'false ' : 'true '}${printClaim(claim)}`;
}

function printClaim(claim: GraphClaim): string {
  switch (claim.kind) {
    case 'contains':
      return `contains ${printRegion(claim.region)} ${claim.points.map(printPoint).join(' ')}`.trimEnd();
    case 'inside':
      return `inside ${printRegion(claim.inner)} ${printRegion(claim.outer)}`;
    case 'disjoint':
      return `disjoint ${printRegion(claim.left)} ${printRegion(claim.right)}`;
    case 'empty':
      return `empty ${printRegion(claim.region)}`;
    case 'certified':
      return `certified ${printRegion(claim.region)} ${number(claim.share)}`;
    case 'measure': {
      const terms = claim.terms.map(({ coefficient, measure, region }) => printTerm(coefficient, measure, region));
      const accuracies = claim.accuracies.map(
        ({ coefficient, data, label }) => `${number(coefficient)} accuracy ${quoted(data)} ${quoted(label)}`,
      );
      return `measure ${number(claim.constant)} ${claim.operator} ${[...terms, ...accuracies].join(' ')}`.trimEnd();
    }
  }
}

function printTerm(coefficient: number, measure: MeasureName, region: ClaimRegion<Ref>): string {
  return `${number(coefficient)} ${measure} ${printRegion(region)}`;
}

function printRegion({ region, meaning, name }: ClaimRegion<Ref>): string {
  return `${meaning ? `${meaning} ` : ''}${printRef(region)}${name === undefined ? '' : ` as ${quoted(name)}`}`;
}

/** `_` where the claim gives no coordinate. */
function printPoint(point: readonly (number | undefined)[]): string {
  return `[${point.map((x) => (x === undefined ? '_' : number(x))).join(', ')}]`;
}

/** The shortest text that reads back as the same number. */
function number(value: number): string {
  return String(value);
}

function vector(values: readonly number[]): string {
  return `[${values.map(number).join(', ')}]`;
}

function matrix(rows: readonly (readonly number[])[]): string {
  return `[${rows.map(vector).join(', ')}]`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
