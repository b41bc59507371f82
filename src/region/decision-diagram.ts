/** The function that holds nowhere, and the one that holds everywhere, in every diagram. */
export const never = 0;
export const always = 1;

/** Nodes that fit into one key of two. */
const mostNodes = 2 ** 22;
/** Remembered results of one operation; past it they are forgotten and worked out anew. */
const mostResults = 500_000;

type Operation = 'and' | 'or' | 'minus';

/**
 * Boolean functions of variables 0, 1, ... as one reduced ordered decision diagram (Bryant 1986). A function is the
 * number of its node, so equal functions are equal numbers. Past `limit` nodes the diagram is full: all it then gives
 * is meaningless, and quickly so.
 */
export class DecisionDiagram {
  readonly #limit: number;
  readonly #variables: number[] = [Infinity, Infinity];
  readonly #low: number[] = [never, always];
  readonly #high: number[] = [never, always];
  readonly #places = new Map<number, Map<number, number>>();
  readonly #results = {
    and: new Map<number, number>(),
    or: new Map<number, number>(),
    minus: new Map<number, number>(),
  };
  #isFull = false;

  constructor(limit: number) {
    this.#limit = Math.min(limit, mostNodes);
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  /** Says that what is wanted of the diagram is more than it is to hold. */
  giveUp(): void {
    this.#isFull = true;
  }

  /** The function that is `high` where the variable holds and `low` elsewhere; both depend on later variables only. */
  choose(variable: number, low: number, high: number): number {
    if (low === high) return low;
    let places = this.#places.get(variable);
    if (!places) this.#places.set(variable, (places = new Map()));
    const key = low * mostNodes + high;
    const known = places.get(key);
    if (known !== undefined) return known;
    const node = this.#variables.length;
    if (node >= this.#limit) this.giveUp();
    if (this.#isFull) return never;
    this.#variables.push(variable);
    this.#low.push(low);
    this.#high.push(high);
    places.set(key, node);
    return node;
  }

  literal(variable: number, negated: boolean): number {
    return negated ? this.choose(variable, always, never) : this.choose(variable, never, always);
  }

  and(f: number, g: number): number {
    return this.#apply('and', f, g);
  }

  or(f: number, g: number): number {
    return this.#apply('or', f, g);
  }

  /** f without g. */
  minus(f: number, g: number): number {
    return this.#apply('minus', f, g);
  }

  not(f: number): number {
    return this.minus(always, f);
  }

  /** The first variable that a function depends on; Infinity for the constants. */
  variableOf(f: number): number {
    return this.#variables[f] ?? Infinity;
  }

  /** A function where the variable fails and where it holds; it depends on no earlier one. */
  split(f: number, variable: number): readonly [low: number, high: number] {
    return this.variableOf(f) === variable ? [this.#low[f] ?? never, this.#high[f] ?? never] : [f, f];
  }

  /** All variables that a function depends on. */
  variablesOf(f: number): ReadonlySet<number> {
    const seen = new Set([f]);
    for (const node of seen) {
      if (node === never || node === always) continue;
      seen.add(this.#low[node] ?? never).add(this.#high[node] ?? never);
    }
    return new Set([...seen].flatMap((node) => (node === never || node === always ? [] : [this.variableOf(node)])));
  }

  /** Node by node from the variables up, on a stack of our own: a function may be deeper than the call stack. */
  #apply(operation: Operation, first: number, second: number): number {
    const known = this.#results[operation];
    const values: number[] = [];
    const waiting: [f: number, g: number, isSplit: boolean][] = [[first, second, false]];
    for (let step = waiting.pop(); step; step = waiting.pop()) {
      if (this.#isFull) return never;
      const [f, g, isSplit] = step;
      const variable = Math.min(this.variableOf(f), this.variableOf(g));
      const key = f * mostNodes + g;
      if (isSplit) {
        const [high = never, low = never] = [values.pop(), values.pop()];
        const value = this.choose(variable, low, high);
        if (known.size > mostResults) known.clear();
        known.set(key, value);
        values.push(value);
        continue;
      }
      const value = simple(operation, f, g) ?? known.get(key);
      if (value !== undefined) {
        values.push(value);
        continue;
      }
      const [[f0, f1], [g0, g1]] = [this.split(f, variable), this.split(g, variable)];
      waiting.push([f, g, true], [f1, g1, false], [f0, g0, false]);
    }
    return values[0] ?? never;
  }
}

/** What needs no look into the functions. */
function simple(operation: Operation, f: number, g: number): number | undefined {
  switch (operation) {
    case 'and':
      if (f === never || g === never) return never;
      if (f === always || f === g) return g;
      return g === always ? f : undefined;
    case 'or':
      if (f === always || g === always) return always;
      if (f === never || f === g) return g;
      return g === never ? f : undefined;
    case 'minus':
      if (f === never || g === always || f === g) return never;
      return g === never ? f : undefined;
  }
}
