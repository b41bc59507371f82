import { makeExactSets } from '../exec/exact-sets.ts';
import type { Crew } from '../exec/crew.ts';
import { largestOf, makeForward, type ForwardChoice } from '../exec/forward.ts';
import { samplesOf, takeRows, type LabelledDataset } from './samples.ts';
import { calibrationOf, type Calibration } from './calibration.ts';
import { fitNetwork } from '../exec/fit.ts';
import type { Network } from '../network/network.ts';
import type { RegionGraph } from '../region/graph.ts';
import { headRefs } from '../region/roots.ts';

/** How well a network answers for labelled rows, and how far it still says what its text says. */
export interface Score {
  readonly rows: number;
  /** Share of right answers: of rows, or of rows and outputs. */
  readonly accuracy: number;
  /** Mean cross-entropy, as in training. */
  readonly loss: number;
  /** Share of answers that are those of the text's exact sets, whatever the data says. */
  readonly agreement: number;
  readonly confusion: Confusion;
  readonly calibration: Calibration;
  /** One per class in file order, or one per output. */
  readonly classes: readonly ClassScore[];
}

/** How often what was true (row) got which answer (column). Outputs count as true and false, all of them together. */
export interface Confusion {
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface ClassScore {
  /** A class's label, an output's name. */
  readonly label: string;
  /** That have this class, or where this output should be true. */
  readonly rows: number;
  /** Share of such answers that are right; absent where it is never the answer. */
  readonly precision?: number;
  /** Share of such rows that are found; absent where there are none. */
  readonly recall?: number;
  /** Mean cross-entropy: of this class's rows, or of this output over all rows. */
  readonly loss?: number;
}

/** How well the text itself answers, without any network. */
export interface ExactScore {
  readonly rows: number;
  readonly accuracy: number;
  /** With one more label where the text leaves gaps: a row in no class has no answer. */
  readonly confusion: Confusion;
}

/** Needs targets of the network's own kind. */
export function score(network: Network, dataset: LabelledDataset, choice?: ForwardChoice, crew?: Crew): Score {
  const samples = samplesOf(network, dataset);
  const truth = truthOf(dataset);
  const given = makeForward(network, choice, crew)(dataset.points, dataset.rows);
  const answers = networkAnswers(network, given, dataset.rows);
  const exact = exactAnswers(network.text, dataset);
  const { head } = network;
  const fit = fitNetwork(network, { crew });
  const { loss } = fit(samples);
  const confusion = confusionOf(labelsOf(network.text), truth, answers);
  const calibration = calibrationOf(
    answers.map((answer, at) => ({
      probability:
        head.kind === 'classes'
          ? (given[at * head.classes.length + answer] as number)
          : (1 + Math.abs(given[at] as number)) / 2,
      isRight: answer === truth[at],
    })),
  );
  const common = { rows: dataset.rows, accuracy: shareEqual(truth, answers), loss, confusion, calibration };
  const agreement = shareEqual(exact, answers);
  if (head.kind === 'classes') {
    const lossOfClass = (index: number): number => {
      const rows = truth.flatMap((label, row) => (label === index ? [row] : []));
      return fit(takeRows(samples, rows)).loss;
    };
    const classes = head.classes.map(({ label }, index) =>
      classScore(label, confusion.counts, index, lossOfClass(index)),
    );
    return { ...common, agreement, classes };
  }
  const classes = head.outputs.map((output, index) => {
    const alone: Network = { ...network, head: { kind: 'outputs', outputs: [output] } };
    const ofOutput = (values: readonly number[]): number[] =>
      values.filter((_, at) => at % head.outputs.length === index);
    const wanted = samples.wanted.filter((_, at) => at % head.outputs.length === index);
    const { counts } = confusionOf(sides, ofOutput(truth), ofOutput(answers));
    return classScore(output.name, counts, inside, fitNetwork(alone)({ ...samples, wanted }).loss);
  });
  return { ...common, agreement, classes };
}

/** Needs targets of the graph's own kind. */
export function scoreExact(graph: RegionGraph, dataset: LabelledDataset): ExactScore {
  const truth = truthOf(dataset);
  const answers = exactAnswers(graph, dataset);
  const labels = labelsOf(graph);
  const withGaps = answers.includes(labels.length) ? [...labels, 'no class'] : labels;
  return {
    rows: dataset.rows,
    accuracy: shareEqual(truth, answers),
    confusion: confusionOf(withGaps, truth, answers),
  };
}

/** The answers of an output, as indices into its labels. */
const sides = ['true', 'false'];
export const inside = 0;
export const outside = 1;

function labelsOf({ head }: RegionGraph): readonly string[] {
  return head.kind === 'classes' ? head.classes.map(({ label }) => label) : sides;
}

/** Per row its class, or per row and output its side. */
export function truthOf({ targets }: LabelledDataset): number[] {
  if (targets.kind === 'classes') return [...targets.indices];
  return Array.from(targets.shares, (share) => (share >= 0.5 ? inside : outside));
}

/** From what the network gives, rows x outputs. */
function networkAnswers({ head }: Network, given: Float64Array, rows: number): number[] {
  if (head.kind === 'outputs') return Array.from(given, (value) => (value >= 0 ? inside : outside));
  return Array.from({ length: rows }, (_, row) => largestOf(given, row, head.classes.length));
}

/** As `networkAnswers`, by the exact sets; a row in no class answers with the number of classes. */
function exactAnswers(graph: RegionGraph, { points, rows }: LabelledDataset): number[] {
  const refs = headRefs(graph.head);
  const holds = makeExactSets(graph, refs)(points, rows);
  if (graph.head.kind !== 'classes') return Array.from(holds, (held) => (held === 1 ? inside : outside));
  return Array.from({ length: rows }, (_, row) => {
    const first = holds.subarray(row * refs.length, (row + 1) * refs.length).indexOf(1);
    return first < 0 ? refs.length : first;
  });
}

function confusionOf(labels: readonly string[], truth: readonly number[], answers: readonly number[]): Confusion {
  const counts = labels.map(() => labels.map(() => 0));
  for (const [at, answer] of answers.entries()) {
    const row = counts[truth[at] ?? 0];
    if (row) row[answer] = (row[answer] ?? 0) + 1;
  }
  return { labels, counts };
}

function classScore(label: string, counts: readonly (readonly number[])[], index: number, loss: number): ClassScore {
  const right = counts[index]?.[index] ?? 0;
  const rows = sum(counts[index] ?? []);
  const answered = sum(counts.map((row) => row[index] ?? 0));
  return {
    label,
    rows,
    ...(answered > 0 && { precision: right / answered }),
    ...(rows > 0 && { recall: right / rows }),
    ...(Number.isFinite(loss) && { loss }),
  };
}

function shareEqual(left: readonly number[], right: readonly number[]): number {
  return left.filter((value, at) => value === right[at]).length / left.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
