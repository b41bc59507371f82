/** A number as the sum of two, the second below half a unit in the last place of the first: about 32 digits. */
export type Twofold = readonly [high: number, low: number];

/** tanh(z ln(2) / 2) = m / (m + 2) with m = 2^z - 1, for z > 0. */
export function sigmaOfPower(z: number): Twofold {
  if (z > 150) return [1, 0];
  const n = Math.round(z);
  const m = powerSeries(product([z - n, 0], ln2));
  const scaled = sum(product(sum(m, [1, 0]), [2 ** n, 0]), [-1, 0]);
  const grown = n === 0 ? m : scaled;
  return quotient(grown, sum(grown, [2, 0]));
}

const ln2: Twofold = [Math.LN2, 2.3190468138462996e-17];

/** e^f - 1 = f + f^2 / 2 + f^3 / 6 + ... for |f| <= 0.35. */
function powerSeries(f: Twofold): Twofold {
  let term = f;
  let total = f;
  for (let k = 2; k < 30; k++) {
    term = quotient(product(term, f), [k, 0]);
    total = sum(total, term);
  }
  return total;
}

function sum(a: Twofold, b: Twofold): Twofold {
  const [high, low] = exactSum(a[0], b[0]);
  return exactSum(high, low + a[1] + b[1]);
}

function product(a: Twofold, b: Twofold): Twofold {
  const [high, low] = exactProduct(a[0], b[0]);
  return exactSum(high, low + a[0] * b[1] + a[1] * b[0]);
}

function quotient(a: Twofold, b: Twofold): Twofold {
  const first = a[0] / b[0];
  const rest = sum(a, product([-first, 0], b));
  const second = rest[0] / b[0];
  const last = sum(rest, product([-second, 0], b))[0] / b[0];
  return sum(exactSum(first, second), [last, 0]);
}

/** Knuth: a + b and what rounding took. */
function exactSum(a: number, b: number): Twofold {
  const total = a + b;
  const part = total - a;
  return [total, a - (total - part) + (b - part)];
}

/** Dekker: a b and what rounding took. */
function exactProduct(a: number, b: number): Twofold {
  const total = a * b;
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return [total, aHigh * bHigh - total + aHigh * bLow + aLow * bHigh + aLow * bLow];
}

function halves(a: number): Twofold {
  const scaled = 134217729 * a;
  const high = scaled - (scaled - a);
  return [high, a - high];
}
