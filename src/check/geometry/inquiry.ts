import type { Span } from '../../base/source.ts';
import type { NamedRegion, Program } from '../../program/program.ts';
import type { PlacedGate } from '../../region/build.ts';
import type { Ref, RegionGraph } from '../../region/graph.ts';
import { ask, type Answer } from './ask.ts';
import { remembering, type Memory } from './memory.ts';
import type { LinearSolver } from '../linear-solver.ts';
import { SamplePoints } from './sample-points.ts';

/** A text under examination, and what can be asked of it. */
export interface Inquiry {
  readonly program: Program;
  readonly graph: RegionGraph;
  /** Of its named regions. */
  readonly gates: readonly PlacedGate[];
  /** A point in all of these regions of the graph, or of another that has its nodes first. */
  readonly ask: (regions: readonly Ref[], graph?: RegionGraph) => Answer;
  /** Whether a region holds everywhere in the box, or nowhere; undefined where it does neither, or it is not known. */
  readonly constantValue: (region: Ref) => boolean | undefined;
  readonly refOf: (name: string) => Ref | undefined;
}

/** Of one question. */
export interface InquiryLimits {
  /** Called at the start of a question: tells from then on whether its time is up. */
  readonly begin: () => () => boolean;
  readonly solver?: LinearSolver;
  readonly memory?: Memory;
  readonly seed: number;
}

export function makeInquiry(
  program: Program,
  graph: RegionGraph,
  gates: readonly PlacedGate[],
  { begin, seed, solver, memory }: InquiryLimits,
): Inquiry {
  const points = new SamplePoints(graph, seed);
  const names = new Map(graph.names.map(({ name, ref }) => [name, ref]));
  const constants = new Map<number, boolean | undefined>();
  const remember = remembering(memory, graph, (regions, asked) => {
    const known = points.find(asked, regions);
    const late = begin();
    const answer = ask(asked, regions, { late, seed, ...(solver && { solver }), ...(known && { known }) });
    return answer.kind === 'open' && late() ? undefined : answer;
  });
  const askIn: Inquiry['ask'] = (regions, asked = graph) => remember(regions, asked);
  const constantNode = (node: number): boolean | undefined => {
    if (!constants.has(node)) {
      const isNone = (negated: boolean): boolean =>
        !points.find(graph, [{ node, negated }]) && askIn([{ node, negated }]).kind === 'none';
      constants.set(node, isNone(false) ? false : isNone(true) ? true : undefined);
    }
    return constants.get(node);
  };
  return {
    program,
    graph,
    gates,
    ask: askIn,
    constantValue: ({ node, negated }) => {
      const value = constantNode(node);
      return value === undefined ? undefined : value !== negated;
    },
    refOf: (name) => names.get(name),
  };
}

const longest = 60;

/** The named regions that the text itself declares. */
export function ownRegions({ program }: Inquiry): readonly NamedRegion[] {
  return program.regions.filter(({ span }) => span.file === program.source.path);
}

/** The text of a span, on one line, a long one cut short; undefined where it is of another file. */
export function shownText({ program: { source } }: Inquiry, span: Span): string | undefined {
  if (span.file !== source.path) return undefined;
  const text = source.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
