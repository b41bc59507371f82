import { diagnostic, type Diagnostic } from '../../base/diagnostic.ts';
import { bandOf, extent, growthOf } from '../../region/margin.ts';
import { shownText, type Inquiry } from './inquiry.ts';

/** The slope of a sigmoid is below a hundredth of its peak farther from the boundary than this many widths (GUARANTEES 4). */
const reach = 0.82;

/** The share of an extent in which a unit must learn, not to be called too sharp. */
const leastShare = 0.005;

/** Comparisons with a transition so narrow that hardly a row of data would move them in training. */
export function* examineTransitions(inquiry: Inquiry): Generator<readonly Diagnostic[], void> {
  const { graph, program } = inquiry;
  for (const [index, node] of graph.nodes.entries()) {
    if (node.kind === 'constant' || node.kind === 'gate' || node.sharpness.kind === 'category' || node.frozen) continue;
    const span = graph.origins[index]?.find(({ file }) => file === program.source.path);
    const shown = span && shownText(inquiry, span);
    if (!span || shown === undefined) continue;
    const width = 2 * bandOf(node, graph.inputs, confidence).tolerance;
    const share = (2 * reach * width) / extent(node, growthOf(node), graph.inputs);
    yield share < leastShare ? [diagnostic('R0466', span, { shown, share })] : [];
  }
}

/** That a transition reaches from -c to c: what a network is to have of every unit. */
const confidence = 0.95;
