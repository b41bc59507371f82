import type { Span } from '../base/source.ts';
import { Unreadable } from '../base/untrusted.ts';
import type { AccuracyTerm, ClaimRegion, GateSettings, MeasureName, Sharpness } from '../program/program.ts';
import type {
  GateMember,
  GraphCheck,
  GraphClaim,
  GraphHead,
  GraphInput,
  GraphName,
  Ref,
  RegionGraph,
  RegionNode,
} from './graph.ts';
import { TextReader } from './text-reader.ts';
import { verifyGraph } from './verify.ts';

/** What keeps a text from being a graph. */
export interface GraphProblem {
  readonly kind: 'problem';
  readonly problem: string;
}

/** The graph of a text that `printGraph` made. Any other text gives a problem: nothing of it is trusted. */
export function readGraph(text: string): RegionGraph | GraphProblem {
  try {
    const graph = readLines(text.split('\n'));
    const problem = verifyGraph(graph)[0];
    return problem === undefined ? graph : { kind: 'problem', problem };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'problem', problem: error.message };
    throw error;
  }
}

type HeadRow = {
  readonly name: string;
  readonly ref: Ref;
  readonly kind: 'outputs' | 'classes';
  readonly text: string;
  readonly unknown: boolean;
};

function readLines(lines: readonly string[]): RegionGraph {
  const inputs: GraphInput[] = [];
  const nodes: RegionNode[] = [];
  const origins: Span[][] = [];
  const names: GraphName[] = [];
  const rows: HeadRow[] = [];
  const checks: GraphCheck[] = [];
  const docs: string[] = [];
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const reader = new TextReader(line, i + 1);
    if (reader.takes('doc')) docs.push(reader.string());
    else if (reader.takes('input')) inputs.push(readInput(reader));
    else if (reader.takes('head')) rows.push(readHeadRow(reader));
    else if (reader.takes('check')) checks.push(readCheck(reader));
    else if (reader.takes('region')) names.push(readName(reader, 'region'));
    else if (reader.takes('output')) names.push(readName(reader, 'output'));
    else if (reader.takes('class')) names.push(readName(reader, 'class'));
    else {
      if (reader.node() !== nodes.length) reader.fail('the nodes are not in order');
      reader.expect('=');
      nodes.push(readNode(reader));
      origins.push(readSpans(reader));
    }
    reader.end();
  }
  const [doc] = docs;
  return { inputs, nodes, names, head: headOf(rows), checks, origins, ...(doc !== undefined && { doc }) };
}

function readInput(reader: TextReader): GraphInput {
  const name = reader.string();
  reader.expect('in');
  const [lo = NaN, hi = NaN] = readVector(reader);
  reader.expect('columns');
  const columns = reader.list(() => reader.string());
  const run = reader.takes('run') ? { run: readRun(reader) } : {};
  const category = reader.takes('category') ? { category: readCategory(reader) } : {};
  return { name, lo, hi, columns, ...run, ...category, ...readDoc(reader) };
}

function readRun(reader: TextReader): NonNullable<GraphInput['run']> {
  const [first, last, place] = [reader.string(), reader.string(), reader.number()];
  reader.expect('of');
  return { first, last, place, size: reader.number() };
}

function readCategory(reader: TextReader): NonNullable<GraphInput['category']> {
  const input = reader.string();
  const value = reader.numberAhead() ? reader.number() : reader.string();
  return { input, value, open: reader.takes('open') };
}

function readDoc(reader: TextReader): { readonly doc?: string } {
  return reader.takes('doc') ? { doc: reader.string() } : {};
}

function readName(reader: TextReader, role: GraphName['role']): GraphName {
  const name = reader.string();
  reader.expect('=');
  return { name, role, ref: readRef(reader), ...readDoc(reader) };
}

function readHeadRow(reader: TextReader): HeadRow {
  const name = reader.string();
  const kind = reader.takes('column') ? 'outputs' : 'classes';
  if (kind === 'classes') reader.expect('label');
  const text = reader.string();
  reader.expect('=');
  const ref = readRef(reader);
  return { name, kind, text, ref, unknown: kind === 'classes' && reader.takes('unknown') };
}

function headOf(rows: readonly HeadRow[]): GraphHead {
  const kind = rows[0]?.kind;
  if (rows.some((row) => row.kind !== kind)) throw new Unreadable('the head mixes outputs and classes');
  switch (kind) {
    case undefined:
      return { kind: 'none' };
    case 'outputs':
      return { kind, outputs: rows.map(({ name, text, ref }) => ({ name, column: text, ref })) };
    case 'classes':
      return {
        kind,
        classes: rows.map(({ name, text, ref, unknown }) => ({ name, label: text, ref, ...(unknown && { unknown }) })),
      };
  }
}

function readRef(reader: TextReader): Ref {
  const negated = reader.takes('not');
  return { node: reader.node(), negated };
}

function readNode(reader: TextReader): RegionNode {
  const kind = reader.word();
  switch (kind) {
    case 'constant': {
      const value = reader.takes('true');
      if (!value) reader.expect('false');
      return { kind, value, ...readMarks(reader) };
    }
    case 'halfspace': {
      const a = named(reader, 'a', readVector);
      const beta = named(reader, 'beta', readNumber);
      return { kind, a, beta, sharpness: readSharpness(reader), ...readMarks(reader) };
    }
    case 'quadric': {
      const A = named(reader, 'A', readMatrix);
      const b = named(reader, 'b', readVector);
      const alpha = named(reader, 'alpha', readNumber);
      const beta = named(reader, 'beta', readNumber);
      const open = reader.takes('open') ? { open: true as const } : {};
      return { kind, A, b, alpha, beta, ...open, sharpness: readSharpness(reader), ...readMarks(reader) };
    }
    case 'gaussian': {
      const mean = named(reader, 'mean', readVector);
      const factor = named(reader, 'factor', readMatrix);
      const level = named(reader, 'level', readNumber);
      return { kind, mean, factor, level, sharpness: readSharpness(reader), ...readMarks(reader) };
    }
    case 'at':
      return readGate(reader);
    default:
      return reader.fail(`\`${kind}\` is no kind of region`);
  }
}

function readGate(reader: TextReader): RegionNode {
  reader.expect('least');
  const threshold = reader.number();
  const margin = reader.takes('+-') ? { margin: reader.number() } : {};
  reader.expect('of');
  const members = reader.list((): GateMember => {
    const weight = reader.numberAhead() ? reader.number() : 1;
    if (weight !== 1) reader.expect('*');
    return { ref: readRef(reader), weight };
  }, '()');
  const settings = reader.takes('with') ? { settings: readSettings(reader) } : {};
  return { kind: 'gate', members, threshold, ...margin, ...settings, ...readMarks(reader) };
}

function readSettings(reader: TextReader): GateSettings {
  const gain = reader.takes('gain') ? { gain: reader.number() } : {};
  return { ...gain, ...(reader.takes('bias') && { bias: reader.number() }) };
}

function readSharpness(reader: TextReader): Sharpness {
  const kind = reader.word();
  if (kind === 'category') return { kind };
  const value = reader.number();
  switch (kind) {
    case 'band':
      return { kind, band: value };
    case 'width':
      return { kind, width: value };
    case 'share':
      return { kind, share: value };
    case 'gain':
      return { kind, gain: value };
    default:
      return reader.fail(`\`${kind}\` is no sharpness`);
  }
}

function readMarks(reader: TextReader): { readonly frozen: boolean; readonly named: boolean } {
  const frozen = reader.takes('frozen');
  return { frozen, named: reader.takes('named') };
}

function readSpans(reader: TextReader): Span[] {
  const spans: Span[] = [];
  while (reader.takes('@')) spans.push({ file: reader.string(), start: reader.number(), end: reader.number() });
  return spans;
}

function readCheck(reader: TextReader): GraphCheck {
  reader.expect('line');
  const line = reader.number();
  const text = reader.string();
  reader.expect('=');
  const negated = reader.takes('false');
  if (!negated) reader.expect('true');
  return { text, line, negated, claim: readClaim(reader) };
}

function readClaim(reader: TextReader): GraphClaim {
  const kind = reader.word();
  switch (kind) {
    case 'contains': {
      const region = readRegion(reader);
      const points: (readonly (number | undefined)[])[] = [];
      while (!reader.atEnd()) points.push(reader.list(() => (reader.takes('_') ? undefined : reader.number())));
      return { kind, region, points };
    }
    case 'inside':
      return { kind, inner: readRegion(reader), outer: readRegion(reader) };
    case 'disjoint':
      return { kind, left: readRegion(reader), right: readRegion(reader) };
    case 'empty':
      return { kind, region: readRegion(reader) };
    case 'certified':
      return { kind, region: readRegion(reader), share: reader.number() };
    case 'measure': {
      const constant = reader.number();
      const operator = readOperator(reader);
      const terms: { coefficient: number; measure: MeasureName; region: ClaimRegion<Ref> }[] = [];
      const accuracies: AccuracyTerm[] = [];
      while (!reader.atEnd()) {
        const coefficient = reader.number();
        if (reader.takes('accuracy')) accuracies.push({ coefficient, data: reader.string(), label: reader.string() });
        else terms.push({ coefficient, measure: readMeasure(reader), region: readRegion(reader) });
      }
      return { kind, terms, accuracies, constant, operator };
    }
    default:
      return reader.fail(`\`${kind}\` is no claim`);
  }
}

function readRegion(reader: TextReader): ClaimRegion<Ref> {
  const meaning = reader.takes('exact') ? 'exact' : reader.takes('soft') ? 'soft' : undefined;
  const region = readRef(reader);
  const name = reader.takes('as') ? reader.string() : undefined;
  return { region, ...(meaning && { meaning }), ...(name !== undefined && { name }) };
}

function readOperator(reader: TextReader): '<=' | '<' | '>=' | '>' {
  for (const operator of ['<=', '<', '>=', '>'] as const) if (reader.takes(operator)) return operator;
  return reader.fail('a comparison is missing');
}

function readMeasure(reader: TextReader): MeasureName {
  const measures = ['shift', 'width', 'confidence', 'agreement', 'tolerance'] as const;
  return measures.find((measure) => reader.takes(measure)) ?? reader.fail('a measure is missing');
}

function named<T>(reader: TextReader, name: string, read: (reader: TextReader) => T): T {
  reader.expect(name);
  return read(reader);
}

function readNumber(reader: TextReader): number {
  return reader.number();
}

function readVector(reader: TextReader): number[] {
  return reader.list(() => reader.number());
}

function readMatrix(reader: TextReader): number[][] {
  return reader.list(() => readVector(reader));
}
