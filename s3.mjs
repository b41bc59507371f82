// src/network/centred.ts
function centreInputs({ inputs, first }) {
  const centre = inputs.map(({ lo, hi }) => {
    const middle = lo + (hi - lo) / 2;
    const rounded = Math.fround(middle);
    return Number.isFinite(rounded) ? rounded : middle;
  });
  return { centre, first: first.map((unit) => moveOrigin(unit, centre)) };
}
function moveOrigin(unit, centre) {
  const at = (row) => row.reduce((sum, a, i) => sum + a * (centre[i] ?? 0), 0);
  switch (unit.kind) {
    case "halfspace":
      return { ...unit, beta: unit.beta - at(unit.a) };
    case "quadric":
      return { ...unit, b: unit.A.map((row, i) => (unit.b[i] ?? 0) - at(row)) };
    case "gaussian":
      return { ...unit, mean: unit.mean.map((value, i) => value - (centre[i] ?? 0)) };
  }
}

// src/base/exponential.ts
function exp(x) {
  if (!(x < largest)) return x < Infinity ? Infinity : x;
  if (x < smallest) return 0;
  const k = Math.round(x * log2e);
  const scale = k >> 1;
  return (1 + nearZero(x - k * ln2High, k * ln2Low)) * powerOfTwo(scale) * powerOfTwo(k - scale);
}
function tanh(t) {
  const size = Math.abs(t);
  if (!(size < saturated)) return t > 0 ? 1 : t < 0 ? -1 : t;
  if (size < linear) return t;
  const k = Math.round(2 * size * log2e);
  const scale = powerOfTwo(k);
  const grown = scale - 1 + scale * nearZero(2 * size - k * ln2High, k * ln2Low);
  const value = grown / (grown + 2);
  return t < 0 ? -value : value;
}
var expError = 2 ** -52;
var tanhError = 2 ** -51;
var log2e = Math.LOG2E;
var ln2High = 0.6931471803691238;
var ln2Low = 19082149292705877e-26;
var largest = 709.7827128933841;
var smallest = -745.1332191019412;
var saturated = 22;
var linear = 1e-9;
var [c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13] = [
  1 / 6,
  1 / 24,
  1 / 120,
  1 / 720,
  1 / 5040,
  1 / 40320,
  1 / 362880,
  1 / 3628800,
  1 / 39916800,
  1 / 479001600,
  1 / 6227020800
];
function nearZero(high, low) {
  const r = high - low;
  const tail = c3 + r * (c4 + r * (c5 + r * (c6 + r * (c7 + r * (c8 + r * (c9 + r * (c10 + r * (c11 + r * (c12 + r * c13)))))))));
  const square = r * r;
  return r + (square * (0.5 + r * tail) + (high - r - low));
}
function powerOfTwo(k) {
  return powers[k + 600];
}
var powers = Float64Array.from({ length: 1200 }, (_, i) => {
  let power = 1;
  for (let k = Math.abs(i - 600); k > 0; k--) power *= 2;
  return i < 600 ? 1 / power : power;
});

// src/network/reference.ts
import { Matrix } from "ml-matrix";

// src/base/sigmoid.ts
function sigma(gain, t) {
  return tanh(gain * t / 2);
}
var headroom = 1 + 2 ** -32;

// src/network/reference.ts
function evaluate(network, points) {
  const layers = [activate(network.first, firstArguments(network.first, points))];
  for (const units of network.later) layers.push(activate(units, linkedArguments(units, valuesOf(layers))));
  const last = valuesOf(layers);
  const { head } = network;
  if (head.kind === "outputs") {
    const outputs = last.map((row) => head.outputs.map(({ unit, sign }) => sign * (row[unit] ?? 0)));
    return { layers, outputs };
  }
  const sums = linkedArguments(head.classes, last);
  const logits = sums.map((row) => row.map((sum, j) => (head.classes[j]?.gain ?? 1) * sum));
  return { layers, logits, outputs: logits.map(softmax) };
}
function valuesOf(layers) {
  return layers.at(-1)?.values ?? [];
}
function activate(units, table) {
  return { arguments: table, values: table.map((row) => row.map((value, j) => sigma(units[j]?.gain ?? 1, value))) };
}
function firstArguments(units, points) {
  const X = matrix(points);
  const columns = units.map((unit) => primitiveArguments(unit, X));
  return points.map((_, i) => columns.map((column) => column[i] ?? 0));
}
function primitiveArguments(unit, X) {
  switch (unit.kind) {
    case "halfspace":
      return affine(X, [unit.a], [unit.beta]).to1DArray();
    case "quadric":
      return squaredNorms(affine(X, unit.A, unit.b)).map((square) => unit.beta - unit.alpha * square);
    case "gaussian": {
      const offsets = X.clone().subRowVector([...unit.mean]);
      const squares = squaredNorms(
        affine(
          offsets,
          unit.factor,
          unit.factor.map(() => 0)
        )
      );
      return squares.map((square) => exp(-square / 2) - unit.level);
    }
  }
}
function affine(X, A, b) {
  return X.mmul(matrix(A).transpose()).subRowVector([...b]);
}
function squaredNorms(rows) {
  return rows.to2DArray().map((row) => row.reduce((sum, value) => sum + value * value, 0));
}
function linkedArguments(units, below) {
  const width = below[0]?.length ?? 0;
  if (width === 0) return below.map(() => units.map(({ bias }) => -bias));
  const A = Matrix.zeros(units.length, width);
  units.forEach(({ links, weights }, row) => {
    links.forEach((link, i) => A.set(row, link, weights[i] ?? 0));
  });
  return affine(
    matrix(below),
    A.to2DArray(),
    units.map(({ bias }) => bias)
  ).to2DArray();
}
function matrix(rows) {
  return new Matrix(rows.map((row) => [...row]));
}
function softmax(logits) {
  const most = Math.max(...logits);
  const powers2 = logits.map((value) => exp(value - most));
  const total = powers2.reduce((sum, power) => sum + power, 0);
  return powers2.map((power) => power / total);
}

// src/exec/parameters.ts
function layoutOf(network) {
  const inputs = network.inputs.length;
  const all = Int32Array.from({ length: inputs }, (_, input) => input);
  let next = 0;
  const take = (count) => {
    next += count;
    return next - count;
  };
  const sum = (links) => ({
    kind: "sum",
    links,
    at: take(links.length),
    bias: take(1),
    gain: take(1)
  });
  const primitive = (unit) => {
    switch (unit.kind) {
      case "halfspace":
        return sum(unit.frozen ? new Int32Array(readInputs(unit)) : all);
      case "quadric": {
        const rank = unit.A.length;
        const [at, b] = [take(rank * inputs), take(rank)];
        return { kind: "quadric", rank, at, b, alpha: take(1), beta: take(1), gain: take(1) };
      }
      case "gaussian": {
        const rank = unit.factor.length;
        const [at, mean] = [take(rank * inputs), take(inputs)];
        return { kind: "gaussian", rank, at, mean, level: take(1), gain: take(1) };
      }
    }
  };
  const layers = [
    network.first.map(primitive),
    ...network.later.map((layer) => layer.map((unit) => sum(new Int32Array(unit.links))))
  ];
  const head = network.head.kind === "outputs" ? { kind: "outputs", outputs: network.head.outputs.map(({ unit, sign }) => ({ unit, sign })) } : { kind: "classes", classes: network.head.classes.map(({ links }) => sum(new Int32Array(links))) };
  return { inputs, size: next, layers, head };
}
function readInputs({ a }) {
  const read = [];
  for (let input = 0; input < a.length; input++) if (a[input] !== 0) read.push(input);
  return read;
}
function outputCount(head) {
  return head.kind === "outputs" ? head.outputs.length : head.classes.length;
}
function parametersOf(network) {
  const numbers2 = partsOf(network).map(numbersOf);
  const parameters = new Float64Array(numbers2.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const each of numbers2) {
    parameters.set(each, at);
    at += each.length;
  }
  return parameters;
}
function partsOf(network) {
  return [...network.first, ...network.later.flat(), ...network.head.kind === "classes" ? network.head.classes : []];
}
function numbersOf(part) {
  if (!("kind" in part)) return [...part.weights, part.bias, part.gain];
  switch (part.kind) {
    case "halfspace":
      return part.frozen ? [...readInputs(part).map((input) => part.a[input] ?? 0), part.beta, part.gain] : [...part.a, part.beta, part.gain];
    case "quadric":
      return [...part.A.flat(), ...part.b, part.alpha, part.beta, part.gain];
    case "gaussian":
      return [...part.factor.flat(), ...part.mean, part.level, part.gain];
  }
}

// src/exec/wasm/instructions.ts
var plain = (...opcode) => ({ opcode, immediates: [] });
var taking = (opcode, ...immediates) => ({ opcode: [opcode], immediates });
var simd = (code, ...immediates) => ({
  opcode: code < 128 ? [253, code] : [253, code & 127 | 128, code >> 7],
  immediates
});
var encodings = {
  block: taking(2, "block"),
  loop: taking(3, "block"),
  if: taking(4, "block"),
  else: plain(5),
  end: plain(11),
  br_if: taking(13, "index"),
  call: taking(16, "index"),
  select: plain(27),
  "local.get": taking(32, "index"),
  "local.set": taking(33, "index"),
  "local.tee": taking(34, "index"),
  "i32.const": taking(65, "i32"),
  "f32.const": taking(67, "f32"),
  "f64.const": taking(68, "f64"),
  "i32.load": taking(40, "memory"),
  "f32.load": taking(42, "memory"),
  "f64.load": taking(43, "memory"),
  "i32.load8_u": taking(45, "memory"),
  "f32.store": taking(56, "memory"),
  "f64.store": taking(57, "memory"),
  "i32.store8": taking(58, "memory"),
  "i32.lt_u": plain(73),
  "i32.add": plain(106),
  "i32.sub": plain(107),
  "i32.mul": plain(108),
  "i32.and": plain(113),
  "i32.or": plain(114),
  "i32.xor": plain(115),
  "i32.shl": plain(116),
  "i32.shr_u": plain(118),
  "f32.neg": plain(140),
  "f32.add": plain(146),
  "f32.mul": plain(148),
  "f32.div": plain(149),
  "f64.neg": plain(154),
  "f64.add": plain(160),
  "f64.mul": plain(162),
  "f64.div": plain(163),
  "v128.load": simd(0, "memory"),
  "v128.load32_splat": simd(9, "memory"),
  "v128.load64_splat": simd(10, "memory"),
  "v128.store": simd(11, "memory"),
  "i8x16.shuffle": simd(13, "lanes"),
  "i32x4.splat": simd(17),
  "f32x4.splat": simd(19),
  "f64x2.splat": simd(20),
  "f32x4.extract_lane": simd(31, "lane"),
  "f64x2.extract_lane": simd(33, "lane"),
  "f32x4.eq": simd(65),
  "f32x4.ne": simd(66),
  "f32x4.lt": simd(67),
  "f32x4.gt": simd(68),
  "f32x4.ge": simd(70),
  "f64x2.eq": simd(71),
  "f64x2.ne": simd(72),
  "f64x2.lt": simd(73),
  "f64x2.gt": simd(74),
  "f64x2.ge": simd(76),
  "v128.not": simd(77),
  "v128.and": simd(78),
  "v128.or": simd(80),
  "v128.xor": simd(81),
  "v128.bitselect": simd(82),
  "v128.any_true": simd(83),
  "v128.load32_lane": simd(86, "memory", "lane"),
  "v128.load64_lane": simd(87, "memory", "lane"),
  "v128.store32_lane": simd(90, "memory", "lane"),
  "v128.store64_lane": simd(91, "memory", "lane"),
  "i32x4.shl": simd(171),
  "i32x4.shr_u": simd(173),
  "i32x4.add": simd(174),
  "i32x4.sub": simd(177),
  "i64x2.shl": simd(203),
  "i64x2.shr_u": simd(205),
  "i64x2.add": simd(206),
  "i64x2.sub": simd(209),
  "i64x2.gt_s": simd(217),
  "f32x4.abs": simd(224),
  "f32x4.neg": simd(225),
  "f32x4.sqrt": simd(227),
  "f32x4.add": simd(228),
  "f32x4.sub": simd(229),
  "f32x4.mul": simd(230),
  "f32x4.div": simd(231),
  "f32x4.max": simd(233),
  "f32x4.pmin": simd(234),
  "f32x4.pmax": simd(235),
  "f64x2.abs": simd(236),
  "f64x2.neg": simd(237),
  "f64x2.sqrt": simd(239),
  "f64x2.add": simd(240),
  "f64x2.sub": simd(241),
  "f64x2.mul": simd(242),
  "f64x2.div": simd(243),
  "f64x2.max": simd(245),
  "f64x2.pmin": simd(246),
  "f64x2.pmax": simd(247),
  "f32x4.relaxed_madd": simd(261),
  "f64x2.relaxed_madd": simd(263)
};

// src/exec/wasm/encode.ts
function encode({ functions, pages, data }) {
  const exported = functions.flatMap(
    ({ name, exported: open }, index) => open ? [[...text(name), 0, ...unsigned(index)]] : []
  );
  const out = new Bytes();
  out.push([0, 97, 115, 109, 1, 0, 0, 0]);
  out.section(1, vector(functions.map(typeOf)));
  out.section(3, vector(functions.map((_, index) => unsigned(index))));
  out.section(5, vector([[0, ...unsigned(pages)]]));
  out.section(7, vector([[...text("memory"), 2, 0], ...exported]));
  out.section(10, vector(functions.map(bodyOf)));
  if (data.length > 0) {
    out.section(
      11,
      vector(data.map(({ at, bytes }) => joined([[0, 65, ...signed(at), 11], unsigned(bytes.length), bytes])))
    );
  }
  return out.finish();
}
var valueTypes = { i32: 127, f32: 125, f64: 124, v128: 123 };
function typeOf({ params, results }) {
  const list = (types) => [
    ...unsigned(types.length),
    ...types.map((type) => valueTypes[type])
  ];
  return [96, ...list(params), ...list(results)];
}
function bodyOf({ locals, body }) {
  const runs = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  const out = new Bytes();
  out.push(vector(runs.map(({ type, count }) => [...unsigned(count), valueTypes[type]])));
  for (const instruction of body) pushInstruction(out, instruction);
  out.push([11]);
  const bytes = out.finish();
  return joined([unsigned(bytes.length), bytes]);
}
function pushInstruction(out, instruction) {
  const { opcode, immediates } = encodings[instruction[0]];
  out.push(opcode);
  let next = 1;
  for (const immediate of immediates) {
    const count = immediate === "memory" ? 2 : immediate === "lanes" ? 16 : immediate === "block" ? 0 : 1;
    pushImmediate(out, immediate, instruction, next);
    next += count;
  }
}
function pushImmediate(out, immediate, instruction, at) {
  const value = instruction[at] ?? 0;
  switch (immediate) {
    case "index":
      out.unsigned(value);
      break;
    case "memory":
      out.unsigned(value);
      out.unsigned(instruction[at + 1] ?? 0);
      break;
    case "block":
      out.byte(64);
      break;
    case "lane":
      out.byte(value);
      break;
    case "lanes":
      for (let i = 0; i < 16; i++) out.byte(instruction[at + i] ?? 0);
      break;
    case "i32":
      out.signed(value);
      break;
    case "f32":
      out.push(new Uint8Array(Float32Array.of(value).buffer));
      break;
    case "f64":
      out.push(new Uint8Array(Float64Array.of(value).buffer));
      break;
  }
}
function vector(items) {
  return joined([unsigned(items.length), ...items]);
}
function joined(pieces) {
  const out = new Bytes();
  for (const piece of pieces) out.push(piece);
  return out.finish();
}
function text(value) {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}
function unsigned(value) {
  const out = new Bytes(8);
  out.unsigned(value);
  return out.finish();
}
function signed(value) {
  const out = new Bytes(8);
  out.signed(value);
  return out.finish();
}
var Bytes = class {
  bytes;
  length = 0;
  constructor(room = 1024) {
    this.bytes = new Uint8Array(room);
  }
  byte(value) {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }
  push(piece) {
    this.reserve(piece.length);
    this.bytes.set(piece, this.length);
    this.length += piece.length;
  }
  /** LEB128: seven bits a byte, the lowest first, the top bit set on all but the last. */
  unsigned(value) {
    let rest = value;
    while (rest >= 128) {
      this.byte(rest % 128 | 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }
  /** The same of a signed 32-bit number: the last byte's bit 6 is its sign. */
  signed(value) {
    let rest = value | 0;
    while (rest < -64 || rest >= 64) {
      this.byte(rest & 127 | 128);
      rest >>= 7;
    }
    this.byte(rest & 127);
  }
  section(id, content) {
    this.byte(id);
    this.unsigned(content.length);
    this.push(content);
  }
  finish() {
    return this.bytes.slice(0, this.length);
  }
  reserve(count) {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
};

// src/exec/wasm/module.ts
var pageBytes = 65536;

// src/exec/wasm/engine.ts
function instantiate(module) {
  if (typeof WebAssembly === "undefined") return void 0;
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(encode(module)));
    const functions = exports;
    const memory = exports["memory"];
    return {
      memory: () => memory.buffer,
      grow: (bytes) => {
        const missing = bytes - memory.buffer.byteLength;
        if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
      },
      call: (name, ...values) => functions[name]?.(...values) ?? 0
    };
  } catch (problem) {
    if (problem instanceof WebAssembly.CompileError) return void 0;
    throw problem;
  }
}

// src/exec/wasm/function-builder.ts
var get = ({ index }) => [["local.get", index]];
var i32 = (value) => [["i32.const", value]];
var add = (left, right) => [...left, ...right, ["i32.add"]];
var lessThan = (left, right) => [...left, ...right, ["i32.lt_u"]];
var plus = (code, value) => value === 0 ? code : add(code, i32(value));
var FunctionBuilder = class {
  locals = [];
  body = [];
  opening = [];
  constants = /* @__PURE__ */ new Map();
  name;
  exported;
  params;
  constructor(name, { exported = false, params = [] } = {}) {
    this.name = name;
    this.exported = exported;
    this.params = params;
  }
  param(index) {
    return { index };
  }
  local(type) {
    this.locals.push(type);
    return { index: this.params.length + this.locals.length - 1 };
  }
  emit(...codes) {
    for (const code of codes) for (const instruction of code) this.body.push(instruction);
  }
  set(local, value) {
    this.emit(value, [["local.set", local.index]]);
  }
  /** A new local with the value, to be used as an operand. */
  keep(value, type = "v128") {
    const local = this.local(type);
    this.set(local, value);
    return get(local);
  }
  /** A value that is computed once, when the function is entered; `key` says which. */
  once(key, value) {
    let local = this.constants.get(key);
    if (!local) {
      local = this.local("v128");
      this.constants.set(key, local);
      this.opening.push(...value, ["local.set", local.index]);
    }
    return get(local);
  }
  /**
   * `body` for counter = from, from + step, ... while it is below `to`; at least once. Bounds are constants or codes
   * that stay the same.
   */
  loop(from, to, step, body) {
    if (typeof to === "number" && from + step >= to) {
      if (from < to) body(i32(from));
      return;
    }
    const counter = this.local("i32");
    const bound = typeof to === "number" ? i32(to) : to;
    this.set(counter, i32(from));
    this.emit([["loop"]]);
    body(get(counter));
    this.emit(plus(get(counter), step), [["local.tee", counter.index]], bound, [["i32.lt_u"], ["br_if", 0], ["end"]]);
  }
  /** `body` while `condition` holds. */
  while(condition, body) {
    this.emit(condition, [["if"], ["loop"]]);
    body();
    this.emit(condition, [["br_if", 0], ["end"], ["end"]]);
  }
  finish(results = []) {
    const { name, exported, params, locals } = this;
    return { name, exported, params, results, locals, body: [...this.opening, ...this.body] };
  }
};

// src/exec/wasm/lanes.ts
var vectorBytes = 16;
function sizeOf(precision) {
  return precision === "f32" ? 4 : 8;
}
function laneCount(precision) {
  return vectorBytes / sizeOf(precision);
}
function vectorsOf(precision, rounding) {
  const single = precision === "f32";
  const shape = single ? "f32x4" : "f64x2";
  const ints = single ? "i32x4" : "i64x2";
  const binary = (...op) => (left, right) => [...left, ...right, op];
  const unary = (...op) => (operand) => [...operand, op];
  const mul = binary(`${shape}.mul`);
  const sum = binary(`${shape}.add`);
  const align = single ? 2 : 3;
  return {
    precision,
    rounding,
    size: sizeOf(precision),
    count: laneCount(precision),
    add: sum,
    sub: binary(`${shape}.sub`),
    mul,
    div: binary(`${shape}.div`),
    /** a b + c. */
    madd: (a, b, c) => rounding === "fast" ? [...a, ...b, ...c, [`${shape}.relaxed_madd`]] : sum(mul(a, b), c),
    neg: unary(`${shape}.neg`),
    abs: unary(`${shape}.abs`),
    sqrt: unary(`${shape}.sqrt`),
    /** NaN where either is. */
    max: binary(`${shape}.max`),
    /** The smaller of a value and a limit; NaN where the value is. */
    atMost: (value, limit) => [...value, ...limit, [`${shape}.pmin`]],
    atLeast: (value, limit) => [...value, ...limit, [`${shape}.pmax`]],
    /** Masks: all bits of a lane set where it is so. */
    lt: binary(`${shape}.lt`),
    gt: binary(`${shape}.gt`),
    ge: binary(`${shape}.ge`),
    ne: binary(`${shape}.ne`),
    eq: binary(`${shape}.eq`),
    addInts: binary(`${ints}.add`),
    subInts: binary(`${ints}.sub`),
    shiftLeft: (value, by) => [...value, ...i32(by), [`${ints}.shl`]],
    shiftRight: (value, by) => [...value, ...i32(by), [`${ints}.shr_u`]],
    constant: (fn, value) => fn.once(`${shape} ${Object.is(value, -0) ? "-0" : value}`, [[`${precision}.const`, value], [`${shape}.splat`]]),
    /** The number at an address, in every lane. */
    loadSplat: (address, offset = 0) => [
      ...address,
      [single ? "v128.load32_splat" : "v128.load64_splat", align, offset]
    ],
    loadLane: (address, offset, into, lane) => [
      ...address,
      ...into,
      [single ? "v128.load32_lane" : "v128.load64_lane", align, offset, lane]
    ],
    storeLane: (address, offset, value, lane) => [
      ...address,
      ...value,
      [single ? "v128.store32_lane" : "v128.store64_lane", align, offset, lane]
    ],
    load: (address, offset = 0) => [...address, ["v128.load", 4, offset]],
    /** Where the address need not be a multiple of 16. */
    loadAnywhere: (address, offset = 0) => [...address, ["v128.load", align, offset]],
    store: (address, offset, value) => [...address, ...value, ["v128.store", 4, offset]],
    storeAnywhere: (address, offset, value) => [
      ...address,
      ...value,
      ["v128.store", align, offset]
    ]
  };
}
function scalarsOf(precision) {
  const binary = (...op) => (left, right) => [...left, ...right, op];
  const align = precision === "f32" ? 2 : 3;
  const shape = precision === "f32" ? "f32x4" : "f64x2";
  return {
    add: binary(`${precision}.add`),
    mul: binary(`${precision}.mul`),
    div: binary(`${precision}.div`),
    neg: (operand) => [...operand, [`${precision}.neg`]],
    load: (address, offset = 0) => [...address, [`${precision}.load`, align, offset]],
    store: (address, offset, value) => [
      ...address,
      ...value,
      [`${precision}.store`, align, offset]
    ],
    lane: (vector2, lane) => [...vector2, [`${shape}.extract_lane`, lane]]
  };
}
var not = (mask) => [...mask, ["v128.not"]];
var xor = (left, right) => [...left, ...right, ["v128.xor"]];
var and = (left, right) => [...left, ...right, ["v128.and"]];
var or = (left, right) => [...left, ...right, ["v128.or"]];
var choose = (mask, yes, no) => [...yes, ...no, ...mask, ["v128.bitselect"]];
var loadInt = (address, offset = 0) => [...address, ["i32.load", 2, offset]];
function shuffle(left, right, lanes, size) {
  const bytes = lanes.flatMap((lane) => Array.from({ length: size }, (_, i) => lane * size + i));
  return [...left, ...right, ["i8x16.shuffle", ...bytes]];
}

// src/exec/wasm/packed.ts
var noSource = -1;
function rowGroups({ layers, head }) {
  return [...layers.flatMap(({ rows }) => rows), ...head.kind === "classes" ? head.rows : []];
}
function linkDistances(packed, tileBytes2) {
  const { links, layers } = packed;
  const distances = links.map((slot) => slot * tileBytes2);
  const listed = [
    ...rowGroups(packed).filter(({ kind }) => kind === "listed"),
    ...layers.flatMap(({ forms }) => forms.map(({ link, count, rank }) => ({ link, count: count * rank })))
  ];
  for (const { link, count } of listed) {
    for (let row = 0, at = link; row < count; row++) {
      const width = links[at] ?? 0;
      distances[at] = width;
      at += width + 1;
    }
  }
  return distances;
}
function gainNumbers(packed, { units, rows, forms }) {
  const gains = Array.from({ length: units }, () => 0);
  for (const group of rows) {
    let { slot } = group;
    eachRow(packed, group, (number, width) => {
      gains[slot] = number + width + 1;
      slot += 1;
    });
  }
  for (const { kind, rank, count, number, link, slot } of forms) {
    let [next, at] = [number, link];
    for (let unit = 0; unit < count; unit++) {
      if (kind === "gaussian") next += packed.inputs;
      for (let row = 0; row < rank; row++) {
        const width = packed.links[at] ?? 0;
        next += width + 1;
        at += width + 1;
      }
      next += kind === "gaussian" ? 2 : 3;
      gains[slot + unit] = next - 1;
    }
  }
  return gains;
}
function eachRow(packed, group, use) {
  let { number, link } = group;
  for (let row = 0; row < group.count; row++) {
    const width = group.kind === "listed" ? packed.links[link] ?? 0 : group.width;
    use(number, width);
    number += width + 2;
    link += width + 1;
  }
}

// src/exec/wasm/sums.ts
function openSums(fn, v, { vectors }, bias) {
  const start = bias ? fn.keep(v.neg(bias)) : v.constant(fn, 0);
  return Array.from({ length: vectors }, () => {
    const sum = fn.local("v128");
    fn.set(sum, start);
    return sum;
  });
}
function store(fn, v, sums, gain, place, finish) {
  const results = sums.map(
    (sum, c) => fn.keep(finish(sum, gain, { address: place.address, offset: place.offset + c * vectorBytes }))
  );
  for (const [c, result] of results.entries()) {
    fn.emit(v.store(place.address, place.offset + c * vectorBytes, result));
  }
}

// src/exec/wasm/sparse-rows.ts
function emitEven(fn, v, { width, count, number, link, slot }, places, block2, finish) {
  const { tileBytes: tileBytes2 } = places;
  const stride = (width + 2) * v.size;
  const start = places.numbers + number * v.size;
  const output = fn.local("i32");
  const links = fn.local("i32");
  fn.set(output, i32(places.target + slot * tileBytes2));
  fn.set(links, i32(places.links + link * 4));
  fn.loop(start, start + count * stride, stride, (record) => {
    const runs = Array.from({ length: width }, (_, k) => fn.keep(loadInt(get(links), k * 4), "i32"));
    fn.loop(0, tileBytes2, block2.vectors * vectorBytes, (sample) => {
      const sums = openSums(fn, v, block2, v.loadSplat(record, width * v.size));
      for (const [k, run] of runs.entries()) {
        addLink(fn, v, sums, v.loadSplat(record, k * v.size), add(run, sample), places.below);
      }
      const place = { address: fn.keep(add(get(output), sample), "i32"), offset: 0 };
      store(fn, v, sums.map(get), v.loadSplat(record, (width + 1) * v.size), place, finish);
    });
    fn.set(output, plus(get(output), tileBytes2));
    fn.set(links, plus(get(links), width * 4));
  });
}
function emitListed(fn, v, { count, number, link, slot }, places, block2, finish) {
  const { tileBytes: tileBytes2 } = places;
  const start = places.target + slot * tileBytes2;
  const cursor = startCursor(fn, places, v, number, link);
  const after = { numbers: fn.local("i32"), links: fn.local("i32") };
  fn.loop(start, start + count * tileBytes2, tileBytes2, (output) => {
    fn.loop(0, tileBytes2, block2.vectors * vectorBytes, (sample) => {
      fn.set(after.numbers, get(cursor.numbers));
      fn.set(after.links, get(cursor.links));
      const sums = listedSums(fn, v, after, sample, places, block2, (address) => address);
      const place = { address: fn.keep(add(output, sample), "i32"), offset: 0 };
      store(fn, v, sums, v.loadSplat(get(after.numbers)), place, finish);
    });
    fn.set(cursor.numbers, plus(get(after.numbers), v.size));
    fn.set(cursor.links, get(after.links));
  });
}
function startCursor(fn, places, v, number, link) {
  const cursor = { numbers: fn.local("i32"), links: fn.local("i32") };
  fn.set(cursor.numbers, i32(places.numbers + number * v.size));
  fn.set(cursor.links, i32(places.links + link * 4));
  return cursor;
}
function listedSums(fn, v, cursor, sample, places, block2, valueOf) {
  const bytes = [...loadInt(get(cursor.links)), ...i32(Math.log2(v.size)), ["i32.shl"]];
  const end = fn.keep(add(get(cursor.numbers), bytes), "i32");
  const sums = openSums(fn, v, block2, void 0);
  fn.set(cursor.links, plus(get(cursor.links), 4));
  fn.while(lessThan(get(cursor.numbers), end), () => {
    const run = fn.keep(loadInt(get(cursor.links)), "i32");
    const address = fn.keep(add(run, sample), "i32");
    const weight = fn.keep(v.loadSplat(get(cursor.numbers)));
    for (const [c, sum] of sums.entries()) {
      const value = valueOf(v.load(address, places.below + c * vectorBytes), run);
      fn.set(sum, v.madd(weight, value, get(sum)));
    }
    fn.set(cursor.numbers, plus(get(cursor.numbers), v.size));
    fn.set(cursor.links, plus(get(cursor.links), 4));
  });
  const bias = fn.keep(v.loadSplat(end));
  fn.set(cursor.numbers, plus(end, v.size));
  return sums.map((sum) => fn.keep(v.sub(get(sum), bias)));
}
function addLink(fn, v, sums, weight, address, offset) {
  const [factor, from] = [fn.keep(weight), fn.keep(address, "i32")];
  for (const [c, sum] of sums.entries()) {
    fn.set(sum, v.madd(factor, v.load(from, offset + c * vectorBytes), get(sum)));
  }
}

// src/exec/wasm/form-rows.ts
function emitForms(fn, v, group, inputs, places, block2, squashed, finish, kept) {
  const { tileBytes: tileBytes2 } = places;
  const start = places.target + group.slot * tileBytes2;
  const cursor = startCursor(fn, places, v, group.number, group.link);
  const after = { numbers: fn.local("i32"), links: fn.local("i32") };
  const residual = fn.local("i32");
  const inner = fn.local("i32");
  if (kept) {
    fn.set(residual, i32(kept.residuals));
    fn.set(inner, i32(kept.inner));
  }
  const shiftOf = Math.log2(tileBytes2 / v.size);
  fn.loop(start, start + group.count * tileBytes2, tileBytes2, (output) => {
    fn.loop(0, tileBytes2, block2.vectors * vectorBytes, (sample) => {
      fn.set(after.numbers, plus(get(cursor.numbers), group.kind === "gaussian" ? inputs * v.size : 0));
      fn.set(after.links, get(cursor.links));
      const squares = openSums(fn, v, block2, void 0);
      const row = fn.local("i32");
      fn.set(row, sample);
      const end = fn.keep(plus(sample, group.rank * tileBytes2), "i32");
      fn.while(lessThan(get(row), end), () => {
        const mean = (run) => [...run, ...i32(shiftOf), ["i32.shr_u"], ...get(cursor.numbers), ["i32.add"]];
        const values2 = listedSums(
          fn,
          v,
          after,
          sample,
          places,
          block2,
          (value, run) => group.kind === "gaussian" ? v.sub(value, v.loadSplat(mean(run))) : value
        );
        for (const [c, value] of values2.entries()) {
          const square = squares[c];
          if (square) fn.set(square, v.madd(value, value, get(square)));
          if (kept) fn.emit(v.store(add(get(residual), get(row)), c * vectorBytes, value));
        }
        fn.set(row, plus(get(row), tileBytes2));
      });
      const numbers2 = get(after.numbers);
      const inners = squares.map((square) => fn.keep(squashed.inner(get(square))));
      if (kept) {
        const place2 = add(get(inner), sample);
        for (const [c, value] of inners.entries()) fn.emit(v.store(place2, c * vectorBytes, value));
      }
      const values = inners.map((value) => fn.keep(squashed.f(value, numbers2)));
      const place = { address: fn.keep(add(output, sample), "i32"), offset: 0 };
      store(fn, v, values, v.loadSplat(numbers2, squashed.gainAt * v.size), place, finish);
    });
    fn.set(cursor.numbers, plus(get(after.numbers), (squashed.gainAt + 1) * v.size));
    fn.set(cursor.links, get(after.links));
    if (kept) {
      fn.set(residual, plus(get(residual), group.rank * tileBytes2));
      fn.set(inner, plus(get(inner), tileBytes2));
    }
  });
}

// src/exec/wasm/product.ts
var mostUnrolled = 8;
function emitProduct(fn, v, { rows, vectors }, { steps, left, right }, start) {
  const sums = Array.from({ length: rows }, (_, r) => {
    const first = fn.keep(start(r));
    return Array.from({ length: vectors }, () => {
      const sum = fn.local("v128");
      fn.set(sum, first);
      return sum;
    });
  });
  const addStep = (numbers2, values, k) => {
    const loaded = Array.from(
      { length: vectors },
      (_, c) => fn.keep(v.load(values, right.offset + k * right.step + c * vectorBytes))
    );
    for (const [r, row] of sums.entries()) {
      const number = fn.keep(v.loadSplat(numbers2, r * left.row + k * left.step));
      for (const [c, sum] of row.entries()) fn.set(sum, v.madd(number, loaded[c] ?? [], get(sum)));
    }
  };
  if (steps <= mostUnrolled) {
    for (let k = 0; k < steps; k++) addStep(left.at, right.at, k);
  } else {
    const together = [4, 3, 2].find((count) => steps % count === 0) ?? 1;
    const [numbers2, values] = [fn.local("i32"), fn.local("i32")];
    fn.set(numbers2, left.at);
    fn.set(values, right.at);
    const end = fn.keep(plus(right.at, steps * right.step), "i32");
    fn.while(lessThan(get(values), end), () => {
      for (let k = 0; k < together; k++) addStep(get(numbers2), get(values), k);
      fn.set(numbers2, plus(get(numbers2), together * left.step));
      fn.set(values, plus(get(values), together * right.step));
    });
  }
  return sums.map((row) => row.map(get));
}
function eachRun(count, most, use) {
  const whole = count - count % most;
  if (whole > 0) use(0, whole, most);
  if (whole < count) use(whole, count, count - whole);
}

// src/exec/wasm/dense-rows.ts
function emitDense(fn, v, { width, count, number, slot }, { numbers: numbers2, below, target, tileBytes: tileBytes2 }, { rows: mostRows, vectors }, finish) {
  const stride = (width + 2) * v.size;
  const start = numbers2 + number * v.size;
  eachRun(count, mostRows, (from, to, rows) => {
    const output = fn.local("i32");
    fn.set(output, i32(target + (slot + from) * tileBytes2));
    fn.loop(start + from * stride, start + to * stride, rows * stride, (record) => {
      fn.loop(0, tileBytes2, vectors * vectorBytes, (sample) => {
        const weights = { at: record, row: stride, step: v.size };
        const values = { at: sample, offset: below, step: tileBytes2 };
        const product = { steps: width, left: weights, right: values };
        const sums = emitProduct(
          fn,
          v,
          { rows, vectors },
          product,
          (r) => v.neg(v.loadSplat(record, r * stride + width * v.size))
        );
        const address = fn.keep(add(get(output), sample), "i32");
        for (const [r, row] of sums.entries()) {
          const gain = v.loadSplat(record, r * stride + (width + 1) * v.size);
          store(fn, v, row, gain, { address, offset: r * tileBytes2 }, finish);
        }
      });
      fn.set(output, plus(get(output), rows * tileBytes2));
    });
  });
}

// src/exec/wasm/rows.ts
function emitRows(fn, v, group, places, block2, finish) {
  switch (group.kind) {
    case "dense":
      emitDense(fn, v, group, places, block2, finish);
      break;
    case "even":
      emitEven(fn, v, group, places, block2, finish);
      break;
    case "listed":
      emitListed(fn, v, group, places, block2, finish);
      break;
  }
}

// src/exec/wasm/squash.ts
var squashedTogether = 4;
function emitSquash(fn, v, from, bytes, squash) {
  fn.loop(0, bytes, squashedTogether * vectorBytes, (distance) => {
    const address = fn.keep(add(from, distance), "i32");
    const offsets = Array.from({ length: squashedTogether }, (_, c) => c * vectorBytes);
    const results = offsets.map((offset) => squash(fn.keep(v.load(address, offset))));
    for (const [c, { value }] of results.entries()) fn.emit(v.store(address, c * vectorBytes, value));
    for (const [c, { beside }] of results.entries()) {
      if (beside) fn.emit(v.store(address, beside.apart + c * vectorBytes, beside.value));
    }
  });
}
function eachRowOf(fn, v, { kind, width, count, number, link, slot }, places, use) {
  const { tileBytes: tileBytes2 } = places;
  const [gain, links] = [fn.local("i32"), fn.local("i32")];
  fn.set(gain, i32(places.numbers + number * v.size));
  fn.set(links, i32(places.links + link * 4));
  const start = places.target + slot * tileBytes2;
  fn.loop(start, start + count * tileBytes2, tileBytes2, (run) => {
    const weights = kind === "listed" ? loadInt(get(links)) : i32(width);
    fn.set(gain, plus(add(get(gain), [...weights, ...i32(Math.log2(v.size)), ["i32.shl"]]), v.size));
    if (kind === "listed") fn.set(links, plus(add(get(links), [...weights, ...i32(2), ["i32.shl"]]), 4));
    use(get(gain), run);
    fn.set(gain, plus(get(gain), v.size));
  });
}

// src/exec/wasm/horner.ts
function horner(fn, v, y, terms) {
  const highest = v.constant(fn, terms.at(-1) ?? 0);
  return terms.slice(0, -1).reduceRight((sum, term) => v.madd(sum, y, v.constant(fn, term)), highest);
}

// src/exec/wasm/fast-sigma.ts
function hasFastSigma({ precision, rounding }) {
  return precision === "f32" && rounding === "fast";
}
function fastSigma(fn, v, z) {
  const clamped = v.atLeast(v.atMost(z, v.constant(fn, deepest)), v.constant(fn, -deepest));
  const argument = fn.keep(clamped);
  const y = fn.keep(v.mul(argument, argument));
  return v.div(v.mul(argument, horner(fn, v, y, top)), horner(fn, v, y, bottom));
}
var deepest = 23.3907757;
var top = [0.38989529, 0.00628501363, 199278438e-13, 14457231e-15, 117542955e-20];
var bottom = [1.125, 0.0631771758, 42289478e-11, 655652116e-15, 192722158e-18];

// src/exec/wasm/sigma.ts
function sigma2(fn, v, z) {
  if (hasFastSigma(v)) return fastSigma(fn, v, z);
  const { numerator, denominator } = sigmaParts(fn, v, powerParts(fn, v, z));
  return v.div(numerator, denominator);
}
function sigmaAndSlope(fn, v, z) {
  if (hasFastSigma(v)) {
    const value = fn.keep(fastSigma(fn, v, z));
    const half = (sign) => v.constant(fn, sign / 2);
    return { value, slope: () => fn.keep(v.madd(v.mul(value, value), half(-1), half(1))) };
  }
  const parts = powerParts(fn, v, z);
  const { numerator, denominator } = sigmaParts(fn, v, parts);
  const top2 = fn.keep(numerator);
  const inverse = fn.keep(v.div(v.constant(fn, 1), denominator));
  return {
    value: fn.keep(v.mul(top2, inverse)),
    slope: () => {
      const q = fn.keep(v.add(parts.rest, v.constant(fn, constantTerm)));
      const [low, high] = [v.sub(q, parts.p), v.add(q, parts.p)];
      const share = fn.keep(v.mul(v.mul(low, parts.s), inverse));
      return fn.keep(v.mul(v.add(share, share), v.mul(high, inverse)));
    }
  };
}
function logisticAndRatio(fn, v, given) {
  const t = fn.keep(given);
  const z = v.mul(t, v.constant(fn, Math.LOG2E));
  if (hasFastSigma(v)) {
    const half = v.constant(fn, 1 / 2);
    const inside2 = fn.keep(v.madd(fastSigma(fn, v, z), half, half));
    return { inside: inside2, ratio: () => exp2(fn, v, fn.keep(v.neg(v.abs(t)))) };
  }
  const { inside, outside } = logistic(fn, v, z);
  const ratio = (other) => v.div(v.atMost(inside, other), v.atLeast(inside, other));
  return { inside, ratio: () => ratio(outside()) };
}
function logistic(fn, v, z) {
  const { s, p, rest } = powerParts(fn, v, z);
  const q = fn.keep(v.add(rest, v.constant(fn, constantTerm)));
  const high = fn.keep(v.mul(s, v.add(q, p)));
  const low = fn.keep(v.sub(q, p));
  const share = fn.keep(v.div(v.constant(fn, 1), v.add(high, low)));
  return { inside: fn.keep(v.mul(high, share)), outside: () => fn.keep(v.mul(low, share)) };
}
function exp2(fn, v, x) {
  const { deepest: deepest2, natural, ln2 } = numbers[v.precision];
  const exponent = fn.keep(v.atLeast(x, v.constant(fn, -deepest2 * Math.LN2)));
  const sum = fn.keep(v.madd(exponent, v.constant(fn, Math.LOG2E), v.constant(fn, magic(v))));
  const n = fn.keep(v.sub(sum, v.constant(fn, magic(v))));
  const coarse = v.sub(exponent, v.mul(n, v.constant(fn, ln2[0])));
  const f = fn.keep(v.sub(coarse, v.mul(n, v.constant(fn, ln2[1]))));
  const { p, rest } = tanhParts(fn, v, f, natural);
  const q = fn.keep(v.add(rest, v.constant(fn, constantTerm)));
  return fn.keep(v.mul(powerOfTwo2(fn, v, sum), v.div(v.add(q, p), v.sub(q, p))));
}
function lnOnePlus(fn, v, e) {
  const small = fn.keep(e);
  const far = fn.keep(v.gt(small, v.constant(fn, Math.SQRT2 - 1)));
  const less = v.sub(small, and(far, v.constant(fn, 1)));
  const more = v.add(v.add(small, v.constant(fn, 2)), and(far, v.constant(fn, 1)));
  const x = fn.keep(v.div(less, more));
  const y = fn.keep(v.mul(x, x));
  const { atanh } = numbers[v.precision];
  const half = v.div(horner(fn, v, y, atanh.top), horner(fn, v, y, atanh.bottom));
  return fn.keep(v.madd(v.add(x, x), half, and(far, v.constant(fn, Math.LN2))));
}
function ln(fn, v, x) {
  const { mantissaBits, whole } = numbers[v.precision];
  const one = v.constant(fn, 1);
  const bits = fn.keep(v.subInts(x, one));
  const k = v.sub(or(v.shiftRight(bits, mantissaBits), v.constant(fn, whole)), v.constant(fn, whole));
  const exponent = v.shiftLeft(v.shiftRight(bits, mantissaBits), mantissaBits);
  const m = fn.keep(v.subInts(x, exponent));
  return fn.keep(v.madd(k, v.constant(fn, Math.LN2), lnOnePlus(fn, v, v.sub(m, one))));
}
function powerParts(fn, v, z) {
  const { deepest: deepest2, binary } = numbers[v.precision];
  const clamped = v.atLeast(v.atMost(z, v.constant(fn, deepest2)), v.constant(fn, -deepest2));
  const exponent = fn.keep(clamped);
  const sum = fn.keep(v.add(exponent, v.constant(fn, magic(v))));
  const f = fn.keep(v.sub(exponent, v.sub(sum, v.constant(fn, magic(v)))));
  const s = fn.keep(powerOfTwo2(fn, v, sum));
  return { s, ...tanhParts(fn, v, f, binary) };
}
function sigmaParts(fn, v, { s, p, rest }) {
  const [one, first] = [v.constant(fn, 1), v.constant(fn, constantTerm)];
  const low = fn.keep(v.sub(s, one));
  const high = fn.keep(v.add(s, one));
  const row = (a, b) => v.madd(a, first, v.madd(a, rest, v.mul(b, p)));
  return { numerator: row(low, high), denominator: row(high, low) };
}
function tanhParts(fn, v, f, { top: top2, bottom: bottom2 }) {
  const y = fn.keep(v.mul(f, f));
  return { p: fn.keep(v.mul(f, horner(fn, v, y, top2))), rest: fn.keep(v.mul(y, horner(fn, v, y, bottom2))) };
}
function powerOfTwo2(fn, v, sum) {
  return v.addInts(v.shiftLeft(sum, numbers[v.precision].mantissaBits), v.constant(fn, 1));
}
function magic(v) {
  return 1.5 * 2 ** numbers[v.precision].mantissaBits;
}
var constantTerm = 1.365234375;
function tanhFraction(precision, scale) {
  const [top2, bottom2] = precision === "f64" ? [
    [10395, 1260, 21],
    [4725, 210, 1]
  ] : [[15, 1], [6]];
  const unit = constantTerm / (top2[0] ?? 1);
  const square = scale * scale;
  const powers2 = [1, square, square * square, square * square * square];
  const power = (k) => powers2[k] ?? 0;
  return {
    top: top2.map((term, k) => unit * term * scale * power(k)),
    bottom: bottom2.map((term, k) => unit * term * power(k + 1))
  };
}
var numbers = {
  f32: {
    mantissaBits: 23,
    whole: 2 ** 23,
    /** |z| beyond it changes nothing that can be seen, and 2^z stays an ordinary number. */
    deepest: 124,
    binary: tanhFraction("f32", Math.LN2 / 2),
    natural: tanhFraction("f32", 1 / 2),
    /** ln(2) as a number of few digits, whose products with n are exact, and the rest. */
    ln2: [0.693359375, -21219444005469057e-20],
    atanh: makeAtanhFraction(3)
  },
  f64: {
    mantissaBits: 52,
    whole: 2 ** 52,
    deepest: 1020,
    binary: tanhFraction("f64", Math.LN2 / 2),
    natural: tanhFraction("f64", 1 / 2),
    ln2: [0.6931471803691238, 19082149292705877e-26],
    atanh: makeAtanhFraction(7)
  }
};
function makeAtanhFraction(terms) {
  let top2 = [1];
  let bottom2 = [2 * terms + 1];
  for (let k = terms - 1; k >= 0; k--) {
    const next = bottom2.map((term, i) => (2 * k + 1) * term - (k + 1) ** 2 * (top2[i - 1] ?? 0));
    if (top2.length === bottom2.length) next.push(-((k + 1) ** 2) * (top2.at(-1) ?? 0));
    [top2, bottom2] = [bottom2, next];
  }
  const [unit = 1] = bottom2;
  return { top: top2.map((term) => term / unit), bottom: bottom2.map((term) => term / unit) };
}

// src/exec/wasm/forms.ts
function quadric(v) {
  return {
    inner: (squares) => squares,
    f: (squares, numbers2) => v.sub(v.loadSplat(numbers2, v.size), v.mul(v.loadSplat(numbers2), squares)),
    gainAt: 2
  };
}
function gaussian(fn, v) {
  return {
    inner: (squares) => exp2(fn, v, fn.keep(v.mul(squares, v.constant(fn, -1 / 2)))),
    f: (power, numbers2) => v.sub(power, v.loadSplat(numbers2)),
    gainAt: 1
  };
}
function gaussianExponent(fn, v) {
  return { inner: (squares) => v.mul(squares, v.constant(fn, -1 / 2)), f: (exponent) => exponent, gainAt: 1 };
}

// src/exec/wasm/transpose.ts
var mostWritten = 4;
function emitLoad(fn, v, places) {
  const { inputs, tileBytes: tileBytes2 } = places;
  const strange = fn.local("v128");
  fn.set(strange, v.constant(fn, 0));
  const whole = inputs - inputs % v.count;
  if (whole > mostWritten * v.count) {
    const target = fn.local("i32");
    fn.set(target, i32(0));
    fn.loop(0, whole * v.size, vectorBytes, (column) => {
      loadStretch(fn, v, places, { column, target: get(target), groups: [0, v.count] }, strange);
      fn.set(target, plus(get(target), v.count * tileBytes2));
    });
    loadStretch(fn, v, places, { column: i32(0), target: i32(0), groups: groupsOf(whole, inputs, v) }, strange);
  } else {
    loadStretch(fn, v, places, { column: i32(0), target: i32(0), groups: groupsOf(0, inputs, v) }, strange);
  }
  return v.ne(get(strange), get(strange));
}
function groupsOf(from, to, v) {
  const starts = [from];
  for (let j = from; j < to; starts.push(j)) j += to - j >= v.count ? v.count : to - j >= 2 ? 2 : 1;
  return starts;
}
function loadStretch(fn, v, { points, target, into, inputs, tileBytes: tileBytes2, centre }, { column, target: distance, groups }, strange) {
  const rowBytes = inputs * v.size;
  const first = fn.local("i32");
  fn.set(first, add(points, column));
  const start = fn.keep(into ? add(into, distance) : distance, "i32");
  const [from = 0, to = 0] = [groups[0], groups.at(-1)];
  const middles = Array.from(
    { length: to - from },
    (_, k) => centre === void 0 ? void 0 : fn.keep(v.loadSplat(column, centre + (from + k) * v.size))
  );
  if (to === from) return;
  fn.loop(0, tileBytes2, vectorBytes, (counter) => {
    const sample = fn.keep(add(start, counter), "i32");
    for (const [g, j] of groups.slice(0, -1).entries()) {
      const values = loadColumns(fn, v, get(first), j, (groups[g + 1] ?? j) - j, rowBytes);
      for (const [k, value] of values.entries()) {
        fn.set(strange, v.add(get(strange), v.mul(value, v.constant(fn, 0))));
        const middle = middles[j + k - from];
        fn.emit(v.store(sample, target + (j + k) * tileBytes2, middle ? v.sub(value, middle) : value));
      }
    }
    fn.set(first, plus(get(first), v.count * rowBytes));
  });
}
function loadColumns(fn, v, first, j, together, rowBytes) {
  const at = (row) => row * rowBytes + j * v.size;
  if (together === v.count) {
    const rows = Array.from({ length: v.count }, (_, row) => fn.keep(v.loadAnywhere(first, at(row))));
    return transposeSquare(fn, v, rows);
  }
  if (together === 2) {
    const pair = (row) => {
      const low = [...first, ["v128.load64_splat", 2, at(row)]];
      return fn.keep([...first, ...low, ["v128.load64_lane", 2, at(row + 1), 1]]);
    };
    const [even, odd] = [pair(0), pair(2)];
    return [fn.keep(shuffle(even, odd, [0, 2, 4, 6], v.size)), fn.keep(shuffle(even, odd, [1, 3, 5, 7], v.size))];
  }
  let column = v.loadSplat(first, at(0));
  for (let row = 1; row < v.count; row++) column = v.loadLane(first, at(row), column, row);
  return [fn.keep(column)];
}
function transposeSquare(fn, v, rows) {
  const [a = [], b = [], c = [], d = []] = rows;
  if (v.count === 2) return [fn.keep(shuffle(a, b, [0, 2], v.size)), fn.keep(shuffle(a, b, [1, 3], v.size))];
  const [lowLeft, lowRight] = [fn.keep(shuffle(a, b, [0, 4, 1, 5], 4)), fn.keep(shuffle(c, d, [0, 4, 1, 5], 4))];
  const [highLeft, highRight] = [fn.keep(shuffle(a, b, [2, 6, 3, 7], 4)), fn.keep(shuffle(c, d, [2, 6, 3, 7], 4))];
  return [
    fn.keep(shuffle(lowLeft, lowRight, [0, 1, 4, 5], 4)),
    fn.keep(shuffle(lowLeft, lowRight, [2, 3, 6, 7], 4)),
    fn.keep(shuffle(highLeft, highRight, [0, 1, 4, 5], 4)),
    fn.keep(shuffle(highLeft, highRight, [2, 3, 6, 7], 4))
  ];
}
function emitStore(fn, v, {
  results,
  columns,
  tileBytes: tileBytes2
}) {
  const row = fn.local("i32");
  fn.set(row, results);
  const rowBytes = columns.length * v.size;
  fn.loop(0, tileBytes2, vectorBytes, (sample) => {
    for (const [c, { address, sign }] of columns.entries()) {
      const given = v.load(sample, address);
      const value = fn.keep(sign < 0 ? v.neg(given) : given);
      if (columns.length === 1) fn.emit([...get(row), ...value, ["v128.store", v.size === 4 ? 2 : 3, 0]]);
      else
        for (let lane = 0; lane < v.count; lane++)
          fn.emit(v.storeLane(get(row), lane * rowBytes + c * v.size, value, lane));
    }
    fn.set(row, plus(get(row), v.count * rowBytes));
  });
}
function rowMajorBytes(v, width) {
  return Math.ceil((width + 1) / v.count) * vectorBytes;
}
function emitRowMajor(fn, v, {
  runs,
  width,
  target,
  tileBytes: tileBytes2
}) {
  const rowBytes = rowMajorBytes(v, width);
  const turn = (run, column2, given) => {
    const row = fn.local("i32");
    fn.set(row, column2);
    fn.loop(0, tileBytes2, vectorBytes, (sample) => {
      const from = fn.keep(add(run, sample), "i32");
      const values = Array.from(
        { length: v.count },
        (_, k) => k < given ? fn.keep(v.load(from, k * tileBytes2)) : v.constant(fn, k === given ? 1 : 0)
      );
      for (const [lane, value] of transposeSquare(fn, v, values).entries()) {
        fn.emit(v.store(get(row), lane * rowBytes, value));
      }
      fn.set(row, plus(get(row), v.count * rowBytes));
    });
  };
  const whole = width - width % v.count;
  const column = fn.local("i32");
  fn.set(column, i32(target));
  fn.loop(runs, runs + whole * tileBytes2, v.count * tileBytes2, (run) => {
    turn(run, get(column), v.count);
    fn.set(column, plus(get(column), vectorBytes));
  });
  turn(i32(runs + whole * tileBytes2), get(column), width - whole);
}
function tileAddress(base, index, bytes) {
  return add(i32(base), [...index, ...i32(bytes), ["i32.mul"]]);
}

// src/exec/wasm/forward-module.ts
function makeForwardModule(packed, options) {
  const v = vectorsOf(options.precision, options.rounding);
  const plan = planMemory(packed, options);
  const functions = [
    loadFunction(v, packed, plan, options),
    ...packed.layers.map((layer, index) => layerFunction(v, packed, layer, index, plan, options)),
    ...options.readout.kind === "head" && packed.head.kind === "classes" ? [headFunction(v, packed.head, plan, options)] : [],
    storeFunction(v, packed, plan, options)
  ];
  const run = runFunction(packed, plan, functions.length);
  const { points, results, columns, numbers: numbers2, tileRows: tileRows3, tiles } = plan;
  return {
    module: {
      functions: [...functions, run],
      pages: Math.ceil(plan.end / pageBytes),
      data: []
    },
    links: { at: plan.links, distances: linkDistances(packed, plan.tileBytes) },
    tileRows: tileRows3,
    tiles,
    points,
    results,
    columns,
    numbers: numbers2
  };
}
function planMemory(packed, { precision, readout, centred }) {
  const size = sizeOf(precision);
  const classes = packed.head.kind === "classes" ? packed.head.classes : 0;
  const units = packed.layers.map((layer) => layer.units);
  const values = packed.inputs + units.reduce((sum, count) => sum + count, 0) + classes;
  const tileRows3 = tileRowsFor(values, size);
  const tileBytes2 = tileRows3 * size;
  const columns = readout.kind === "units" ? units.reduce((sum, count) => sum + count, 0) : packed.head.kind === "outputs" ? packed.head.outputs.length : classes;
  const tiles = tilesFor(packed, tileRows3);
  let end = 0;
  const take = (bytes) => {
    const at = end;
    end += Math.ceil(bytes / vectorBytes) * vectorBytes;
    return at;
  };
  return {
    tileRows: tileRows3,
    tileBytes: tileBytes2,
    tiles,
    numbers: take((packed.sources.length + (centred ? packed.inputs : 0)) * size),
    links: take(packed.links.length * 4),
    inputs: take(packed.inputs * tileBytes2),
    layers: units.map((count) => take(count * tileBytes2)),
    classes: take(classes * tileBytes2),
    points: take(tiles * packed.inputs * tileBytes2),
    results: take(tiles * columns * tileBytes2),
    columns,
    get end() {
      return end;
    }
  };
}
function tileRowsFor(values, size) {
  const most = cacheBytes / (Math.max(1, values) * size);
  return [256, 128].find((rows) => rows <= most) ?? 64;
}
var cacheBytes = 24 * 1024;
function tilesFor(packed, tileRows3) {
  const work = packed.sources.length + 20 * packed.layers.reduce((sum, { units }) => sum + units, 0);
  return Math.min(64, Math.max(1, Math.ceil(workOfCall / (work * tileRows3))));
}
var workOfCall = 4e6;
function loadFunction(v, packed, plan, { centred }) {
  const fn = new FunctionBuilder("load", { params: ["i32"] });
  const { tileBytes: tileBytes2 } = plan;
  const points = get(fn.param(0));
  const centre = centred && { centre: plan.numbers + packed.sources.length * v.size };
  const strange = emitLoad(fn, v, { points, target: plan.inputs, inputs: packed.inputs, tileBytes: tileBytes2, ...centre });
  fn.emit(strange, [["v128.any_true"]]);
  return fn.finish(["i32"]);
}
function layerFunction(v, packed, layer, index, plan, { block: block2, scaled }) {
  const fn = new FunctionBuilder(`layer_${index + 1}`);
  const places = {
    numbers: plan.numbers,
    links: plan.links,
    below: plan.layers[index - 1] ?? plan.inputs,
    target: plan.layers[index] ?? 0,
    tileBytes: plan.tileBytes
  };
  const toArgument = (sum, gain) => scaled ? v.mul(sum, v.mul(gain, v.constant(fn, Math.LOG2E))) : sum;
  for (const rows of layer.rows) emitRows(fn, v, rows, places, block2, toArgument);
  const sums = layer.rows.reduce((total, { count }) => total + count, 0);
  if (sums > 0) {
    emitSquash(fn, v, i32(places.target), sums * plan.tileBytes, (z) => ({ value: fn.keep(sigma2(fn, v, z)) }));
  }
  for (const form of layer.forms) {
    const squashed = form.kind === "quadric" ? quadric(v) : gaussian(fn, v);
    emitForms(
      fn,
      v,
      form,
      packed.inputs,
      places,
      block2,
      squashed,
      (f, gain) => sigma2(fn, v, v.mul(f, v.mul(gain, v.constant(fn, Math.LOG2E))))
    );
  }
  return fn.finish();
}
function headFunction(v, head, plan, { block: block2, scaled }) {
  const fn = new FunctionBuilder("head");
  const places = {
    numbers: plan.numbers,
    links: plan.links,
    below: plan.layers.at(-1) ?? plan.inputs,
    target: plan.classes,
    tileBytes: plan.tileBytes
  };
  const toLogit = (sum, gain) => scaled ? v.mul(sum, gain) : sum;
  for (const rows of head.rows) emitRows(fn, v, rows, places, block2, toLogit);
  emitSoftmax(fn, v, plan.classes, head.classes, plan.tileBytes);
  return fn.finish();
}
function emitSoftmax(fn, v, base, classes, tileBytes2) {
  fn.loop(0, tileBytes2, vectorBytes, (sample) => {
    if (classes === 2) {
      const difference = v.sub(v.load(sample, base + tileBytes2), v.load(sample, base));
      const { inside, outside } = logistic(fn, v, v.mul(difference, v.constant(fn, Math.LOG2E)));
      fn.emit(v.store(sample, base, outside()), v.store(sample, base + tileBytes2, inside));
      return;
    }
    const end = fn.keep(plus(sample, classes * tileBytes2), "i32");
    const column = fn.local("i32");
    const eachClass = (body) => {
      fn.set(column, sample);
      fn.while([...get(column), ...end, ["i32.lt_u"]], () => {
        body(get(column));
        fn.set(column, plus(get(column), tileBytes2));
      });
    };
    const peak = fn.local("v128");
    fn.set(peak, v.load(sample, base));
    eachClass((address) => fn.set(peak, v.max(get(peak), v.load(address, base))));
    const total = fn.local("v128");
    fn.set(total, v.constant(fn, 0));
    eachClass((address) => {
      const power = exp2(fn, v, fn.keep(v.sub(v.load(address, base), get(peak))));
      fn.set(total, v.add(get(total), power));
      fn.emit(v.store(address, base, power));
    });
    eachClass((address) => fn.emit(v.store(address, base, v.div(v.load(address, base), get(total)))));
  });
}
function storeFunction(v, packed, plan, { readout }) {
  const fn = new FunctionBuilder("store", { params: ["i32"] });
  const { tileBytes: tileBytes2 } = plan;
  emitStore(fn, v, { results: get(fn.param(0)), columns: columnsOf(packed, plan, readout), tileBytes: tileBytes2 });
  return fn.finish();
}
function columnsOf({ layers, head }, plan, readout) {
  const { tileBytes: tileBytes2 } = plan;
  if (readout.kind === "units") {
    return layers.flatMap(
      ({ slots }, index) => Array.from(slots, (slot) => ({ address: (plan.layers[index] ?? 0) + slot * tileBytes2, sign: 1 }))
    );
  }
  if (head.kind === "outputs") {
    const last = plan.layers.at(-1) ?? plan.inputs;
    return head.outputs.map(({ slot, sign }) => ({ address: last + slot * tileBytes2, sign }));
  }
  return Array.from({ length: head.classes }, (_, index) => ({
    address: plan.classes + index * tileBytes2,
    sign: 1
  }));
}
function runFunction(packed, plan, others) {
  const fn = new FunctionBuilder("run", { exported: true, params: ["i32"] });
  const strange = fn.local("i32");
  fn.loop(0, get(fn.param(0)), 1, (tile) => {
    fn.set(strange, [
      ...tileAddress(plan.points, tile, packed.inputs * plan.tileBytes),
      ["call", 0],
      ...get(strange),
      ["i32.or"]
    ]);
    for (let index = 1; index < others - 1; index++) fn.emit([["call", index]]);
    fn.emit(tileAddress(plan.results, tile, plan.columns * plan.tileBytes), [["call", others - 1]]);
  });
  fn.emit(get(strange));
  return fn.finish(["i32"]);
}

// src/exec/wasm/ints.ts
var Ints = class {
  values = new Int32Array(256);
  length = 0;
  push(...added) {
    this.pushAll(added);
  }
  pushAll(added) {
    const needed = this.length + added.length;
    if (needed > this.values.length) {
      const larger = new Int32Array(Math.max(needed, 2 * this.values.length));
      larger.set(this.values.subarray(0, this.length));
      this.values = larger;
    }
    this.values.set(added, this.length);
    this.length = needed;
  }
  finish() {
    return this.values.slice(0, this.length);
  }
};

// src/exec/wasm/pack.ts
var mostEven = 8;
function pack(layout, known) {
  const writer = { ...known, sources: new Ints(), links: new Ints() };
  const layers = [];
  for (const slots of layout.layers) {
    const below = layers.at(-1);
    layers.push(packLayer(writer, slots, below?.units ?? layout.inputs, below?.slots));
  }
  const last = layers.at(-1);
  const { head } = layout;
  return {
    inputs: layout.inputs,
    layers,
    head: head.kind === "outputs" ? {
      kind: "outputs",
      outputs: head.outputs.map(({ unit, sign }) => ({ slot: last?.slots[unit] ?? unit, sign }))
    } : {
      kind: "classes",
      classes: head.classes.length,
      rows: packInOrder(writer, head.classes, last?.units ?? layout.inputs, last?.slots)
    },
    sources: writer.sources.finish(),
    links: writer.links.finish()
  };
}
function packLayer(writer, given, width, slotsBelow) {
  const slots = new Int32Array(given.length);
  const sums = given.flatMap((slot, unit) => slot.kind === "sum" ? [rowOf(writer, slot, unit, slotsBelow)] : []);
  let next = 0;
  const rows = groupsOf2(sums, width).map(({ kind, rows: members }) => {
    for (const [i, { unit }] of members.entries()) slots[unit] = next + i;
    const group = writeRows(writer, kind, members, next);
    next += members.length;
    return group;
  });
  const forms = formsOf(writer, given).map(({ kind, rank, trains, members }) => {
    for (const [i, { unit }] of members.entries()) slots[unit] = next + i;
    const [number, link, slot, count] = [writer.sources.length, writer.links.length, next, members.length];
    for (const { form } of members) writeForm(writer, form, width);
    next += count;
    return { kind, rank, count, number, link, slot, trains };
  });
  return { units: given.length, slots, rows, forms };
}
function packInOrder(writer, given, width, slotsBelow) {
  const runs = [];
  for (const [unit, slot] of given.entries()) {
    const row = rowOf(writer, slot, unit, slotsBelow);
    const kind = kindOf(row, width);
    const last = runs.at(-1);
    const [first] = last?.rows ?? [];
    const isAlike = first?.links.length === row.links.length && first.trains === row.trains;
    if (last?.kind === kind && isAlike) last.rows.push(row);
    else runs.push({ kind, rows: [row] });
  }
  return runs.map(({ kind, rows }) => writeRows(writer, kind, rows, rows[0]?.unit ?? 0));
}
function rowOf({ parameters, trains }, { links: given, at, bias, gain }, unit, slotsBelow) {
  const links = new Int32Array(given.length);
  const weights = new Int32Array(given.length);
  let count = 0;
  let ascending = true;
  let last = -1;
  for (let i = 0; i < given.length; i++) {
    if (parameters?.[at + i] === 0 && trains?.[at + i] !== 1) continue;
    const below = given[i];
    const link = slotsBelow ? slotsBelow[below] : below;
    ascending &&= link > last;
    last = link;
    links[count] = link;
    weights[count] = at + i;
    count += 1;
  }
  const common = { unit, bias, gain, trains: parameters === void 0 || trainsAny(trains, at, gain + 1) };
  const kept = { links: links.subarray(0, count), weights: weights.subarray(0, count) };
  if (ascending) return { ...common, ...kept };
  const order = kept.links.map((_, i) => i).sort((left, right) => (links[left] ?? 0) - (links[right] ?? 0));
  const inOrder = (values) => order.map((i) => values[i] ?? 0);
  return { ...common, links: inOrder(links), weights: inOrder(weights) };
}
function kindOf({ links }, width) {
  if (links.length === width && width > 0) return "dense";
  return links.length <= mostEven ? "even" : "listed";
}
function groupsOf2(rows, width) {
  const groups = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const kind = kindOf(row, width);
    const key = `${kind} ${kind === "even" ? row.links.length : ""} ${row.trains}`;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { kind, rows: [row] });
  }
  return [...groups.values()];
}
function writeRows(writer, kind, rows, slot) {
  const [number, link] = [writer.sources.length, writer.links.length];
  for (const row of rows) {
    writer.sources.pushAll(row.weights);
    writer.sources.push(row.bias, row.gain);
    if (kind === "listed") writer.links.push(row.links.length);
    if (kind !== "dense") writer.links.pushAll(row.links);
  }
  const [first] = rows;
  const trains = first?.trains ?? false;
  return { kind, count: rows.length, width: first?.links.length ?? 0, number, link, slot, trains };
}
function formsOf({ parameters, trains: mask }, given) {
  const groups = /* @__PURE__ */ new Map();
  for (const [unit, form] of given.entries()) {
    if (form.kind === "sum") continue;
    const { kind, rank, at, gain } = form;
    const trains = parameters === void 0 || trainsAny(mask, at, gain + 1);
    const key = `${kind} ${rank} ${trains}`;
    const group = groups.get(key) ?? { kind, rank, trains, members: [] };
    group.members.push({ unit, form });
    groups.set(key, group);
  }
  return [...groups.values()];
}
function writeForm({ parameters, trains, sources, links }, form, inputs) {
  if (form.kind === "gaussian") for (let j = 0; j < inputs; j++) sources.push(form.mean + j);
  for (let row = 0; row < form.rank; row++) {
    const at = form.at + row * inputs;
    const kept = Array.from({ length: inputs }, (_, j) => j).filter(
      (j) => parameters?.[at + j] !== 0 || trains?.[at + j] === 1
    );
    links.push(kept.length, ...kept);
    sources.push(...kept.map((j) => at + j), form.kind === "quadric" ? form.b + row : noSource);
  }
  if (form.kind === "quadric") sources.push(form.alpha, form.beta, form.gain);
  else sources.push(form.level, form.gain);
}
function trainsAny(trains, from, to) {
  return trains?.subarray(from, to).includes(1) ?? false;
}

// src/exec/wasm/forward.ts
var defaultBlock = { rows: 4, vectors: 2 };
function makeWasmForward(network, readout, options = {}) {
  return makeRunner(network, "f64", readout, options, Float64Array);
}
function makeSingleForward(network, options = {}) {
  return makeRunner(network, "f32", "head", options, Float32Array);
}
function compileForward(network, precision, readout, { rounding = "exact", block: block2 = defaultBlock } = {}) {
  const single = precision === "f32";
  const { centre, first } = single ? centreInputs(network) : { centre: [], first: network.first };
  const centred = { ...network, first };
  const layout = layoutOf(centred);
  const parameters = parametersOf(centred);
  const packed = pack(layout, { parameters });
  const { values, scaled } = foldGains(packed, parameters, precision);
  const isCentred = centre.some((middle) => middle !== 0);
  const code = makeForwardModule(packed, {
    precision,
    rounding,
    block: block2,
    scaled,
    centred: isCentred,
    readout: { kind: readout }
  });
  return { ...code, values: single ? joined2(values, isCentred ? centre : []) : values };
}
function joined2(values, centre) {
  const all = new Float32Array(values.length + centre.length);
  all.set(values);
  all.set(centre, values.length);
  return all;
}
function makeRunner(network, precision, readout, options, Numbers) {
  const given = options.rounding === "fast" ? [options, { ...options, rounding: "exact" }] : [options];
  for (const each of given) {
    const code = compileForward(network, precision, readout, each);
    const instance = instantiate(code.module);
    if (instance) return runnerOf(network, code, instance, readout, Numbers);
  }
  return void 0;
}
function runnerOf(network, code, instance, readout, Numbers) {
  const { call } = instance;
  const memory = instance.memory();
  new Numbers(memory, code.numbers, code.values.length).set(code.values);
  new Int32Array(memory, code.links.at, code.links.distances.length).set(code.links.distances);
  const inputs = network.inputs.length;
  const { columns, tileRows: tileRows3 } = code;
  const chunkRows = code.tiles * tileRows3;
  const given = new Numbers(memory, code.points, chunkRows * inputs);
  const found = new Numbers(memory, code.results, chunkRows * columns);
  return (points, rows, into) => {
    const results = into ?? new Numbers(rows * columns);
    for (let from = 0; from < rows; from += chunkRows) {
      const count = Math.min(chunkRows, rows - from);
      given.set(points.subarray(from * inputs, (from + count) * inputs));
      const tiles = Math.ceil(count / tileRows3);
      if (count < tiles * tileRows3) given.fill(0, count * inputs, tiles * tileRows3 * inputs);
      const strange = call("run", tiles) !== 0;
      results.set(count === chunkRows ? found : found.subarray(0, count * columns), from * columns);
      if (strange) repairRows(network, readout, points, results, from, count);
    }
    return results;
  };
}
function repairRows(network, readout, points, results, from, count) {
  const inputs = network.inputs.length;
  const columns = results.length / (points.length / inputs);
  for (let row = from; row < from + count; row++) {
    const point = [...points.subarray(row * inputs, (row + 1) * inputs)];
    if (point.every(Number.isFinite)) continue;
    const { layers, outputs } = evaluate(network, [point]);
    results.set((readout === "head" ? outputs : layers.map(({ values }) => values[0] ?? [])).flat(), row * columns);
  }
}
function foldGains(packed, parameters, precision) {
  const plain2 = new Float64Array(packed.sources.length);
  for (const [i, source] of packed.sources.entries()) {
    if (source !== noSource) plain2[i] = clamp(parameters[source] ?? 0, precision);
  }
  const folded = plain2.slice();
  const [least, most] = precision === "f32" ? [1e-30, 1e30] : [1e-290, 1e290];
  let safe = true;
  const headRows = packed.head.kind === "classes" ? packed.head.rows : [];
  for (const group of rowGroups(packed)) {
    const base = headRows.includes(group) ? 1 : Math.LOG2E;
    eachRow(packed, group, (number, width) => {
      const factor = (plain2[number + width + 1] ?? 0) * base;
      for (let i = number; i <= number + width; i++) {
        const value = (plain2[i] ?? 0) * factor;
        const size = Math.abs(value);
        safe &&= size === 0 || size > least && size < most;
        folded[i] = value;
      }
    });
  }
  return safe ? { values: folded, scaled: false } : { values: plain2, scaled: true };
}
function clamp(value, precision) {
  return precision === "f32" ? Math.max(-largestSingle, Math.min(largestSingle, value)) : value;
}
var largestSingle = 2 ** 127 * (2 - 2 ** -23);

// src/region/primitive.ts
function valueAt(primitive, point) {
  switch (primitive.kind) {
    case "halfspace":
      return dot(primitive.a, point) - primitive.beta;
    case "quadric": {
      const { A, b, alpha, beta } = primitive;
      return beta - alpha * squaredNorm(A.map((row, i) => dot(row, point) - (b[i] ?? 0)));
    }
    case "gaussian": {
      const { mean, factor, level } = primitive;
      const offset = point.map((x, i) => x - (mean[i] ?? 0));
      return exp(-squaredNorm(factor.map((row) => dot(row, offset))) / 2) - level;
    }
  }
}
function dot(a, b) {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}
function squaredNorm(values) {
  return dot(values, values);
}

// src/region/weights.ts
function totalWeight(members) {
  return members.reduce((total, { weight }) => total + weight, 0);
}
function weightSlack(total) {
  return 1e-9 * Math.max(1, total);
}
function reachesThreshold({ members, threshold }, weight) {
  return weight >= threshold - weightSlack(totalWeight(members));
}

// src/region/exact.ts
function exactNodes(graph, point, count = graph.nodes.length) {
  const holds = [];
  for (const node of graph.nodes.slice(0, count)) {
    switch (node.kind) {
      case "constant":
        holds.push(node.value);
        break;
      case "halfspace":
      case "gaussian":
        holds.push(valueAt(node, point) >= 0);
        break;
      case "quadric": {
        const f = valueAt(node, point);
        holds.push(node.open ? f > 0 : f >= 0);
        break;
      }
      case "gate": {
        let weight = 0;
        for (const member of node.members) if (exactRef(holds, member.ref)) weight += member.weight;
        holds.push(reachesThreshold(node, weight));
      }
    }
  }
  return holds;
}
function exactRef(holds, { node, negated }) {
  return (holds[node] ?? false) !== negated;
}

// src/exec/wasm/exact-nodes.ts
var tileRows = 64;
var tileBytes = tileRows * 8;
function orderNodes({ nodes }, refs) {
  const needed = new Uint8Array(nodes.length);
  for (const { node } of refs) needed[node] = 1;
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (needed[index] === 1 && node?.kind === "gate") for (const { ref } of node.members) needed[ref.node] = 1;
  }
  const depth = new Int32Array(nodes.length);
  const primitives = [];
  const constants = [];
  const levels = [];
  for (const [index, node] of nodes.entries()) {
    if (needed[index] !== 1) continue;
    if (node.kind === "constant") constants.push({ node: index, holds: node.value });
    else if (node.kind !== "gate") primitives.push(index);
    else {
      const level = node.members.reduce((most, { ref }) => Math.max(most, depth[ref.node] ?? 0), 0);
      depth[index] = level + 1;
      (levels[level] ??= []).push(index);
    }
  }
  return { primitives, constants, levels };
}
function packPrimitives(graph, chosen) {
  const inputs = graph.inputs.length;
  const all = Int32Array.from({ length: inputs }, (_, j) => j);
  const parameters = [0];
  const take = (...values) => {
    const at = parameters.length;
    for (const value of values) parameters.push(value);
    return at;
  };
  const slotFor = (node) => {
    switch (node.kind) {
      case "halfspace":
        return { kind: "sum", links: all, at: take(...node.a), bias: 0, gain: take(node.beta) };
      case "quadric": {
        const [at, b] = [take(...node.A.flat()), take(...node.b)];
        const bound = node.open ? Number.MIN_VALUE : 0;
        const { alpha, beta, A } = node;
        return { kind: "quadric", rank: A.length, at, b, alpha: take(alpha), beta: take(beta), gain: take(bound) };
      }
      case "gaussian": {
        const [at, mean] = [take(...node.factor.flat()), take(...node.mean)];
        const rank = node.factor.length;
        return { kind: "gaussian", rank, at, mean, level: 0, gain: take(leastExponent(node.level)) };
      }
    }
  };
  const slots = chosen.flatMap((index) => {
    const node = graph.nodes[index];
    return node && node.kind !== "constant" && node.kind !== "gate" ? [slotFor(node)] : [];
  });
  const layout = { inputs, size: 0, layers: [slots], head: { kind: "outputs", outputs: [] } };
  const numbers2 = Float64Array.from(parameters);
  return { packed: pack(layout, { parameters: numbers2 }), parameters: numbers2 };
}
function leastExponent(level) {
  let [low, high] = [Math.log(level) - 1e-6, Math.log(level) + 1e-6];
  for (; ; ) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (exp(middle) - level >= 0) high = middle;
    else low = middle;
  }
}

// src/exec/wasm/exact-gates.ts
function packGates({ nodes }, level) {
  const gates = level.flatMap((index) => {
    const node = nodes[index];
    if (node?.kind !== "gate") return [];
    const { members, threshold } = node;
    return [{ node: index, members, bound: threshold - weightSlack(totalWeight(members)) }];
  });
  const isCounted = ({ members }) => members.every(({ weight }) => weight === 1);
  return { counted: gates.filter(isCounted), weighed: gates.filter((gate) => !isCounted(gate)) };
}
function fillGates(memory, { counted, weighed }, at, runOf) {
  const whole = [];
  for (const { members, bound } of counted) {
    const negated = members.filter(({ ref }) => ref.negated);
    const excess = Math.ceil(bound) - 1 - negated.length;
    whole.push(excess, excess < 0 ? -1 : 0);
    for (const side of [members.filter(({ ref }) => !ref.negated), negated]) {
      whole.push(side.length);
      for (const { ref } of side) whole.push(runOf(ref.node));
    }
  }
  new Int32Array(memory, at.counted, whole.length).set(whole);
  const turned = weighed.flatMap(({ members }) => [
    members.length,
    ...members.flatMap(({ ref }) => [runOf(ref.node), ref.negated ? -1 : 0])
  ]);
  new Int32Array(memory, at.weighed, turned.length).set(turned);
  const weights = weighed.flatMap(({ members, bound }) => [...members.map(({ weight }) => weight), bound]);
  new Float64Array(memory, at.weights, weights.length).set(weights);
}
function emitCounted(fn, v, { start, end, at, nodes, vectors }) {
  const record = fn.local("i32");
  const cursor = fn.local("i32");
  fn.set(record, i32(at.counted));
  fn.loop(start, end, tileBytes, (output) => {
    fn.loop(0, tileBytes, vectors * vectorBytes, (sample) => {
      const counts = openVectors(fn, v, vectors);
      fn.set(cursor, plus(get(record), 8));
      for (const count of [v.subInts, v.addInts]) {
        const members = [...loadInt(get(cursor)), ...i32(2), ["i32.shl"]];
        const last = fn.keep(add(get(cursor), members), "i32");
        fn.while(lessThan(get(cursor), last), () => {
          const run = fn.keep(add(loadInt(get(cursor), 4), sample), "i32");
          for (const [c, sum] of counts.entries()) {
            fn.set(sum, count(get(sum), v.load(run, nodes + c * vectorBytes)));
          }
          fn.set(cursor, plus(get(cursor), 4));
        });
        fn.set(cursor, plus(last, 4));
      }
      const excess = fn.keep(v.loadSplat(get(record)));
      const address = fn.keep(add(output, sample), "i32");
      for (const [c, sum] of counts.entries()) {
        fn.emit(v.store(address, c * vectorBytes, [...get(sum), ...excess, ["i64x2.gt_s"]]));
      }
    });
    fn.set(record, get(cursor));
  });
}
function emitWeighed(fn, v, { start, end, at, nodes, vectors }) {
  const [record, weights] = [fn.local("i32"), fn.local("i32")];
  const [cursor, weight] = [fn.local("i32"), fn.local("i32")];
  fn.set(record, i32(at.weighed));
  fn.set(weights, i32(at.weights));
  fn.loop(start, end, tileBytes, (output) => {
    fn.loop(0, tileBytes, vectors * vectorBytes, (sample) => {
      const sums = openVectors(fn, v, vectors);
      fn.set(cursor, plus(get(record), 4));
      fn.set(weight, get(weights));
      const last = fn.keep(add(get(cursor), [...loadInt(get(record)), ...i32(3), ["i32.shl"]]), "i32");
      fn.while(lessThan(get(cursor), last), () => {
        const run = fn.keep(add(loadInt(get(cursor)), sample), "i32");
        const turn = fn.keep([...loadInt(get(cursor), 4), ["i32x4.splat"]]);
        const factor = fn.keep(v.loadSplat(get(weight)));
        for (const [c, sum] of sums.entries()) {
          const holds = [...v.load(run, nodes + c * vectorBytes), ...turn, ["v128.xor"]];
          fn.set(sum, v.add(get(sum), and(holds, factor)));
        }
        fn.set(cursor, plus(get(cursor), 8));
        fn.set(weight, plus(get(weight), 8));
      });
      const bound = fn.keep(v.loadSplat(get(weight)));
      const address = fn.keep(add(output, sample), "i32");
      for (const [c, sum] of sums.entries()) fn.emit(v.store(address, c * vectorBytes, v.ge(get(sum), bound)));
    });
    fn.set(record, get(cursor));
    fn.set(weights, plus(get(weight), 8));
  });
}
function openVectors(fn, v, vectors) {
  return Array.from({ length: vectors }, () => {
    const sum = fn.local("v128");
    fn.set(sum, v.constant(fn, 0));
    return sum;
  });
}

// src/exec/wasm/exact-module.ts
function makeExactModule(graph, refs, block2) {
  const v = vectorsOf("f64", "exact");
  const order = orderNodes(graph, refs);
  const { packed, parameters } = packPrimitives(graph, order.primitives);
  const gates = order.levels.map((level) => packGates(graph, level));
  const plan = planMemory2(packed, order, gates, refs.length);
  const slotOf = slotsOf(order, packed, gates);
  const runOf = (node) => plan.nodes + (slotOf.get(node) ?? 0) * tileBytes;
  const functions = [
    loadFunction2(v, packed.inputs, plan),
    primitivesFunction(v, packed, plan, block2),
    ...gates.map((level, index) => gatesFunction(v, level, index, plan, slotOf, block2)),
    storeFunction2(refs, runOf)
  ];
  const fill2 = (memory) => {
    const numbers2 = new Float64Array(memory, plan.numbers, packed.sources.length);
    numbers2.set(Float64Array.from(packed.sources, (source) => parameters[source] ?? 0));
    new Int32Array(memory, plan.links).set(linkDistances(packed, tileBytes));
    for (const [index, level] of gates.entries()) {
      const at = plan.gates[index];
      if (at) fillGates(memory, level, at, (node) => (slotOf.get(node) ?? 0) * tileBytes);
    }
    for (const { node, holds } of order.constants)
      new Uint8Array(memory, runOf(node), tileBytes).fill(holds ? 255 : 0);
  };
  return {
    module: {
      functions: [...functions, runFunction2(packed.inputs, refs.length, plan, functions.length)],
      pages: Math.ceil(plan.end / pageBytes),
      data: []
    },
    tileRows,
    tiles: plan.tiles,
    points: plan.points,
    results: plan.results,
    fill: fill2
  };
}
var tilesOfCall = 16;
function planMemory2(packed, order, gates, columns) {
  let end = 0;
  const take = (bytes) => {
    const at = end;
    end += Math.ceil(bytes / vectorBytes) * vectorBytes;
    return at;
  };
  const membersOf = (level) => level.reduce((sum, { members }) => sum + members.length, 0);
  const slots = gates.reduce(
    (sum, { counted, weighed }) => sum + counted.length + weighed.length,
    order.primitives.length + order.constants.length
  );
  return {
    tiles: tilesOfCall,
    numbers: take(packed.sources.length * 8),
    links: take(packed.links.length * 4),
    gates: gates.map(({ counted, weighed }) => ({
      counted: take((membersOf(counted) + 4 * counted.length) * 4),
      weighed: take((2 * membersOf(weighed) + weighed.length) * 4),
      weights: take((membersOf(weighed) + weighed.length) * 8)
    })),
    inputs: take(packed.inputs * tileBytes),
    nodes: take(slots * tileBytes),
    points: take(tilesOfCall * packed.inputs * tileBytes),
    results: take(tilesOfCall * columns * tileRows),
    get end() {
      return end;
    }
  };
}
function slotsOf(order, packed, gates) {
  const slots = new Map(order.primitives.map((node, i) => [node, packed.layers[0]?.slots[i] ?? i]));
  const rest = [
    ...order.constants.map(({ node }) => node),
    ...gates.flatMap(({ counted, weighed }) => [...counted, ...weighed].map(({ node }) => node))
  ];
  for (const node of rest) slots.set(node, slots.size);
  return slots;
}
function loadFunction2(v, inputs, plan) {
  const fn = new FunctionBuilder("load", { params: ["i32"] });
  const strange = emitLoad(fn, v, { points: get(fn.param(0)), target: plan.inputs, inputs, tileBytes });
  fn.emit(strange, [["v128.any_true"]]);
  return fn.finish(["i32"]);
}
function primitivesFunction(v, packed, plan, block2) {
  const fn = new FunctionBuilder("primitives");
  const { numbers: numbers2, links } = plan;
  const places = { numbers: numbers2, links, below: plan.inputs, target: plan.nodes, tileBytes };
  const [layer] = packed.layers;
  for (const rows of layer?.rows ?? []) emitRows(fn, v, rows, places, block2, v.ge);
  for (const form of layer?.forms ?? []) {
    const squashed = form.kind === "quadric" ? quadric(v) : gaussianExponent(fn, v);
    emitForms(fn, v, form, packed.inputs, places, block2, squashed, v.ge);
  }
  return fn.finish();
}
function gatesFunction(v, level, index, plan, slotOf, block2) {
  const fn = new FunctionBuilder(`gates_${index + 1}`);
  const at = plan.gates[index];
  const emit = (gates, body) => {
    const [gate] = gates;
    if (!gate || !at) return;
    const start = plan.nodes + (slotOf.get(gate.node) ?? 0) * tileBytes;
    body(fn, v, { start, end: start + gates.length * tileBytes, at, nodes: plan.nodes, vectors: block2.vectors });
  };
  emit(level.counted, emitCounted);
  emit(level.weighed, emitWeighed);
  return fn.finish();
}
function storeFunction2(refs, runOf) {
  const fn = new FunctionBuilder("store", { params: ["i32"] });
  const results = fn.param(0);
  const row = fn.local("i32");
  fn.set(row, get(results));
  fn.loop(0, tileBytes, 8, (sample) => {
    for (const [c, { node, negated }] of refs.entries()) {
      const mask = [...sample, ["i32.load8_u", 0, runOf(node)], ...i32(1), ["i32.and"]];
      const holds = negated ? [...mask, ...i32(1), ["i32.xor"]] : mask;
      fn.emit(get(row), holds, [["i32.store8", 0, c]]);
    }
    fn.set(row, plus(get(row), refs.length));
  });
  return fn.finish();
}
function runFunction2(inputs, columns, plan, others) {
  const fn = new FunctionBuilder("run", { exported: true, params: ["i32"] });
  const strange = fn.local("i32");
  fn.loop(0, get(fn.param(0)), 1, (tile) => {
    const loaded = [...tileAddress(plan.points, tile, inputs * tileBytes), ["call", 0]];
    fn.set(strange, [...get(strange), ...loaded, ["i32.or"]]);
    for (let index = 1; index < others - 1; index++) fn.emit([["call", index]]);
    fn.emit(tileAddress(plan.results, tile, columns * tileRows), [["call", others - 1]]);
  });
  fn.emit(get(strange));
  return fn.finish(["i32"]);
}

// src/exec/exact-sets.ts
function makeExactSets(graph, refs) {
  return makeWasmExactSets(graph, refs) ?? makePlainExactSets(graph, refs);
}
function makePlainExactSets(graph, refs) {
  return (points, rows) => {
    const results = new Uint8Array(rows * refs.length);
    decideRows(graph, refs, points, results, 0, rows);
    return results;
  };
}
function makeWasmExactSets(graph, refs) {
  const code = makeExactModule(graph, refs, { rows: 4, vectors: 4 });
  const instance = instantiate(code.module);
  if (!instance) return void 0;
  const { call } = instance;
  const memory = instance.memory();
  code.fill(memory);
  const inputs = graph.inputs.length;
  const columns = refs.length;
  const { tileRows: tileRows3 } = code;
  const chunkRows = code.tiles * tileRows3;
  const given = new Float64Array(memory, code.points, chunkRows * inputs);
  const found = new Uint8Array(memory, code.results, chunkRows * columns);
  return (points, rows) => {
    const results = new Uint8Array(rows * columns);
    for (let from = 0; from < rows; from += chunkRows) {
      const count = Math.min(chunkRows, rows - from);
      const tiles = Math.ceil(count / tileRows3);
      given.set(points.subarray(from * inputs, (from + count) * inputs));
      given.fill(0, count * inputs, tiles * tileRows3 * inputs);
      const strange = call("run", tiles) !== 0;
      results.set(found.subarray(0, count * columns), from * columns);
      if (strange) decideRows(graph, refs, points, results, from, count);
    }
    return results;
  };
}
function decideRows(graph, refs, points, results, from, count) {
  const inputs = graph.inputs.length;
  for (let row = from; row < from + count; row++) {
    const holds = exactNodes(graph, [...points.subarray(row * inputs, (row + 1) * inputs)]);
    for (const [i, ref] of refs.entries()) results[row * refs.length + i] = exactRef(holds, ref) ? 1 : 0;
  }
}

// src/exec/compare.ts
function answersOf(rows, head) {
  return head.kind === "outputs" ? rows * outputCount(head) : rows;
}

// src/exec/wasm/derive-slopes.ts
function emitRowSlopes(fn, s, { kind, width, count, number, link }, places) {
  const { size, sums } = places;
  const [at, linkAt, row, total] = [fn.local("i32"), fn.local("i32"), fn.local("i32"), fn.local(typeOf2(size))];
  const slope = sums - places.numbers;
  fn.set(at, i32(places.numbers + number * size));
  fn.set(linkAt, i32(places.links + link * 4));
  fn.loop(0, count, 1, () => {
    const weights = kind === "listed" ? loadInt(get(linkAt)) : i32(width);
    fn.set(row, add(get(at), [...weights, ...i32(Math.log2(size)), ["i32.shl"]]));
    if (kind === "listed") fn.set(linkAt, plus(add(get(linkAt), [...weights, ...i32(2), ["i32.shl"]]), 4));
    fn.set(total, constant(size, 0));
    fn.while(lessThan(get(at), get(row)), () => {
      fn.set(total, s.add(get(total), s.mul(s.load(get(at)), s.load(get(at), slope))));
      fn.set(at, plus(get(at), size));
    });
    fn.emit(s.store(get(row), slope, s.neg(s.load(get(row), slope))));
    const all = s.add(get(total), s.mul(s.load(get(row)), s.load(get(row), slope)));
    fn.emit(s.store(get(row), slope + size, s.div(all, s.load(get(row), size))));
    fn.set(at, plus(get(row), 2 * size));
  });
}
function emitDerivedForms(fn, s, group, inputs, places) {
  const [at, linkAt] = [fn.local("i32"), fn.local("i32")];
  fn.set(at, i32(places.numbers + group.number * places.size));
  fn.set(linkAt, i32(places.links + group.link * 4));
  fn.loop(0, group.count, 1, () => {
    if (group.kind === "quadric") emitQuadric(fn, s, group, places, at, linkAt);
    else emitGaussian(fn, s, group, inputs, places, at, linkAt);
  });
}
function emitQuadric(fn, s, { rank }, places, at, linkAt) {
  const { size } = places;
  const slope = places.sums - places.numbers;
  const start = fn.keep(get(at), "i32");
  const links = fn.keep(get(linkAt), "i32");
  eachRow2(fn, rank, at, linkAt, size, { link: () => {
  }, bias: () => {
  } });
  const alpha = fn.local("i32");
  fn.set(alpha, get(at));
  const twice = fn.keep(s.add(s.load(get(alpha)), s.load(get(alpha))), typeOf2(size));
  fn.set(at, start);
  fn.set(linkAt, links);
  const scale = (factor) => fn.emit(s.store(get(at), slope, s.mul(factor, s.load(get(at), slope))));
  eachRow2(fn, rank, at, linkAt, size, { link: () => scale(twice), bias: () => scale(s.neg(twice)) });
  const part = (offset) => s.mul(s.load(get(at), offset), s.load(get(at), slope + offset));
  fn.emit(s.store(get(at), slope + 2 * size, s.div(s.add(part(0), part(size)), s.load(get(at), 2 * size))));
  fn.set(at, plus(get(at), 3 * size));
}
function emitGaussian(fn, s, { rank }, inputs, places, at, linkAt) {
  const { size, tileBytes: tileBytes2 } = places;
  const slope = places.sums - places.numbers;
  const mean = fn.keep(get(at), "i32");
  fn.set(at, plus(get(at), inputs * size));
  const rowStart = fn.local("i32");
  const rowLinks = fn.local("i32");
  fn.set(rowStart, get(at));
  fn.set(rowLinks, plus(get(linkAt), 4));
  eachRow2(fn, rank, at, linkAt, size, {
    link: () => {
    },
    bias: () => {
      const sum = fn.keep(s.load(get(at), slope), typeOf2(size));
      fn.emit(s.store(get(at), slope, constant(size, 0)));
      fn.while(lessThan(get(rowStart), get(at)), () => {
        const input = [...loadInt(get(rowLinks)), ...i32(Math.log2(tileBytes2 / size)), ["i32.shr_u"]];
        const place = fn.keep(add(mean, input), "i32");
        const share = s.mul(s.load(get(rowStart)), sum);
        fn.emit(s.store(place, slope, s.add(s.load(place, slope), s.neg(share))));
        fn.set(rowStart, plus(get(rowStart), size));
        fn.set(rowLinks, plus(get(rowLinks), 4));
      });
      fn.set(rowStart, plus(get(at), size));
      fn.set(rowLinks, plus(get(rowLinks), 4));
    }
  });
  const level = s.neg(s.mul(s.load(get(at)), s.load(get(at), slope)));
  fn.emit(s.store(get(at), slope + size, s.div(s.add(s.load(get(at), slope + size), level), s.load(get(at), size))));
  fn.emit(s.store(get(at), slope, s.neg(s.load(get(at), slope))));
  fn.set(at, plus(get(at), 2 * size));
}
function eachRow2(fn, rank, at, linkAt, size, visit) {
  if (rank === 0) return;
  fn.loop(0, rank, 1, () => {
    const bytes = [...loadInt(get(linkAt)), ...i32(2), ["i32.shl"]];
    const last = fn.keep(plus(add(get(linkAt), bytes), 4), "i32");
    fn.set(linkAt, plus(get(linkAt), 4));
    fn.while(lessThan(get(linkAt), last), () => {
      visit.link();
      fn.set(at, plus(get(at), size));
      fn.set(linkAt, plus(get(linkAt), 4));
    });
    visit.bias();
    fn.set(at, plus(get(at), size));
  });
}
function typeOf2(size) {
  return size === 4 ? "f32" : "f64";
}
function constant(size, value) {
  return [[size === 4 ? "f32.const" : "f64.const", value]];
}

// src/exec/wasm/runs.ts
function clearRuns(fn, v, from, bytes) {
  fn.loop(from, from + bytes, vectorBytes, (at) => fn.emit(v.store(at, 0, v.constant(fn, 0))));
}
var pairBytes = 2 * vectorBytes;
function openPair(fn, v) {
  const sums = [fn.local("v128"), fn.local("v128")];
  for (const sum of sums) fn.set(sum, v.constant(fn, 0));
  return sums;
}
function loadPair(fn, v, address, offset = 0) {
  return [fn.keep(v.load(address, offset)), fn.keep(v.load(address, offset + vectorBytes))];
}
function sumPairs(fn, v, tileBytes2, next) {
  const sums = openPair(fn, v);
  fn.loop(0, tileBytes2, pairBytes, (sample) => {
    for (const [c, sum] of sums.entries()) fn.set(sum, next(get(sum), sample, c * vectorBytes));
  });
  return [get(sums[0]), get(sums[1])];
}
function sumOfRun(fn, v, run, tileBytes2) {
  return sumPairs(fn, v, tileBytes2, (sum, sample, offset) => v.add(sum, v.load(add(run, sample), offset)));
}
function addPair(fn, v, address, offset, pair) {
  const sums = pair.map((value, c) => fn.keep(v.add(v.load(address, offset + c * vectorBytes), value)));
  for (const [c, sum] of sums.entries()) fn.emit(v.store(address, offset + c * vectorBytes, sum));
}

// src/exec/wasm/backward-forms.ts
function emitFormSlopes(fn, v, group, inputs, places) {
  const { tileBytes: tileBytes2 } = places;
  const quadric2 = group.kind === "quadric";
  const locals = ["number", "slope", "link", "residual", "inner", "mean"].map(() => fn.local("i32"));
  const [number, slope, link, residual, inner, mean] = locals;
  fn.set(number, i32(places.numbers + group.number * v.size));
  fn.set(slope, i32(places.slopes + group.number * pairBytes));
  fn.set(link, i32(places.links + group.link * 4));
  fn.set(residual, i32(places.residuals));
  fn.set(inner, i32(places.inner));
  const start = places.deltas + group.slot * tileBytes2;
  const move = (count) => {
    fn.set(number, plus(get(number), count * v.size));
    fn.set(slope, plus(get(slope), count * pairBytes));
  };
  fn.loop(start, start + group.count * tileBytes2, tileBytes2, (delta) => {
    fn.set(mean, get(number));
    if (!quadric2) move(inputs);
    const own = (sample) => v.load(add(delta, sample));
    const end = fn.keep(plus(get(residual), group.rank * tileBytes2), "i32");
    fn.while(lessThan(get(residual), end), () => {
      fn.loop(0, tileBytes2, vectorBytes, (sample) => {
        const y = v.load(add(get(residual), sample));
        const factor = quadric2 ? v.constant(fn, 1) : v.load(add(get(inner), sample));
        fn.emit(v.store(sample, places.spare, v.neg(v.mul(v.mul(own(sample), factor), y))));
      });
      const bytes = [...loadInt(get(link)), ...i32(2), ["i32.shl"]];
      const last = fn.keep(add(plus(get(link), 4), bytes), "i32");
      fn.set(link, plus(get(link), 4));
      fn.while(lessThan(get(link), last), () => {
        const run = fn.keep(loadInt(get(link)), "i32");
        const at = [...run, ...i32(Math.log2(tileBytes2 / v.size)), ["i32.shr_u"], ...get(mean), ["i32.add"]];
        const middle = quadric2 ? v.constant(fn, 0) : fn.keep(v.loadSplat(at));
        const products2 = sumPairs(fn, v, tileBytes2, (sum, sample, offset) => {
          const value = v.load(add(run, sample), places.below + offset);
          return v.madd(v.load(sample, places.spare + offset), quadric2 ? value : v.sub(value, middle), sum);
        });
        addPair(fn, v, get(slope), 0, products2);
        fn.set(link, plus(get(link), 4));
        move(1);
      });
      addPair(fn, v, get(slope), 0, sumOfRun(fn, v, i32(places.spare), tileBytes2));
      move(1);
      fn.set(residual, plus(get(residual), tileBytes2));
    });
    const products = sumPairs(
      fn,
      v,
      tileBytes2,
      (sum, sample, offset) => v.madd(v.load(add(delta, sample), offset), v.load(add(get(inner), sample), offset), sum)
    );
    if (quadric2) {
      addPair(fn, v, get(slope), 0, [v.neg(products[0]), v.neg(products[1])]);
      move(1);
    }
    addPair(fn, v, get(slope), 0, sumOfRun(fn, v, delta, tileBytes2));
    move(1);
    if (!quadric2) addPair(fn, v, get(slope), 0, products);
    move(1);
    fn.set(inner, plus(get(inner), tileBytes2));
  });
}

// src/exec/wasm/dense-slopes.ts
function emitDenseSlopes(fn, v, group, places, { block: block2, slopes }) {
  if (isProduct(group)) emitSlopeProduct(fn, v, group, places, block2);
  else emitOuterProducts(fn, v, group, places, slopes);
}
function isProduct({ kind, count }) {
  return kind === "dense" && count >= 8;
}
function emitSlopeProduct(fn, v, { width, count, number, slot }, { below, deltas, sums, rowMajor, tileBytes: tileBytes2 }, block2) {
  const rowBytes = rowMajorBytes(v, width);
  emitRowMajor(fn, v, { runs: below, width, target: rowMajor, tileBytes: tileBytes2 });
  const stride = (width + 2) * v.size;
  eachRun(count, block2.rows, (fromUnit, toUnit, rows) => {
    const slope = fn.local("i32");
    fn.set(slope, i32(sums + number * v.size + fromUnit * stride));
    const start = deltas + slot * tileBytes2;
    fn.loop(start + fromUnit * tileBytes2, start + toUnit * tileBytes2, rows * tileBytes2, (delta) => {
      eachRun(rowBytes / vectorBytes, block2.vectors, (from, to, vectors) => {
        fn.loop(from * vectorBytes, to * vectorBytes, vectors * vectorBytes, (column) => {
          const left = { at: delta, row: tileBytes2, step: v.size };
          const right = { at: column, offset: rowMajor, step: rowBytes };
          const product = { steps: tileBytes2 / v.size, left, right };
          const found = emitProduct(fn, v, { rows, vectors }, product, () => v.constant(fn, 0));
          const address = fn.keep(add(get(slope), column), "i32");
          for (const [r, row] of found.entries()) {
            const place = (c) => r * stride + c * vectorBytes;
            const added = row.map((sum, c) => fn.keep(v.add(v.loadAnywhere(address, place(c)), sum)));
            for (const [c, sum] of added.entries()) fn.emit(v.storeAnywhere(address, place(c), sum));
          }
        });
      });
      fn.set(slope, plus(get(slope), rows * stride));
    });
  });
}
function emitOuterProducts(fn, v, { width, count, number, slot }, places, block2) {
  const { tileBytes: tileBytes2 } = places;
  const stride = (width + 2) * pairBytes;
  const deltas = places.deltas + slot * tileBytes2;
  const slopes = places.slopes + number * pairBytes;
  const [rest, whole] = [width % block2.links, width - width % block2.links];
  eachRun(count, block2.units, (fromUnit, toUnit, units) => {
    const slope = fn.local("i32");
    fn.set(slope, i32(slopes + fromUnit * stride));
    fn.loop(deltas + fromUnit * tileBytes2, deltas + toUnit * tileBytes2, units * tileBytes2, (delta) => {
      const common = { delta, units, stride, tileBytes: tileBytes2 };
      const at = fn.local("i32");
      fn.set(at, get(slope));
      const end = places.below + whole * tileBytes2;
      fn.loop(places.below, end, block2.links * tileBytes2, (value) => {
        addOuterProduct(fn, v, { ...common, value, slope: get(at), links: block2.links, biased: false });
        fn.set(at, plus(get(at), block2.links * pairBytes));
      });
      addOuterProduct(fn, v, { ...common, value: i32(end), slope: get(at), links: rest, biased: true });
      fn.set(slope, plus(get(slope), units * stride));
    });
  });
}
function addOuterProduct(fn, v, { delta, value, slope, units, links, biased, stride, tileBytes: tileBytes2 }) {
  const columns = links + (biased ? 1 : 0);
  const sums = Array.from({ length: units }, () => Array.from({ length: columns }, () => openPair(fn, v)));
  fn.loop(0, tileBytes2, pairBytes, (sample) => {
    const deltaAt = fn.keep(add(delta, sample), "i32");
    const valueAt2 = fn.keep(add(value, sample), "i32");
    const values = Array.from({ length: links }, (_, j) => loadPair(fn, v, valueAt2, j * tileBytes2));
    for (const [i, row] of sums.entries()) {
      const own = loadPair(fn, v, deltaAt, i * tileBytes2);
      for (const [j, pair] of row.entries()) {
        for (const c of [0, 1]) {
          const other = values[j]?.[c];
          fn.set(pair[c], other ? v.madd(own[c], other, get(pair[c])) : v.add(get(pair[c]), own[c]));
        }
      }
    }
  });
  for (const [i, row] of sums.entries()) {
    for (const [j, [even, odd]] of row.entries()) {
      addPair(fn, v, slope, i * stride + j * pairBytes, [get(even), get(odd)]);
    }
  }
}

// src/exec/wasm/backward-rows.ts
function emitSlopes(fn, v, group, places, blocks2) {
  if (group.kind === "dense") emitDenseSlopes(fn, v, group, places, blocks2);
  else emitLinkedBack(fn, v, group, places);
}
function emitDenseBack(fn, v, { width, count, number, slot }, { numbers: numbers2, deltas, deltasBelow = 0, tileBytes: tileBytes2 }, { rows: mostLinks, vectors }, finish) {
  const offset = deltas + slot * tileBytes2;
  eachRun(width, mostLinks, (from, to, links) => {
    const weight = fn.local("i32");
    fn.set(weight, i32(numbers2 + (number + from) * v.size));
    fn.loop(deltasBelow + from * tileBytes2, deltasBelow + to * tileBytes2, links * tileBytes2, (output) => {
      fn.loop(0, tileBytes2, vectors * vectorBytes, (sample) => {
        const left = { at: get(weight), row: v.size, step: (width + 2) * v.size };
        const product = { steps: count, left, right: { at: sample, offset, step: tileBytes2 } };
        const sums = emitProduct(fn, v, { rows: links, vectors }, product, () => v.constant(fn, 0));
        const address = fn.keep(add(output, sample), "i32");
        for (const [k, row] of sums.entries()) {
          for (const [c, sum] of row.entries()) {
            const place = { address, offset: k * tileBytes2 + c * vectorBytes };
            fn.emit(v.store(address, place.offset, finish(sum, place)));
          }
        }
      });
      fn.set(weight, plus(get(weight), links * v.size));
    });
  });
}
function emitDenseBackAdded(fn, v, group, places, block2) {
  emitDenseBack(fn, v, group, places, block2, (sum, { address, offset }) => v.add(v.load(address, offset), sum));
}
function emitLinkedBack(fn, v, { kind, width, count, number, link, slot }, places) {
  const { tileBytes: tileBytes2 } = places;
  const [weight, slope, linkAt] = [fn.local("i32"), fn.local("i32"), fn.local("i32")];
  fn.set(weight, i32(places.numbers + number * v.size));
  fn.set(slope, i32(places.slopes + number * pairBytes));
  fn.set(linkAt, i32(places.links + link * 4));
  const start = places.deltas + slot * tileBytes2;
  fn.loop(start, start + count * tileBytes2, tileBytes2, (delta) => {
    const last = fn.local("i32");
    if (kind === "listed") {
      const links = fn.keep([...loadInt(get(linkAt)), ...i32(2), ["i32.shl"]], "i32");
      fn.set(linkAt, plus(get(linkAt), 4));
      fn.set(last, add(get(linkAt), links));
    } else {
      fn.set(last, plus(get(linkAt), width * 4));
    }
    fn.while(lessThan(get(linkAt), get(last)), () => {
      sendBack(
        fn,
        v,
        { delta, run: loadInt(get(linkAt)), weight: v.loadSplat(get(weight)), slope: get(slope) },
        places
      );
      fn.set(weight, plus(get(weight), v.size));
      fn.set(slope, plus(get(slope), pairBytes));
      fn.set(linkAt, plus(get(linkAt), 4));
    });
    addPair(fn, v, get(slope), 0, sumOfRun(fn, v, delta, tileBytes2));
    fn.set(weight, plus(get(weight), 2 * v.size));
    fn.set(slope, plus(get(slope), 2 * pairBytes));
  });
}
function sendBack(fn, v, link, { below: values, deltasBelow, tileBytes: tileBytes2 }) {
  const run = fn.keep(link.run, "i32");
  const weight = fn.keep(link.weight);
  const sums = openPair(fn, v);
  fn.loop(0, tileBytes2, pairBytes, (sample) => {
    const own = loadPair(fn, v, fn.keep(add(link.delta, sample), "i32"));
    const place = fn.keep(add(run, sample), "i32");
    const below = loadPair(fn, v, place, values);
    for (const c of [0, 1]) fn.set(sums[c], v.madd(own[c], below[c], get(sums[c])));
    if (deltasBelow !== void 0) {
      const sent = own.map((each, c) => fn.keep(v.madd(weight, each, v.load(place, deltasBelow + c * vectorBytes))));
      for (const [c, value] of sent.entries()) fn.emit(v.store(place, deltasBelow + c * vectorBytes, value));
    }
  });
  addPair(fn, v, link.slope, 0, [get(sums[0]), get(sums[1])]);
}

// src/exec/wasm/train-plan.ts
function planTraining(packed, { precision, wants }) {
  const size = sizeOf(precision);
  const { head, layers } = packed;
  const outputs = head.kind === "classes" ? head.classes : head.outputs.length;
  const answers = head.kind === "classes" ? 1 : outputs;
  const units = layers.map((layer) => layer.units);
  const values = packed.inputs + outputs + 3 * units.reduce((sum, count2) => sum + count2, 0);
  const tileRows3 = [256, 128].find((rows) => rows * values * size <= cacheBytes2) ?? 64;
  const tileBytes2 = tileRows3 * size;
  const lanes = laneCount(precision);
  const count = Math.ceil((packed.sources.length + 2) / lanes) * lanes;
  let end = 0;
  const take = (bytes) => {
    const at = end;
    end += Math.ceil(bytes / vectorBytes) * vectorBytes;
    return at;
  };
  const runs = (of) => take(of * tileBytes2);
  const run = () => take(count * size);
  const takesSteps = wants !== "fit" && wants !== "slopes";
  const runOfSteps = () => takesSteps ? run() : end;
  const forms = layers.flatMap((layer) => layer.forms);
  const trains = [...layers, { rows: head.kind === "classes" ? head.rows : [], forms: [] }].map(
    (layer) => [...layer.rows, ...layer.forms].some((group) => group.trains)
  );
  const fixed = {
    lowest: wants === "fit" || !trains.includes(true) ? trains.length : trains.indexOf(true),
    tileRows: tileRows3,
    tileBytes: tileBytes2,
    count,
    numbers: run(),
    // What a product adds past the last number is 0, and needs room.
    sums: take(count * size + vectorBytes),
    total: runOfSteps(),
    rates: runOfSteps(),
    lower: runOfSteps(),
    upper: runOfSteps(),
    mean: runOfSteps(),
    square: runOfSteps(),
    powers: take(2 * size),
    momentum: take(size),
    record: take(takesSteps ? 2 * mostRecorded * size : 0),
    linksAt: take(packed.links.length * 4),
    slopes: take(count * pairBytes),
    inputs: runs(packed.inputs),
    layers: units.map((of) => ({ values: runs(of), deltas: runs(of), slopes: runs(of) })),
    residuals: forms.map(({ rank, count: of }) => runs(rank * of)),
    squashed: forms.map(({ count: of }) => runs(of)),
    spare: runs(1),
    rowMajor: take(rowMajorRoom(packed, precision) * tileBytes2),
    logits: runs(head.kind === "classes" ? outputs : units.at(-1) ?? 0),
    headDeltas: runs(head.kind === "classes" ? outputs : 0),
    staging: { points: runs(packed.inputs), wanted: runs(outputs), weights: runs(answers), present: runs(1) }
  };
  const parts = {
    points: 0,
    wanted: packed.inputs * tileBytes2,
    weights: (packed.inputs + outputs) * tileBytes2,
    present: (packed.inputs + outputs + answers) * tileBytes2
  };
  return { ...fixed, samples: take(0), sampleBytes: parts.present + tileBytes2, parts, outputs, answers };
}
function rowMajorRoom(packed, precision) {
  const widths = rowGroups(packed).map((group) => isProduct(group) ? group.width + 1 : 0);
  const lanes = laneCount(precision);
  return Math.ceil(Math.max(0, ...widths) / lanes) * lanes;
}
function laneRanges(packed, count) {
  const products = rowGroups(packed).filter(isProduct);
  const starts = [0, ...products.map(({ number, width, count: rows }) => number + rows * (width + 2))];
  const ends = [...products.map(({ number }) => number), count];
  return starts.map((from, i) => [from, ends[i] ?? from]).filter(([from, to]) => from < to);
}
var cacheBytes2 = 24 * 1024;
var sliceTiles = 16;
var sliceModes = { slopes: 1, fit: 2, weighed: 4 };
var mostRecorded = 1024;
function isLastOfOutputs({ head, layers }, index) {
  return head.kind === "outputs" && index === layers.length - 1;
}
function placesOf({ packed, plan }, index) {
  return {
    numbers: plan.numbers,
    links: plan.linksAt,
    below: plan.layers[index - 1]?.values ?? plan.inputs,
    target: (isLastOfOutputs(packed, index) ? void 0 : plan.layers[index]?.values) ?? plan.logits,
    tileBytes: plan.tileBytes
  };
}
function formsOf2({ packed, plan }, index) {
  const forms = packed.layers[index]?.forms ?? [];
  return forms.map((form, i) => [form, { residuals: plan.residuals[i] ?? 0, inner: plan.squashed[i] ?? 0 }]);
}

// src/exec/wasm/train-backward.ts
function backFunctions(context) {
  const { packed, plan } = context;
  const layers = packed.layers.map((_, index) => index).filter((index) => index >= plan.lowest);
  const { head } = packed;
  const isSentBack = head.kind === "classes" && plan.lowest <= packed.layers.length;
  return [
    ...isSentBack ? [headBackFunction(context, head.rows)] : [],
    ...layers.toReversed().map((index) => layerBackFunction(context, index))
  ];
}
function headBackFunction(context, rows) {
  const fn = new FunctionBuilder("back_head");
  sendBack2(fn, context, rows, context.packed.layers.length, context.plan.headDeltas);
  return fn;
}
function layerBackFunction(context, index) {
  const { packed, plan, options } = context;
  const fn = new FunctionBuilder(`back_${index + 1}`);
  const v = vectorsOf(options.precision, options.rounding);
  const deltas = plan.layers[index]?.deltas ?? 0;
  sendBack2(fn, context, packed.layers[index]?.rows ?? [], index, deltas);
  for (const [form, kept] of formsOf2(context, index)) {
    if (!form.trains) continue;
    const places = { ...backPlacesOf(context, index, deltas), ...kept, spare: plan.spare };
    emitFormSlopes(fn, v, form, packed.inputs, places);
  }
  return fn;
}
function sendBack2(fn, context, rows, index, deltas) {
  const { plan, options, packed } = context;
  const v = vectorsOf(options.precision, options.rounding);
  const places = backPlacesOf(context, index, deltas);
  const below = plan.layers[index - 1];
  if (!below || places.deltasBelow === void 0) {
    for (const group of rows) if (group.trains) emitSlopes(fn, v, group, places, options);
    return;
  }
  const apart = below.slopes - below.deltas;
  const [only] = rows;
  if (rows.length === 1 && only?.kind === "dense") {
    if (only.trains) emitSlopes(fn, v, only, places, options);
    emitDenseBack(
      fn,
      v,
      only,
      places,
      options.block,
      (sum, { address, offset }) => v.mul(sum, v.load(address, offset + apart))
    );
    return;
  }
  const bytes = (packed.layers[index - 1]?.units ?? 0) * plan.tileBytes;
  clearRuns(fn, v, below.deltas, bytes);
  for (const group of rows) {
    if (group.trains || group.kind !== "dense") emitSlopes(fn, v, group, places, options);
    if (group.kind === "dense") emitDenseBackAdded(fn, v, group, places, options.block);
  }
  fn.loop(
    below.deltas,
    below.deltas + bytes,
    vectorBytes,
    (at) => fn.emit(v.store(at, 0, v.mul(v.load(at), v.load(at, apart))))
  );
}
function backPlacesOf({ plan }, index, deltas) {
  const below = plan.layers[index - 1];
  return {
    numbers: plan.numbers,
    links: plan.linksAt,
    slopes: plan.slopes,
    sums: plan.sums,
    rowMajor: plan.rowMajor,
    below: below?.values ?? plan.inputs,
    deltas,
    ...below && index > plan.lowest && { deltasBelow: below.deltas },
    tileBytes: plan.tileBytes
  };
}

// src/exec/wasm/loss.ts
function emitClassLoss(fn, v, places, gains, wishes) {
  const { tileBytes: tileBytes2 } = places;
  const sums = openFit(fn, v, places, wishes, 1);
  fn.loop(0, tileBytes2, vectorBytes, (sample) => {
    const here = fn.keep(add(places.samples, sample), "i32");
    const logits = gains.map((_, c) => fn.keep(v.load(sample, places.arguments + c * tileBytes2)));
    const shares = gains.map((_, c) => fn.keep(v.load(here, places.wanted + c * tileBytes2)));
    const weight = fn.keep(v.load(here, places.weights));
    const { errors, addLog } = softmaxErrors(fn, v, logits, shares);
    for (const [c, gain] of gains.entries()) {
      const error = v.mul(v.mul(weight, errors[c] ?? []), v.loadSplat([["i32.const", gain]]));
      fn.emit(v.store(sample, places.deltas + c * tileBytes2, error));
    }
    fn.emit(wishes.fit, [["if"]]);
    const peak = logits.reduce((most, logit) => fn.keep(v.max(most, logit)));
    const below = logits.map((logit, c) => v.mul(shares[c] ?? [], v.sub(peak, logit)));
    const linear2 = below.reduce((sum, each) => v.add(sum, each));
    sums.loss(v.mul(weight, linear2));
    addLog(sums, here, weight);
    sums.right(and(isSameClass(fn, v, logits, shares), v.load(here, places.present)));
    fn.emit([["end"]]);
  });
  sums.finish();
}
function emitOutputLoss(fn, v, places, outputs, wishes) {
  const { tileBytes: tileBytes2 } = places;
  const sums = openFit(fn, v, places, wishes, outputs.length);
  fn.loop(0, tileBytes2, vectorBytes, (sample) => {
    const here = fn.keep(add(places.samples, sample), "i32");
    for (const [index, { slot, sign, gain }] of outputs.entries()) {
      const argument = v.load(sample, places.arguments + slot * tileBytes2);
      const t = fn.keep(sign < 0 ? v.neg(argument) : argument);
      const share = fn.keep(v.load(here, places.wanted + index * tileBytes2));
      const weight = fn.keep(v.load(here, places.weights + index * tileBytes2));
      const { inside, ratio } = logisticAndRatio(fn, v, t);
      const error = v.mul(v.mul(weight, v.sub(inside, share)), v.loadSplat([["i32.const", gain]]));
      const delta = places.deltas + slot * tileBytes2;
      fn.emit(v.store(sample, delta, (sign < 0 ? v.sub : v.add)(v.load(sample, delta), error)));
      fn.emit(wishes.fit, [["if"]]);
      const linear2 = v.sub(v.atLeast(t, v.constant(fn, 0)), v.mul(share, t));
      sums.loss(v.mul(weight, linear2));
      sums.log(here, index, ratio());
      const same = not(xor(v.ge(t, v.constant(fn, 0)), v.ge(share, v.constant(fn, 0.5))));
      sums.right(and(same, v.load(here, places.present)));
      fn.emit([["end"]]);
    }
  });
  sums.finish();
}
function openFit(fn, v, places, { fit, weighed }, answers) {
  const [zero, one] = [v.constant(fn, 0), v.constant(fn, 1)];
  const open = () => {
    const sum = fn.local("v128");
    fn.set(sum, zero);
    return sum;
  };
  const [loss, right] = [open(), open()];
  const products = Array.from({ length: answers }, open);
  const addTo = (sum, value) => fn.set(sum, v.add(get(sum), value));
  return {
    loss: (value) => addTo(loss, value),
    right: (value) => addTo(right, value),
    log: (here, answer, e) => {
      const power = fn.keep(e);
      fn.emit(weighed, [["if"]]);
      const weight = v.load(here, places.weights + answer * places.tileBytes);
      addTo(loss, v.mul(weight, lnOnePlus(fn, v, power)));
      fn.emit([["else"]]);
      const own = fn.keep(v.mul(power, v.load(here, places.present)));
      const product = products[answer] ?? loss;
      fn.set(product, v.add(v.madd(get(product), own, own), get(product)));
      fn.emit([["end"]]);
    },
    finish: () => {
      fn.emit(fit, [["if"]]);
      for (const product of products) {
        const isFar = v.gt(get(product), one);
        const near = lnOnePlus(fn, v, v.atMost(get(product), one));
        addTo(loss, choose(isFar, ln(fn, v, v.add(v.atLeast(get(product), one), one)), near));
      }
      addToMemory(fn, v, places.loss, get(loss));
      addToMemory(fn, v, places.right, get(right));
      fn.emit([["end"]]);
    }
  };
}
function softmaxErrors(fn, v, logits, shares) {
  const [first = [], second = []] = logits;
  if (logits.length === 2) {
    const { inside, ratio } = logisticAndRatio(fn, v, v.sub(second, first));
    const error = fn.keep(v.sub(inside, shares[1] ?? []));
    return {
      errors: [v.neg(error), error],
      addLog: (sums, here) => sums.log(here, 0, ratio())
    };
  }
  const peak = logits.reduce((most, logit) => fn.keep(v.max(most, logit)));
  const powers2 = logits.map((logit) => exp2(fn, v, fn.keep(v.sub(logit, peak))));
  const total = fn.keep(powers2.reduce((sum, power) => v.add(sum, power)));
  const inverse = fn.keep(v.div(v.constant(fn, 1), total));
  return {
    errors: powers2.map((power, c) => fn.keep(v.sub(v.mul(power, inverse), shares[c] ?? []))),
    addLog: (sums, _, weight) => sums.loss(v.mul(weight, ln(fn, v, total)))
  };
}
function isSameClass(fn, v, logits, shares) {
  const second = ([left = [], right = []]) => v.gt(right, left);
  if (logits.length === 2) return not(xor(second(logits), second(shares)));
  return v.eq(largest2(fn, v, logits), largest2(fn, v, shares));
}
function largest2(fn, v, values) {
  const best = fn.local("v128");
  const index = fn.local("v128");
  fn.set(best, values[0] ?? []);
  fn.set(index, v.constant(fn, 0));
  for (const [c, value] of values.entries()) {
    if (c === 0) continue;
    const larger = fn.keep(v.gt(value, get(best)));
    fn.set(best, choose(larger, value, get(best)));
    fn.set(index, choose(larger, v.constant(fn, c), get(index)));
  }
  return get(index);
}
function addToMemory(fn, v, at, value) {
  const place = [["i32.const", at]];
  fn.emit(v.store(place, 0, v.add(v.load(place), value)));
}

// src/exec/wasm/train-forward.ts
function loadFunction3({ packed, plan, options }) {
  const fn = new FunctionBuilder("load", { exported: true, params: ["i32"] });
  const v = vectorsOf(options.precision, options.rounding);
  const into = fn.keep(tileAddress(plan.samples, get(fn.param(0)), plan.sampleBytes), "i32");
  const load = (from, target, inputs) => emitLoad(fn, v, { points: i32(from), target, into, inputs, tileBytes: plan.tileBytes });
  const strange = load(plan.staging.points, plan.parts.points, packed.inputs);
  load(plan.staging.wanted, plan.parts.wanted, plan.outputs);
  load(plan.staging.weights, plan.parts.weights, plan.answers);
  load(plan.staging.present, plan.parts.present, 1);
  fn.emit(strange, [["v128.any_true"]]);
  return fn;
}
function forwardFunction(context, index) {
  const { packed, plan, options } = context;
  const fn = new FunctionBuilder(`forward_${index + 1}`);
  const v = vectorsOf(options.precision, options.rounding);
  const places = placesOf(context, index);
  const apart = (plan.layers[index]?.slopes ?? 0) - places.target;
  const [isLast, isPassed] = [isLastOfOutputs(packed, index), index < plan.lowest];
  const toArgument = (sum, gain) => v.mul(sum, isLast ? gain : v.mul(gain, v.constant(fn, Math.LOG2E)));
  const squash = (z, gain) => {
    const { value, slope } = sigmaAndSlope(fn, v, z);
    return isPassed ? { value } : { value, beside: { value: fn.keep(v.mul(slope(), gain)), apart } };
  };
  const layer = packed.layers[index];
  for (const rows of layer?.rows ?? []) {
    emitRows(fn, v, rows, places, options.block, toArgument);
    if (isLast) continue;
    eachRowOf(fn, v, rows, places, (at, run) => {
      const gain = fn.keep(v.loadSplat(at));
      emitSquash(fn, v, run, plan.tileBytes, (z) => squash(z, gain));
    });
  }
  for (const [form, kept] of formsOf2(context, index)) {
    const squashed = form.kind === "quadric" ? quadric(v) : gaussian(fn, v);
    emitForms(
      fn,
      v,
      form,
      packed.inputs,
      places,
      options.block,
      squashed,
      (f, gain, { address, offset }) => {
        const z = fn.keep(toArgument(f, gain, { address, offset }));
        if (isLast) return z;
        const { value, beside } = squash(z, gain);
        if (beside) fn.emit(v.store(address, offset + beside.apart, beside.value));
        return value;
      },
      kept
    );
  }
  return fn;
}
function lossFunction(context) {
  const { packed, plan, options } = context;
  const fn = new FunctionBuilder("loss", { params: ["i32", "i32"] });
  const v = vectorsOf(options.precision, options.rounding);
  const { tileBytes: tileBytes2, parts } = plan;
  const last = packed.layers.length - 1;
  const wished = (mode) => fn.keep([...get(fn.param(1)), ...i32(mode), ["i32.and"]], "i32");
  const wishes = { fit: wished(sliceModes.fit), weighed: wished(sliceModes.weighed) };
  const loss = {
    samples: get(fn.param(0)),
    wanted: parts.wanted,
    weights: parts.weights,
    present: parts.present,
    arguments: plan.logits,
    deltas: packed.head.kind === "classes" ? plan.headDeltas : plan.layers[last]?.deltas ?? 0,
    loss: plan.slopes + packed.sources.length * pairBytes,
    right: plan.slopes + (packed.sources.length + 1) * pairBytes,
    tileBytes: tileBytes2
  };
  const addressOf = (number) => plan.numbers + number * v.size;
  if (packed.head.kind === "outputs") {
    const layer = packed.layers[last];
    const gains2 = layer ? gainNumbers(packed, layer) : [];
    clearRuns(fn, v, loss.deltas, (layer?.units ?? 0) * tileBytes2);
    const outputs = packed.head.outputs.map(({ slot, sign }) => ({ slot, sign, gain: addressOf(gains2[slot] ?? 0) }));
    emitOutputLoss(fn, v, loss, outputs, wishes);
    return fn;
  }
  const { rows, classes } = packed.head;
  const logits = { ...placesOf(context, last + 1), target: plan.logits };
  for (const group of rows) emitRows(fn, v, group, logits, options.block, (sum, gain) => v.mul(sum, gain));
  const gains = gainNumbers(packed, { units: classes, rows, forms: [], slots: new Int32Array(0) });
  emitClassLoss(fn, v, loss, gains.map(addressOf), wishes);
  return fn;
}

// src/exec/wasm/optimizer.ts
var meanDecay = 0.9;
var squareDecay = 0.999;
var floor = 1e-8;
function emitStep(fn, v, s, optimizer, places) {
  const number = (value) => v.constant(fn, value);
  const advance = advances[optimizer](fn, v, s, places);
  fn.loop(0, places.bytes, vectorBytes, (at) => {
    const slope = fn.keep(v.load(at, places.slopes));
    const step = advance(at, slope, v.load(at, places.rates), number);
    const moved = v.sub(v.load(at, places.numbers), step);
    const kept = v.atMost(v.atLeast(moved, v.load(at, places.lower)), v.load(at, places.upper));
    fn.emit(v.store(at, places.numbers, kept));
  });
}
var advances = {
  gd: (_, v) => (_at, slope, rate) => v.mul(rate, slope),
  sgd: (fn, v, _, places) => (at, slope, rate) => {
    const share = v.loadSplat(i32(places.momentum));
    const velocity = fn.keep(v.add(v.mul(share, v.load(at, places.mean)), slope));
    fn.emit(v.store(at, places.mean, velocity));
    return v.mul(rate, velocity);
  },
  adam: (fn, v, s, places) => {
    const meanWeight = nextWeight(fn, v, s, places.powers, meanDecay);
    const squareWeight = nextWeight(fn, v, s, places.powers + v.size, squareDecay);
    return (at, slope, rate, number) => {
      const mean = fn.keep(
        v.add(v.mul(number(meanDecay), v.load(at, places.mean)), v.mul(number(1 - meanDecay), slope))
      );
      const square = fn.keep(
        v.add(
          v.mul(number(squareDecay), v.load(at, places.square)),
          v.mul(number(1 - squareDecay), v.mul(slope, slope))
        )
      );
      fn.emit(v.store(at, places.mean, mean), v.store(at, places.square, square));
      const size = v.add(v.sqrt(v.div(square, get(squareWeight))), number(floor));
      return v.div(v.mul(rate, v.div(mean, get(meanWeight))), size);
    };
  }
};
function nextWeight(fn, v, s, at, decay) {
  const single = v.size === 4;
  const type = single ? "f32" : "f64";
  const power = s.mul(s.load(i32(at)), [[`${type}.const`, decay]]);
  fn.emit(s.store(i32(at), 0, power));
  const weight = fn.local("v128");
  const rest = s.add([[`${type}.const`, 1]], s.neg(s.load(i32(at))));
  fn.set(weight, [...rest, [single ? "f32x4.splat" : "f64x2.splat"]]);
  return weight;
}

// src/exec/wasm/train-steps.ts
function stepFunction({ packed, plan, options }, optimizer, slice, derive) {
  const { precision, rounding } = options;
  const fn = new FunctionBuilder("step", { params: ["i32", "i32", precision, "i32", "i32"] });
  const [first, tiles, share] = [get(fn.param(0)), get(fn.param(1)), get(fn.param(2))];
  const [mode, record] = [get(fn.param(3)), get(fn.param(4))];
  const v = vectorsOf(precision, rounding);
  const s = scalarsOf(precision);
  const bytes = plan.count * v.size;
  const [tile, end] = [fn.local("i32"), fn.local("i32")];
  fn.set(tile, first);
  fn.set(end, add(get(tile), tiles));
  clearRuns(fn, v, plan.total, bytes);
  fn.while(lessThan(get(tile), get(end)), () => {
    const rest = [...get(end), ...get(tile), ["i32.sub"]];
    const some = fn.keep([...rest, ...i32(sliceTiles), ...lessThan(rest, i32(sliceTiles)), ["select"]], "i32");
    fn.emit(get(tile), some, mode, [["call", slice]]);
    fn.loop(
      0,
      bytes,
      vectorBytes,
      (at) => fn.emit(v.store(at, plan.total, v.add(v.load(at, plan.total), v.load(at, plan.sums))))
    );
    fn.set(tile, add(get(tile), some));
  });
  fn.loop(0, bytes, vectorBytes, (at) => fn.emit(v.store(at, plan.sums, v.load(at, plan.total))));
  const fit = i32(plan.total + packed.sources.length * v.size);
  for (const offset of [0, v.size]) fn.emit(s.store(record, offset, s.load(fit, offset)));
  fn.emit(share, [["call", derive]]);
  emitStep(fn, v, s, optimizer, { ...plan, slopes: plan.sums, bytes });
  return fn;
}
function stepsFunction({ plan, options: { precision } }, step) {
  const params = ["i32", "i32", "i32", precision, "i32", "i32"];
  const fn = new FunctionBuilder("steps", { exported: true, params });
  const [first, batches, tiles] = [get(fn.param(0)), get(fn.param(1)), get(fn.param(2))];
  const [share, count, mode] = [get(fn.param(3)), get(fn.param(4)), get(fn.param(5))];
  const [batch2, record] = [fn.local("i32"), fn.local("i32")];
  const recordBytes = 2 * sizeOf(precision);
  fn.set(batch2, first);
  fn.set(record, i32(plan.record));
  fn.loop(0, count, 1, () => {
    fn.emit([...get(batch2), ...tiles, ["i32.mul"]], tiles, share, mode, get(record), [["call", step]]);
    const next = plus(get(batch2), 1);
    fn.set(batch2, [...next, ...i32(0), ...lessThan(next, batches), ["select"]]);
    const last = i32(plan.record + mostRecorded * recordBytes);
    const after = plus(get(record), recordBytes);
    fn.set(record, [...after, ...i32(plan.record), ...lessThan(after, last), ["select"]]);
  });
  return fn;
}

// src/exec/wasm/train-module.ts
function makeTrainModule(packed, options) {
  const plan = planTraining(packed, options);
  const functions = [];
  const define = (fn, results = []) => {
    functions.push(fn.finish(results));
    return functions.length - 1;
  };
  const context = { packed, plan, options };
  define(loadFunction3(context), ["i32"]);
  const forward = packed.layers.map((_, index) => define(forwardFunction(context, index)));
  const loss = define(lossFunction(context));
  const back = options.wants === "fit" ? [] : backFunctions(context).map((fn) => define(fn));
  const tile = define(tileFunction(context, forward, loss, back));
  const slice = define(sliceFunction(context, tile));
  if (options.wants !== "fit") {
    const derive = define(deriveFunction(context));
    if (options.wants !== "slopes") {
      const step = define(stepFunction(context, options.wants, slice, derive));
      define(stepsFunction(context, step));
    }
  }
  return {
    ...plan,
    module: { functions, pages: Math.ceil(plan.samples / pageBytes), data: [] },
    links: { at: plan.linksAt, distances: linkDistances(packed, plan.tileBytes) }
  };
}
function tileFunction({ packed, plan, options }, forward, loss, back) {
  const fn = new FunctionBuilder("tile", { params: ["i32", "i32"] });
  const v = vectorsOf(options.precision, options.rounding);
  const [samples, mode] = [get(fn.param(0)), get(fn.param(1))];
  fn.loop(
    0,
    packed.inputs * plan.tileBytes,
    vectorBytes,
    (at) => fn.emit(v.store(at, plan.inputs, v.load(add(samples, at), plan.parts.points)))
  );
  for (const callee of forward) fn.emit([["call", callee]]);
  fn.emit(samples, mode, [["call", loss]]);
  fn.emit([...mode, ...i32(sliceModes.slopes), ["i32.and"], ["if"]]);
  for (const callee of back) fn.emit([["call", callee]]);
  fn.emit([["end"]]);
  return fn;
}
function sliceFunction({ packed, plan, options }, tile) {
  const fn = new FunctionBuilder("slice", { exported: true, params: ["i32", "i32", "i32"] });
  const v = vectorsOf(options.precision, options.rounding);
  const ranges = laneRanges(packed, plan.count);
  for (const [from, to] of ranges) clearRuns(fn, v, plan.slopes + from * pairBytes, (to - from) * pairBytes);
  clearRuns(fn, v, plan.sums, plan.count * v.size);
  const address = fn.local("i32");
  fn.set(address, tileAddress(plan.samples, get(fn.param(0)), plan.sampleBytes));
  const end = fn.keep(tileAddress(plan.samples, add(get(fn.param(0)), get(fn.param(1))), plan.sampleBytes), "i32");
  fn.while(lessThan(get(address), end), () => {
    fn.emit(get(address), get(fn.param(2)), [["call", tile]]);
    fn.set(address, plus(get(address), plan.sampleBytes));
  });
  for (const range of ranges) emitLaneSums(fn, v, scalarsOf(options.precision), plan, range);
  return fn;
}
function emitLaneSums(fn, v, s, { slopes, sums }, [from, to]) {
  const at = fn.local("i32");
  fn.set(at, i32(sums + from * v.size));
  fn.loop(slopes + from * pairBytes, slopes + to * pairBytes, pairBytes, (pair) => {
    const vector2 = fn.keep(v.add(v.load(pair), v.load(pair, vectorBytes)));
    const lanes = Array.from({ length: v.count }, (_, lane) => s.lane(vector2, lane));
    const all = lanes.reduce((sum, each) => s.add(sum, each));
    fn.emit(s.store(get(at), 0, all));
    fn.set(at, plus(get(at), v.size));
  });
}
function deriveFunction({ packed, plan, options }) {
  const { precision, rounding } = options;
  const fn = new FunctionBuilder("derive", { exported: true, params: [precision] });
  const v = vectorsOf(precision, rounding);
  const s = scalarsOf(precision);
  const share = fn.keep([...get(fn.param(0)), [precision === "f32" ? "f32x4.splat" : "f64x2.splat"]]);
  const { numbers: numbers2, sums, linksAt: links, tileBytes: tileBytes2 } = plan;
  const places = { numbers: numbers2, sums, links, size: v.size, tileBytes: tileBytes2 };
  for (const group of rowGroups(packed)) if (group.trains) emitRowSlopes(fn, s, group, places);
  for (const { forms } of packed.layers) {
    for (const form of forms) if (form.trains) emitDerivedForms(fn, s, form, packed.inputs, places);
  }
  fn.loop(sums, sums + plan.count * v.size, vectorBytes, (at) => fn.emit(v.store(at, 0, v.mul(v.load(at), share))));
  return fn;
}

// src/exec/wasm/gradient.ts
var defaultBlocks = { block: defaultBlock, slopes: { units: 2, links: 2 } };
var exactDoubles = { precision: "f64", rounding: "exact", ...defaultBlocks };
function makeTrainer(network, options, trains) {
  const layout = layoutOf(network);
  const packed = pack(layout, trains && { parameters: parametersOf(network), trains });
  const code = makeTrainModule(packed, options);
  const instance = instantiate(code.module);
  if (!instance) return void 0;
  const numbersAt = (at, length) => options.precision === "f32" ? new Float32Array(instance.memory(), at, length) : new Float64Array(instance.memory(), at, length);
  new Int32Array(instance.memory(), code.links.at).set(code.links.distances);
  const { sources } = packed;
  const view = (at, length = code.count) => numbersAt(at, length);
  let held;
  return {
    layout,
    packed,
    code,
    instance,
    view,
    sums: () => view(code.sums),
    write: (parameters) => {
      const numbers2 = view(code.numbers);
      for (let i = 0; i < sources.length; i++) numbers2[i] = parameters[sources[i]] ?? 0;
    },
    read: (found, into) => {
      for (let i = 0; i < sources.length; i++) {
        const source = sources[i];
        if (source !== noSource) into[source] = found[i];
      }
    },
    eachWindow: (samples, use, bytes = windowBytes) => {
      const tiles = Math.ceil(samples.rows / code.tileRows);
      const most = Math.max(1, Math.floor(bytes / (code.sampleBytes * sliceTiles))) * sliceTiles;
      if (tiles <= most) {
        if (held !== samples) loadTiles(samples, 0, tiles, code, instance, numbersAt);
        held = samples;
        use(tiles);
        return;
      }
      held = void 0;
      for (let from = 0; from < tiles; from += most) {
        const count = Math.min(most, tiles - from);
        loadTiles(samples, from, count, code, instance, numbersAt);
        use(count);
      }
    }
  };
}
var windowBytes = 64 * 1024 * 1024;
function loadTiles(samples, from, count, code, instance, numbersAt) {
  instance.grow(code.samples + count * code.sampleBytes);
  const { tileRows: tileRows3, staging, outputs, answers } = code;
  const inputs = samples.points.length / Math.max(1, samples.rows);
  const part = (at, columns) => numbersAt(at, tileRows3 * columns);
  const points = part(staging.points, inputs);
  const wanted = part(staging.wanted, outputs);
  const weights = part(staging.weights, answers);
  const present = part(staging.present, 1);
  for (let tile = 0; tile < count; tile++) {
    const row = (from + tile) * tileRows3;
    const rows = Math.min(tileRows3, samples.rows - row);
    const copy = (into, values, columns) => {
      into.set(values.subarray(row * columns, (row + rows) * columns));
      into.fill(0, rows * columns);
    };
    copy(points, samples.points, inputs);
    copy(wanted, samples.wanted, outputs);
    if (samples.weights) copy(weights, samples.weights, answers);
    else weights.fill(1, 0, rows * answers).fill(0, rows * answers);
    present.fill(1, 0, rows).fill(0, rows);
    instance.call("load", tile);
  }
}

// src/exec/wasm/steps.ts
function makeSteps(network, samples, options) {
  const { precision = "f64", rounding = "exact", optimizer, blocks: blocks2 = defaultBlocks } = options;
  const trains = options.trains ?? Uint8Array.from(options.rates, (rate) => rate === 0 ? 0 : 1);
  const trainerFor = (rounded) => makeTrainer(network, { precision, rounding: rounded, wants: optimizer, ...blocks2 }, trains);
  const trainer = trainerFor(rounding) ?? trainerFor("exact");
  if (!trainer) return void 0;
  const { code, instance, layout } = trainer;
  fill(trainer, options);
  let tiles = 0;
  trainer.eachWindow(
    samples,
    (loaded) => {
      tiles += loaded;
    },
    Infinity
  );
  const whole = options.batch === void 0 || options.batch >= samples.rows;
  const batchTiles = whole ? tiles : Math.max(1, Math.floor((options.batch ?? 0) / code.tileRows));
  const batchRows = whole ? samples.rows : batchTiles * code.tileRows;
  const batches = whole ? 1 : Math.floor(samples.rows / batchRows);
  const answers = answersOf(batchRows, layout.head);
  const memory = memoryOf(trainer, options);
  const start = parametersOf(network);
  let next = 0;
  const run = (count, mode) => {
    instance.call("steps", next, batches, batchTiles, 1 / answers, count, mode);
    next = (next + count) % batches;
  };
  const steps = {
    run: (count) => run(count, sliceModes.slopes),
    runMeasured: (count) => {
      run(count, sliceModes.slopes + sliceModes.fit + (samples.weights ? sliceModes.weighed : 0));
      const record = trainer.view(code.record, 2 * count);
      return Array.from({ length: count }, (_, i) => ({
        loss: record[2 * i] / answers,
        accuracy: record[2 * i + 1] / answers,
        answers
      }));
    },
    mostSteps: mostRecorded,
    position: () => {
      const parameters = start.slice();
      trainer.read(trainer.view(code.numbers), parameters);
      return { parameters, memory: memory.read() };
    },
    goTo: (position) => {
      trainer.write(position.parameters);
      memory.write(position.memory);
    }
  };
  steps.goTo({ parameters: start, memory: {} });
  return steps;
}
function fill(trainer, { rates, momentum = 0, bounds }) {
  const { code, packed } = trainer;
  const put = (at, values, absent) => {
    const into = trainer.view(at).fill(absent);
    if (values) for (const [i, source] of packed.sources.entries()) into[i] = values[source] ?? absent;
  };
  put(code.rates, rates, 0);
  put(code.lower, bounds?.lower, -Infinity);
  put(code.upper, bounds?.upper, Infinity);
  trainer.view(code.momentum, 1)[0] = momentum;
}
function memoryOf({ code, packed, view, read }, { optimizer, rates }) {
  const runs = {
    gd: {},
    sgd: { velocity: code.mean },
    adam: { mean: code.mean, square: code.square }
  }[optimizer];
  return {
    read: () => {
      const entries = Object.entries(runs).map(([name, at]) => {
        const values = new Float64Array(rates.length);
        read(view(at), values);
        return [name, values.map((value, i) => rates[i] === 0 ? 0 : value)];
      });
      const powers2 = optimizer === "adam" && { powers: Float64Array.from(view(code.powers, 2)) };
      return { ...Object.fromEntries(entries), ...powers2 };
    },
    write: (memory) => {
      for (const [name, at] of Object.entries(runs)) {
        const into = view(at).fill(0);
        const values = memory[name];
        if (values) for (const [i, source] of packed.sources.entries()) into[i] = values[source] ?? 0;
      }
      view(code.powers, 2).set(memory["powers"] ?? [1, 1]);
    }
  };
}

// src/base/source.ts
function makeSource(path, text2, from = { offset: 0, line: 1 }) {
  const lineStarts = [0];
  for (let i = text2.indexOf("\n"); i >= 0; i = text2.indexOf("\n", i + 1)) lineStarts.push(i + 1);
  return { path, text: text2, from, lineStarts };
}

// src/node/engine.ts
var wideFlag = "experimental-wasm-revectorize";
var major = Number(process.versions.v8.split(".")[0]);
function blockFor(wide = process.execArgv.includes(`--${wideFlag}`)) {
  if (wide) return { rows: 6, vectors: 4 };
  return { rows: 6, vectors: 2 };
}
function trainingBlocks(wide) {
  const block2 = blockFor(wide);
  return block2.vectors > 2 ? { block: block2, slopes: { units: 3, links: 3 } } : { ...defaultBlocks, block: block2 };
}

// test/bench/exec/protocol.ts
import { createInterface } from "node:readline";
async function answerJobs(jobs) {
  const ready = /* @__PURE__ */ new Map();
  for await (const line of createInterface({ input: process.stdin })) {
    const name = line.trim();
    const prepare = jobs[name];
    if (!prepare) {
      console.log("none");
      continue;
    }
    const run = ready.get(name) ?? await prepare();
    ready.set(name, run);
    console.log(String(await run()));
  }
}
function timeOf(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

// src/base/random.ts
function makeRandom(seed) {
  const state = seedState(seed >>> 0);
  const next = () => {
    const result = Math.imul(rotate(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate(state[3], 11);
    return result;
  };
  const uniform = () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  const normal = () => {
    for (; ; ) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square > 0 && square < 1) return u * Math.sqrt(-2 * Math.log(square) / square);
    }
  };
  const below = (n) => Math.floor(uniform() * n);
  const shuffle2 = (values) => {
    const shuffled = [...values];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
    }
    return shuffled;
  };
  return { uniform, normal, below, shuffle: shuffle2 };
}
function seedState(seed) {
  let s = seed;
  const word = () => {
    s = s + 2654435769 | 0;
    let z = s ^ s >>> 16;
    z = Math.imul(z, 569420461);
    z ^= z >>> 15;
    z = Math.imul(z, 1935289751);
    return z ^ z >>> 15;
  };
  return [word(), word(), word(), word()];
}
function rotate(word, by) {
  return word << by | word >>> 32 - by;
}

// test/bench/exec/workloads.ts
var shapes = {
  W1: { widths: [2, 8, 1], head: "output" },
  W2: { widths: [10, 200, 20, 1], links: [3, 10, 20], head: "output" },
  W3: { widths: [64, 256, 10], head: "softmax" },
  W4: { widths: [2, 1, 2], head: "softmax" },
  W5: { widths: [30, 64, 8, 2], head: "softmax" },
  W6: { widths: [64, 256, 10], head: "softmax" }
};
var rowsOf = {
  W1: 1e6,
  W2: 1e6,
  W3: 1e5,
  W4: 3200,
  W5: 569,
  W6: 1280
};
var stepsOf = { W1: 0, W2: 0, W3: 0, W4: 400, W5: 100, W6: 50 };
function networkOf({ widths, links = [], head }, seed = 1) {
  const random = makeRandom(seed);
  const rows = (layer) => {
    const below = widths[layer - 1] ?? 0;
    return Array.from({ length: widths[layer] ?? 0 }, () => {
      const all = Array.from({ length: below }, (_, i) => i);
      const chosen = random.shuffle(all).slice(0, links[layer - 1] ?? below).sort((a, b) => a - b);
      return {
        links: chosen,
        weights: chosen.map(() => spread(random, chosen.length)),
        bias: random.normal() / 2,
        gain: 3
      };
    });
  };
  const last = widths.length - 1;
  const inputs = Array.from({ length: widths[0] ?? 0 }, (_, i) => ({
    name: `x${i}`,
    lo: -1,
    hi: 1,
    columns: [`x${i}`]
  }));
  const first = rows(1).map((row) => {
    const a = inputs.map((_, i) => row.weights[row.links.indexOf(i)] ?? 0);
    return { kind: "halfspace", a, beta: row.bias, gain: row.gain, frozen: false };
  });
  const layersAfter = Array.from({ length: head === "softmax" ? last - 2 : last - 1 }, (_, i) => i + 2);
  const later = layersAfter.map(
    (layer) => rows(layer).map((row) => ({ role: "free", frozen: false, ...row }))
  );
  return {
    inputs,
    text: { inputs, nodes: [], names: [], head: { kind: "none" }, checks: [], origins: [] },
    source: makeSource("bench.region", ""),
    first,
    later,
    head: head === "output" ? { kind: "outputs", outputs: [{ name: "y", column: "y", unit: 0, sign: 1 }] } : {
      kind: "classes",
      classes: rows(last).map((row, i) => ({
        name: `c${i}`,
        label: `c${i}`,
        plain: false,
        frozen: false,
        ...row,
        gain: 1
      }))
    },
    promise: { mode: "trainable", confidence: 0.8, tolerances: first.map(() => Infinity) },
    history: []
  };
}
function pointsFor(network, rows, seed = 2) {
  const random = makeRandom(seed);
  return Float64Array.from({ length: rows * network.inputs.length }, () => 2 * random.uniform() - 1);
}
function samplesFor(network, rows) {
  const points = pointsFor(network, rows);
  const classes = network.head.kind === "classes" ? network.head.classes.length : 1;
  const inputs = network.inputs.length;
  const wanted = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const [x = 0, y = 0] = points.subarray(row * inputs, row * inputs + 2);
    wanted[row * classes + Math.floor(4 * (x + y + 2)) % classes] = 1;
  }
  return { rows, points, wanted };
}
function graphOf({ widths, links = [] }) {
  const network = networkOf({ widths, links, head: "output" });
  const sharpness = { kind: "gain", gain: 3 };
  const common = { frozen: false, named: false };
  const nodes = network.first.flatMap(
    (unit) => unit.kind === "halfspace" ? [{ kind: "halfspace", a: unit.a, beta: unit.beta, sharpness, ...common }] : []
  );
  let below = 0;
  for (const layer of network.later) {
    const start = nodes.length;
    for (const { links: members, weights } of layer) {
      nodes.push({
        kind: "gate",
        members: members.map((link, i) => ({
          ref: { node: below + link, negated: (weights[i] ?? 0) < 0 },
          weight: 1
        })),
        threshold: Math.ceil(members.length / 2),
        ...common
      });
    }
    below = start;
  }
  const { inputs } = network;
  return { inputs, nodes, names: [], head: { kind: "none" }, checks: [], origins: nodes.map(() => []) };
}
function spread(random, links) {
  return random.normal() * 1.5 / Math.sqrt(links);
}

// test/bench/exec/ours.ts
var block = blockFor();
var blocks = trainingBlocks();
function scoring(workload, rounding) {
  const network = networkOf(shapes[workload]);
  const points = Float32Array.from(pointsFor(network, rowsOf[workload]));
  const forward = makeSingleForward(network, { rounding, block });
  const results = forward?.(points, rowsOf[workload]);
  return () => timeOf(() => forward?.(points, rowsOf[workload], results));
}
function scoringDoubles(workload) {
  const network = networkOf(shapes[workload]);
  const points = pointsFor(network, rowsOf[workload]);
  const forward = makeWasmForward(network, "head", { block });
  const results = forward?.(points, rowsOf[workload]);
  return () => timeOf(() => forward?.(points, rowsOf[workload], results));
}
function deciding(workload) {
  const graph = graphOf(shapes[workload]);
  const points = pointsFor(networkOf(shapes[workload]), rowsOf[workload]);
  const sets = makeExactSets(graph, [{ node: graph.nodes.length - 1, negated: false }]);
  return () => timeOf(() => sets(points, rowsOf[workload]));
}
function training(workload, options) {
  const network = networkOf(shapes[workload]);
  const rates = parametersOf(network).fill(0.01);
  const steps = makeSteps(network, samplesFor(network, rowsOf[workload]), { ...options, rates, blocks });
  steps?.run(10);
  return () => timeOf(() => steps?.run(stepsOf[workload])) / stepsOf[workload];
}
var fast = { precision: "f32", rounding: "fast" };
var exact = { precision: "f32" };
var batch = 128;
var inference = ["W1", "W2", "W3"];
await answerJobs({
  ...Object.fromEntries(
    inference.flatMap((workload) => [
      [workload, () => scoring(workload, "fast")],
      [`${workload} exact`, () => scoring(workload, "exact")],
      [`${workload} f64`, () => scoringDoubles(workload)]
    ])
  ),
  "W2 sets": () => deciding("W2"),
  W4: () => training("W4", { ...fast, optimizer: "gd" }),
  "W4 exact": () => training("W4", { ...exact, optimizer: "gd" }),
  "W4 f64": () => training("W4", { optimizer: "gd" }),
  W5: () => training("W5", { ...fast, optimizer: "gd" }),
  "W5 exact": () => training("W5", { ...exact, optimizer: "gd" }),
  "W5 adam": () => training("W5", { ...fast, optimizer: "adam" }),
  "W5 f64": () => training("W5", { optimizer: "gd" }),
  W6: () => training("W6", { ...fast, optimizer: "gd", batch }),
  "W6 exact": () => training("W6", { ...exact, optimizer: "gd", batch }),
  "W6 f64": () => training("W6", { optimizer: "gd", batch })
});
