import type { Literal } from './cover.ts';
import { always, never, type DecisionDiagram } from './decision-diagram.ts';

/** With more variables there are too many terms to look at. */
const mostVariables = 10;
/** Choices that the search looks at before it is content with the best cover so far. */
const mostChoices = 5_000;

/**
 * A cover of all of `least` and of nothing beyond `most` that has the fewest terms, and of those one of the fewest
 * literals: all prime terms after Quine and McCluskey, then a search by branch and bound for those that are needed.
 * `start`, such a cover too, is the answer where there are many variables, or nothing better is found soon.
 */
export function fewestTerms(
  diagram: DecisionDiagram,
  { least, most }: { readonly least: number; readonly most: number },
  start: readonly (readonly Literal[])[],
): readonly (readonly Literal[])[] {
  const variables = [...new Set([...diagram.variablesOf(least), ...diagram.variablesOf(most)])].sort((a, b) => a - b);
  if (start.length < 2 || variables.length > mostVariables) return start;
  const primes = primeTerms(diagram, most, variables);
  const points = pointsIn(diagram, least, variables)
    .map((point) => ({ point, terms: primes.filter((term) => term.points.has(point)) }))
    // Where fewest terms are to choose from, the choice comes first.
    .toSorted((a, b) => a.terms.length - b.terms.length);
  const places = new Map(points.map(({ point }, i) => [point, i]));
  const terms = new Map(
    primes.map((term) => {
      const covered = [...term.points].flatMap((point) => places.get(point) ?? []);
      return [
        term,
        { literals: term.literals, covers: covered.reduce((set, place) => set | (1n << BigInt(place)), 0n) },
      ];
    }),
  );
  return search(
    points.map((point) => point.terms.flatMap((term) => terms.get(term) ?? [])),
    start,
  );
}

/** A prime term by the points in it: bit i of a point is the value of the i-th variable. */
interface Prime {
  readonly literals: readonly Literal[];
  readonly points: ReadonlySet<number>;
}

/** Terms as numbers of base 3, a digit a variable: its complement, the variable itself, or 2 for neither. */
function primeTerms(diagram: DecisionDiagram, most: number, variables: readonly number[]): Prime[] {
  const powers = variables.map((_, i) => 3 ** i);
  const digit = (term: number, i: number): number => Math.floor(term / (powers[i] ?? 1)) % 3;
  const fits = new Uint8Array(3 ** variables.length);
  for (let term = 0; term < fits.length; term++) {
    const free = variables.findIndex((_, i) => digit(term, i) === 2);
    const power = powers[free];
    fits[term] =
      power === undefined
        ? Number(holdsAt(diagram, most, variables, (i) => digit(term, i) === 1))
        : (fits[term - power] ?? 0) & (fits[term - 2 * power] ?? 0);
  }
  const primes: Prime[] = [];
  fits.forEach((isTerm, term) => {
    const isPrime = powers.every((power, i) => digit(term, i) === 2 || !fits[term + (2 - digit(term, i)) * power]);
    if (!isTerm || !isPrime) return;
    const literals = variables.flatMap((variable, i): Literal[] =>
      digit(term, i) === 2 ? [] : [{ variable, negated: digit(term, i) === 0 }],
    );
    const points = variables.reduce(
      (found, _, i) =>
        found.flatMap((point) => [
          ...(digit(term, i) !== 1 ? [point] : []),
          ...(digit(term, i) !== 0 ? [point + 2 ** i] : []),
        ]),
      [0],
    );
    primes.push({ literals, points: new Set(points) });
  });
  return primes;
}

function pointsIn(diagram: DecisionDiagram, set: number, variables: readonly number[]): number[] {
  const points = Array.from({ length: 2 ** variables.length }, (_, point) => point);
  return points.filter((point) => holdsAt(diagram, set, variables, (i) => ((point >> i) & 1) === 1));
}

function holdsAt(
  diagram: DecisionDiagram,
  set: number,
  variables: readonly number[],
  valueOf: (i: number) => boolean,
): boolean {
  let left = set;
  for (const [i, variable] of variables.entries()) {
    if (left === never || left === always) break;
    left = diagram.split(left, variable)[valueOf(i) ? 1 : 0];
  }
  return left === always;
}

/** A term that may be chosen, with the points it covers as a set of bits. */
interface Choice {
  readonly literals: readonly Literal[];
  readonly covers: bigint;
}

/** Per point the terms it may be covered by; the fewest that cover all, or `start` if that is no worse. */
function search(
  points: readonly (readonly Choice[])[],
  start: readonly (readonly Literal[])[],
): readonly (readonly Literal[])[] {
  // Points apart: no term covers two of them, so each needs one of its own.
  const around = points.map((choices) => choices.reduce((set, { covers }) => set | covers, 0n));
  const leastFor = (open: bigint): number => {
    let count = 0;
    for (let left = open; left !== 0n; count++) left &= ~(around[lowestBit(left)] ?? 0n);
    return count;
  };
  let best = { terms: start, literals: literalsIn(start) };
  let choices = 0;
  const choose = (open: bigint, terms: readonly (readonly Literal[])[]): void => {
    const literals = literalsIn(terms);
    if (open === 0n) {
      if (terms.length < best.terms.length || literals < best.literals) best = { terms, literals };
      return;
    }
    const least = terms.length + leastFor(open);
    for (const { literals: own, covers } of byGain(points[lowestBit(open)] ?? [], open)) {
      const isHopeless =
        least > best.terms.length || (least === best.terms.length && literals + own.length > best.literals);
      if (isHopeless || choices > mostChoices) return;
      choices += 1;
      choose(open & ~covers, [...terms, own]);
    }
  };
  choose((1n << BigInt(points.length)) - 1n, []);
  return best.terms;
}

/** Those first that cover most of what is open. */
function byGain(choices: readonly Choice[], open: bigint): Choice[] {
  const gained = choices.map((choice) => ({ choice, gain: countBits(choice.covers & open) }));
  return gained
    .toSorted((a, b) => b.gain - a.gain || a.choice.literals.length - b.choice.literals.length)
    .map(({ choice }) => choice);
}

function literalsIn(terms: readonly (readonly Literal[])[]): number {
  return terms.reduce((total, term) => total + term.length, 0);
}

function lowestBit(set: bigint): number {
  return (set & -set).toString(2).length - 1;
}

function countBits(set: bigint): number {
  return set.toString(2).replaceAll('0', '').length;
}
