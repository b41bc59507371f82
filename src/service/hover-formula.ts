import type { Span } from '../base/source.ts';
import { shortNumber } from '../region/describe.ts';
import type { PrimitiveNode, RegionGraph } from '../region/graph.ts';
import type { Analysis } from './analyse.ts';
import type { Examination } from './examination.ts';

/** A primitive and its numbers, in Markdown. */
export interface Formula {
  readonly span: Span;
  readonly markdown: string;
}

/** The primitive that an operator or bracket at `offset` belongs to: its numbers in the units of the inputs. */
export function formulaAt(analysis: Analysis, offset: number, examination?: Examination): Formula | undefined {
  const graph = analysis.meaning?.written();
  if (!graph) return undefined;
  const found = smallestAround(graph, analysis.source.path, offset);
  if (!found) return undefined;
  const { node, span } = found;
  const unit = examination?.units.find(({ spans }) => spans.some((each) => isSame(each, span)));
  const lines = [
    ...formulaLines(graph, node),
    ...(unit ? [`gain ${shortNumber(Number(unit.gain.toPrecision(4)))}`] : []),
    ...(unit && Number.isFinite(unit.tolerance)
      ? [`known beyond ${shortNumber(Number(unit.tolerance.toPrecision(4)))} from its boundary`]
      : []),
  ];
  return { span, markdown: lines.map((line) => `- ${line}`).join('\n') };
}

function smallestAround(
  { nodes, origins }: RegionGraph,
  file: string,
  offset: number,
): { readonly node: PrimitiveNode; readonly span: Span } | undefined {
  let best: { readonly node: PrimitiveNode; readonly span: Span } | undefined;
  for (const [i, node] of nodes.entries()) {
    if (node.kind === 'constant' || node.kind === 'gate') continue;
    for (const span of origins[i] ?? []) {
      if (span.file !== file || offset < span.start || span.end < offset) continue;
      if (!best || span.end - span.start < best.span.end - best.span.start) best = { node, span };
    }
  }
  return best;
}

function formulaLines({ inputs }: RegionGraph, node: PrimitiveNode): string[] {
  switch (node.kind) {
    case 'halfspace': {
      const size = Math.hypot(...node.a);
      const normal = node.a.flatMap((x, i) => (x === 0 ? [] : [`${inputs[i]?.name ?? ''}: ${short(x)}`]));
      return [
        'halfspace',
        `normal ${normal.join(', ')}`,
        `offset ${short(node.beta)}`,
        `distance of the boundary from 0: ${short(node.beta / size)}`,
      ];
    }
    case 'quadric':
      return [`ellipsoid in ${usedIn(inputs, node.A)}`, `scale ${short(node.alpha)}, level ${short(node.beta)}`];
    case 'gaussian':
      return [
        `gaussian in ${usedIn(inputs, node.factor)}`,
        `mean ${node.mean.map(short).join(', ')}`,
        `level ${short(node.level)}`,
      ];
  }
}

function usedIn(inputs: RegionGraph['inputs'], rows: readonly (readonly number[])[]): string {
  return inputs
    .filter((_, i) => rows.some((row) => row[i] !== 0))
    .map(({ name }) => name)
    .join(', ');
}

function short(value: number): string {
  return shortNumber(Number(value.toPrecision(4)));
}

function isSame(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}
