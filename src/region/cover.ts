import { always, never, type DecisionDiagram } from './decision-diagram.ts';

/** A variable, or its complement. */
export interface Literal {
  readonly variable: number;
  readonly negated: boolean;
}

/** Terms, each all of some literals, that make up a function together; kept as a tree, for there may be billions. */
export interface Cover {
  /** How many terms. */
  readonly terms: number;
  /** The function, in the diagram it was made from. */
  readonly set: number;
  readonly split?: {
    readonly variable: number;
    /** Terms with the variable's complement, with the variable, and without it. */
    readonly low: Cover;
    readonly high: Cover;
    readonly rest: Cover;
  };
}

/**
 * A cover of all of `least` and of nothing beyond `most`, made of prime terms of `most` none of which can be left out:
 * the method of Minato and Morreale (Minato 1993). `least` lies in `most`.
 */
export function coverOf(diagram: DecisionDiagram, least: number, most: number): Cover {
  const known = new Map<string, Cover>();
  const frames = [framed(diagram, least, most)];
  let answer: Cover | undefined;
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const next = answer ? frame.steps.next(answer) : frame.steps.next();
    answer = undefined;
    if (next.done) {
      known.set(frame.key, next.value);
      answer = next.value;
      frames.pop();
      continue;
    }
    const inner = framed(diagram, ...next.value);
    answer = known.get(inner.key);
    if (!answer) frames.push(inner);
  }
  return answer ?? nothing;
}

/** The terms of a cover, each with its literals by ascending variable. */
export function termsOf(cover: Cover): Literal[][] {
  const terms: Literal[][] = [];
  const waiting: [cover: Cover, literals: readonly Literal[]][] = [[cover, []]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [{ terms: count, split }, literals] = next;
    if (count === 0) continue;
    if (!split) {
      terms.push([...literals]);
      continue;
    }
    const { variable, low, high, rest } = split;
    waiting.push([rest, literals]);
    waiting.push([low, [...literals, { variable, negated: true }]]);
    waiting.push([high, [...literals, { variable, negated: false }]]);
  }
  return terms;
}

/** No term, and the one term without literals. */
const nothing: Cover = { terms: 0, set: never };
const everything: Cover = { terms: 1, set: always };

/** A call that waits for the covers it asks for: functions may be deeper than the call stack. */
interface Frame {
  readonly key: string;
  readonly steps: Generator<Bounds, Cover, Cover>;
}

type Bounds = readonly [least: number, most: number];

function framed(diagram: DecisionDiagram, least: number, most: number): Frame {
  return { key: `${String(least)} ${String(most)}`, steps: steps(diagram, least, most) };
}

function* steps(diagram: DecisionDiagram, least: number, most: number): Generator<Bounds, Cover, Cover> {
  if (least === never || diagram.isFull) return nothing;
  if (most === always) return everything;
  const variable = Math.min(diagram.variableOf(least), diagram.variableOf(most));
  const [least0, least1] = diagram.split(least, variable);
  const [most0, most1] = diagram.split(most, variable);
  // What only a term with the variable, or its complement, can cover.
  const low = yield [diagram.minus(least0, most1), most0];
  const high = yield [diagram.minus(least1, most0), most1];
  const left = diagram.or(diagram.minus(least0, low.set), diagram.minus(least1, high.set));
  const rest = yield [left, diagram.and(most0, most1)];
  return {
    terms: low.terms + high.terms + rest.terms,
    set: diagram.or(rest.set, diagram.choose(variable, low.set, high.set)),
    split: { variable, low, high, rest },
  };
}
