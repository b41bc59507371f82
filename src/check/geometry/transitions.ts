import { diagnostic, type Diagnostic } from '../../base/diagnostic.ts';
import { oneHotsOf, randomPoint } from '../../base/one-hot.ts';
import { makeRandom } from '../../base/random.ts';
import { bandOf, growthOf, margin } from '../../region/margin.ts';
import type { PrimitiveNode } from '../../region/graph.ts';
import { valueAt } from '../../region/primitive.ts';
import { shownText, type Inquiry } from './inquiry.ts';

/** The slope of a sigmoid is below a hundredth of its peak farther from the boundary than this many widths (GUARANTEES 4). */
const reach = 0.82;

/** A share of the box below which a transition is called narrow. */
const leastShare = 0.005;

const samples = 2000;

/** Comparisons whose transition is so narrow that hardly a point of the box would move them in training. */
export function* examineTransitions(inquiry: Inquiry): Generator<readonly Diagnostic[], void> {
  const { graph, program } = inquiry;
  const random = makeRandom(1);
  const space = { box: graph.inputs, oneHots: oneHotsOf(graph.inputs) };
  const points = Array.from({ length: samples }, () => randomPoint(space, random));
  for (const [index, node] of graph.nodes.entries()) {
    if (node.kind === 'constant' || node.kind === 'gate' || node.sharpness.kind === 'category') continue;
    const span = graph.origins[index]?.find(({ file }) => file === program.source.path);
    const shown = span && shownText(inquiry, span);
    if (!span || shown === undefined || node.frozen) continue;
    const share = shareNear(inquiry, node, points);
    yield share < leastShare ? [diagnostic('R0466', span, { shown, share })] : [];
  }
}

/** The share of points at which the unit of a primitive still learns; 1 where the boundary lies outside the box. */
function shareNear({ graph }: Inquiry, node: PrimitiveNode, points: readonly (readonly number[])[]): number {
  const { tolerance } = bandOf(node, graph.inputs, 0.95);
  const values = points.map((point) => valueAt(node, point));
  const crosses = values.some((f) => f >= 0) && values.some((f) => f < 0);
  if (!crosses || tolerance === Infinity) return 1;
  const near = margin(growthOf(node), reach * 2 * tolerance);
  return values.filter((f) => Math.abs(f) <= near).length / points.length;
}
