import { entry } from './entry.ts';

/** R02. Types, dimensions, arguments. */
export const types = {
  R0201: entry<{ place: string; expected: string; found: string; shown: string }>({
    severity: 'error',
    title: 'wrong kind of value',
    message: ({ place, expected, found, shown }) => `${place} takes ${expected}, \`${shown}\` is ${found}`,
    help: 'Every expression is a number, a percentage, a text, a vector, a matrix, a list of regions or a region; each place takes one of them.',
  }),
  /** `compared` is a comparison that would be one; `constant`: under `region` stands what a `let` would take. */
  R0202: entry<{ place: string; found: string; shown: string; compared?: string; constant?: boolean }>({
    severity: 'error',
    title: 'region expected',
    message: ({ place, found, shown, compared, constant }) =>
      `${place} needs a region, \`${shown}\` is ${found}` +
      (constant === true ? '; name it by `let`' : '') +
      (compared === undefined ? '' : `; a comparison such as \`${short(compared)}\` makes one`),
    help: 'A region is a comparison, a primitive such as `ball(...)`, a gate, or a name declared with `region`. A number becomes one by comparing it.',
  }),
  R0203: entry<{ callee: string; argument: string; found: number; expected: number; over: boolean }>({
    severity: 'error',
    title: 'wrong dimension',
    message: ({ callee, argument, found, expected, over }) =>
      `\`${argument}\` of \`${callee}\` has ${found} ${found === 1 ? 'number' : 'numbers'}, ${
        over
          ? `\`over:\` has ${expected}`
          : `the file has ${expected} ${expected === 1 ? 'input' : 'inputs'}; say which ones are meant with \`over: [x, y]\``
      }`,
    help: 'A primitive lives in all inputs in order, or in the vector that `over:` gives; its vectors need one number for each of them.',
  }),
  /** `both` is what a product of regions was meant as, `gate` what counts the regions of a sum. */
  R0204: entry<{ shown: string; gate?: string; both?: string }>({
    severity: 'error',
    title: 'region in arithmetic',
    message: ({ shown, gate, both }) =>
      both !== undefined
        ? `\`${shown}\` is a region and cannot be multiplied; both hold where \`${short(both)}\` does`
        : `\`${shown}\` is a region and cannot be added; to count regions write \`${gate ?? 'at least k'} of (...)\``,
    help: 'Regions combine by `and`, `or`, `not` and the gates. A weight stands first and only in a member: `at least 3 of (2*a, b)`.',
  }),
  R0205: entry<{ shown: string; instead?: string }>({
    severity: 'error',
    title: 'region compared',
    message: ({ shown, instead }) =>
      `\`${shown}\` is a region, it holds or not, so there is nothing to compare: ` +
      (instead === undefined ? `\`${shown}\` or \`not ${shown}\`` : `write \`${short(instead)}\``),
    help: 'Only numbers compare. To ask how many regions hold write `at least 2 of (a, b, c)`.',
  }),
  R0206: entry<{ name: string }>({
    severity: 'error',
    title: 'let of a region',
    message: ({ name }) =>
      `\`${name}\` is a region: declare it with \`region\`, \`let\` names numbers, vectors and lists`,
    help: 'A region that has a name is a unit of the network; `let` only names values while the file is read.',
  }),
  R0207: entry<{ place: string; shown: string }>({
    severity: 'error',
    title: 'list where a region is needed',
    message: ({ place, shown }) =>
      `${place} needs one region, \`${shown}\` is a list; say how many must hold: \`all of\`, \`any of\`, \`at least 2 of\``,
    help: 'A list of regions becomes a region by a gate.',
  }),
  R0208: entry<{ operator: '==' | '!='; instead?: string }>({
    severity: 'error',
    title: 'equality of real numbers',
    message: ({ operator, instead }) =>
      `\`${operator}\` between real numbers has no width; ${instead === undefined ? 'state an interval with `in [lo, hi]`' : `write \`${instead}\``}`,
    help: 'A region of real inputs needs room: a measured number is never exactly 3. Say how far from it still counts.',
  }),
  R0209: entry<{ left: string; right: string; operation: string }>({
    severity: 'error',
    title: 'sizes differ',
    message: ({ left, right, operation }) => `${left} and ${right} cannot be ${operation}`,
    help: 'Vectors and matrices add when they have the same size; a matrix multiplies a vector that has one number for each of its columns.',
  }),
  R0210: entry<{ shown: string; size: number; place: number }>({
    severity: 'error',
    title: 'index outside',
    message: ({ shown, size, place }) =>
      size === 0
        ? `\`${shown}\` is empty, so it has no place ${place}`
        : `\`${shown}\` has the places 1 to ${size}, but no place ${place}`,
    help: 'Places count from 1; `v[2..5]` takes both ends.',
  }),
  R0211: entry<{ what: string; value: number; from?: number; to?: number }>({
    severity: 'error',
    title: 'whole number needed',
    message: ({ what, value, from, to }) =>
      `${what} must be a whole number${from === undefined ? '' : to === undefined ? ` of at least ${from}` : ` from ${from} to ${to}`}, this is ${value}`,
    help: 'Sizes, indices and ranges count things.',
  }),
  R0212: entry<{ what: string; shown: string }>({
    severity: 'error',
    title: 'constant needed',
    message: ({ what, shown }) => `${what} must be a constant, \`${shown}\` depends on the inputs`,
    help: 'Sizes, counts, weights, bands and the measures of primitives are fixed when the network is made; inputs are known only when it runs.',
  }),
  R0213: entry<{ shown: string }>({
    severity: 'error',
    title: 'condition is no comparison',
    message: ({ shown }) =>
      `\`if\` after \`for\` takes a comparison of constants, such as \`i != 4\`; this is \`${shown}\``,
    help: 'The condition decides while the file is read which turns of the `for` count, so it may use `for` names and constants only.',
  }),
  R0214: entry<{ count: number; total: number; members: number }>({
    severity: 'error',
    title: 'count out of reach',
    message: ({ count, total, members }) =>
      count < 0
        ? `a count cannot be below 0, this is ${count}`
        : `${count} can never be reached: the ${members} ${members === 1 ? 'member weighs' : 'members weigh'} ${total} in all`,
    help: 'A gate compares the total weight of the members that hold with its count; a member weighs 1 where nothing else is said.',
  }),
  R0215: entry<{ members: number }>({
    severity: 'warning',
    title: 'xor of several',
    message: ({ members }) =>
      `\`xor\` of ${members} holds for an odd number of them; for just one write \`exactly 1 of (...)\``,
    help: 'A chain of `xor` is parity. Most people who write it mean that exactly one holds.',
  }),
  R0216: entry<{ word: string }>({
    severity: 'warning',
    title: 'count of 0',
    message: ({ word }) =>
      word === 'at least' || word === 'all but'
        ? 'this holds everywhere, whatever its members say'
        : `\`${word} 0 of\` is \`none of\``,
    help: 'A count of 0 is mostly a slip.',
  }),
  R0217: entry<{ what: string }>({
    severity: 'error',
    title: 'percentage as a band',
    message: ({ what }) => `${what} is stated in the units of what is compared, not as a percentage`,
    help: 'After `+-` stands a number in the units of the two sides. A width relative to the box is `with width 5%`.',
  }),
  R0218: entry<{ callee: string; argument: string; parameters: readonly string[]; near?: string }>({
    severity: 'error',
    title: 'unknown argument',
    message: ({ callee, argument, parameters, near }) =>
      `\`${callee}\` has no \`${argument}\`${near === undefined ? `; it takes ${quoted(parameters)}` : `; did you mean \`${near}\`?`}`,
    help: 'Named arguments are written `name: value`, after the positional ones.',
  }),
  R0219: entry<{ callee: string; argument: string }>({
    severity: 'error',
    title: 'argument given twice',
    message: ({ callee, argument }) => `\`${callee}\` gets \`${argument}\` twice`,
    help: 'Each argument is given once, by position or by name.',
  }),
  R0220: entry<{ callee: string; missing: readonly string[] }>({
    severity: 'error',
    title: 'argument missing',
    message: ({ callee, missing }) => `\`${callee}\` still needs ${quoted(missing)}`,
    help: 'Arguments without a default must be given, by position or as `name: value`.',
  }),
  R0221: entry<{ callee: string; given: number; parameters: readonly string[] }>({
    severity: 'error',
    title: 'too many arguments',
    message: ({ callee, given, parameters }) =>
      `\`${callee}\` takes ${parameters.length === 0 ? 'no arguments' : quoted(parameters)}, ${given} are given`,
    help: 'Remove what is too much, or put several numbers into one vector: `[1, 2]`.',
  }),
  R0222: entry<{ callee: string }>({
    severity: 'error',
    title: 'positional after named',
    message: ({ callee }) => `in a call of \`${callee}\` arguments without a name stand before those with one`,
    help: 'Give the argument its name, or move it to the front.',
  }),
  R0223: entry<Record<string, never>>({
    severity: 'warning',
    title: 'any of nothing',
    message: () => '`any of` an empty list never holds',
    help: 'The list has no members, for instance since its `for` has no turns.',
  }),
  R0224: entry<{ kinds: readonly string[] }>({
    severity: 'error',
    title: 'mixed list',
    message: ({ kinds }) => `the elements of a list are of one kind, here are ${kinds.join(' and ')}`,
    help: 'A list holds numbers (a vector), vectors of one size (a matrix), or regions.',
  }),
  R0225: entry<{ what: string; lo: number; hi: number }>({
    severity: 'error',
    title: 'empty range',
    message: ({ what, lo, hi }) => `${what} runs from the smaller to the larger number, this one from ${lo} to ${hi}`,
    help: 'Write the smaller number first.',
  }),
  R0226: entry<{ shown: string }>({
    severity: 'error',
    title: 'division by 0',
    message: ({ shown }) => `\`${shown}\` divides by 0`,
    help: 'The divisor is a constant that came out as 0.',
  }),
  R0227: entry<{ written: string }>({
    severity: 'error',
    title: 'weight last',
    message: ({ written }) => `a weight stands before its region: \`${written}\` has it behind`,
    help: 'Write `2*a`. In `a*2` the region would be a factor, and regions do not multiply.',
  }),
  R0228: entry<{ weight: number }>({
    severity: 'error',
    title: 'weight not above 0',
    message: ({ weight }) =>
      weight < 0
        ? `a weight is above 0, this is ${weight}; to count against write \`${-weight}*(not ...)\``
        : 'a weight is above 0; leave out what has none',
    help: 'A member that speaks against counts by its complement.',
  }),
  R0229: entry<{ shown: string }>({
    severity: 'error',
    title: 'weight outside a gate',
    message: ({ shown }) => `\`${shown}\` has a weight, which only a member of a gate or list can have`,
    help: 'Weights say how much a member counts: `at least 3 of (2*a, b, c)`.',
  }),
  R0230: entry<{ name: string }>({
    severity: 'error',
    title: 'function without a call',
    message: ({ name }) => `\`${name}\` is a function: call it, \`${name}(...)\``,
    help: 'A function stands for nothing until it has its arguments.',
  }),
  R0231: entry<{ name: string }>({
    severity: 'error',
    title: 'not a function',
    message: ({ name }) => `\`${name}\` takes no arguments`,
    help: 'Only declarations with parameters and the built-in functions are called. Multiplication needs its sign: `2*(x + 1)`.',
  }),
  R0232: entry<{ shown: string }>({
    severity: 'error',
    title: 'no finite number',
    message: ({ shown }) => `\`${shown}\` is no finite number`,
    help: 'The result is too large for a double, or not defined, such as the root of a negative number.',
  }),
  R0233: entry<{ shown: string; categories?: boolean }>({
    severity: 'error',
    title: 'range of an input',
    message: ({ shown, categories }) =>
      categories === true
        ? `the categories of an input stand in braces, \`in {a, c}\`; this is \`${shown}\``
        : `the range of an input is two constants, \`in [0, 8]\`; this is \`${shown}\``,
    help: 'The range makes the box that checks, proofs and plots run over. Values outside it are still classified.',
  }),
  R0234: entry<{ column: string; vector: boolean }>({
    severity: 'error',
    title: 'column misplaced',
    message: ({ column, vector }) =>
      vector
        ? `\`column "${column}"\` goes with one number; a vector takes \`columns "first" .. "last"\``
        : `\`column "${column}"\` goes with one input; declare each by itself to give it a column`,
    help: 'Declare the input alone to give it a column; a vector takes the columns `v_1`, `v1` or `v[1]` and so on.',
  }),
  R0235: entry<Record<string, never>>({
    severity: 'error',
    title: 'empty listing',
    message: () => 'a gate needs members between its parentheses',
    help: 'Write at least one region. A list that may be empty, from a `for`, is allowed.',
  }),
  R0240: entry<{ shown: string; cure?: string }>({
    severity: 'error',
    title: 'not linear or quadratic',
    message: ({ shown, cure }) =>
      `\`${shown}\` is not linear or quadratic in the inputs; ${cure ?? 'rewrite the comparison'}, or add a data column that holds it`,
    help: 'Units of the first layer are halfspaces and ellipsoids, so numbers made of inputs are sums of multiples and products of two. Functions such as `log` and `sqrt` take constants: `log(x) >= 2` is `x >= exp(2)`.',
  }),
  R0241: entry<{ shown: string }>({
    severity: 'error',
    title: 'norm against inputs',
    message: ({ shown }) => `a norm compares with a constant, in \`${shown}\` the other side depends on the inputs`,
    help: '`norm(v) <= 2` is a ball. What depends on inputs on both sides is a cone or worse, which no unit draws.',
  }),
  R0242: entry<{ shown: string }>({
    severity: 'error',
    title: 'band without a comparison',
    message: ({ shown }) => `\`+-\` closes a comparison, such as \`x >= 2 +- 0.1\`; \`${shown}\` compares nothing`,
    help: 'The band says how far from the boundary the unit must be sure. For a primitive say it with `with width 0.2`.',
  }),
  R0236: entry<{ input: string; category: string | number; categories: readonly (string | number)[]; near?: string }>({
    severity: 'error',
    title: 'unknown category',
    message: ({ input, category, categories, near }) =>
      `\`${input}\` has no category \`${category}\`${
        near === undefined ? `; it has ${quoted(categories.slice(0, 12).map(String))}` : `; did you mean \`${near}\`?`
      }`,
    help: 'The categories of an input are those in the braces of its declaration. `..` there allows other cells, but gives them no name.',
  }),
  R0237: entry<{ left: string; right: string }>({
    severity: 'error',
    title: 'no common category',
    message: ({ left, right }) => `\`${left}\` and \`${right}\` have no category in common, so they are never equal`,
    help: 'Two categorical inputs are equal where both have the same category.',
  }),
  R0238: entry<Record<string, never>>({
    severity: 'error',
    title: 'open set outside an input',
    message: () =>
      '`..` stands for any other value in the declaration of an input; here name the categories that you mean',
    help: 'There it allows cells of no listed category. To ask for them write `unlisted(s)`.',
  }),
  R0239: entry<{ input: string; instead?: string }>({
    severity: 'error',
    title: 'order of categories',
    message: ({ input, instead }) =>
      `the categories of \`${input}\` have no order; ` +
      (instead === undefined
        ? 'test them with `==`, `!=`, `in {...}`'
        : `name those that you mean: \`${short(instead)}\``),
    help: 'Categories are names, not amounts, even where they are numbers. Declare the input with a range, `in [1, 4]`, to measure with it.',
  }),
  R0243: entry<{ input: string; found: string }>({
    severity: 'error',
    title: 'categories stand in braces',
    message: ({ input, found }) => `\`in\` after \`${input}\` takes categories in braces, \`{a, c}\`; this is ${found}`,
    help: 'Square brackets are intervals and vectors, braces are sets of categories.',
  }),
  R0244: entry<{ input: string }>({
    severity: 'error',
    title: 'closed input',
    message: ({ input }) =>
      `every cell of \`${input}\` is one of its categories; add \`..\` to its set to allow others`,
    help: '`unlisted(s)` asks whether a cell is of no listed category, which only an open input can be.',
  }),
  R0245: entry<{ pattern: string }>({
    severity: 'error',
    title: 'no pattern',
    message: ({ pattern }) =>
      `\`${pattern}\` is no pattern; it has a letter for each place, \`.\` for any, \`[ct]\` for one of several`,
    help: '`match(s, 14, "ta[ct].at")` tests six places from the 14th on and skips one of them.',
  }),
  R0246: entry<Record<string, never>>({
    severity: 'error',
    title: 'no categories',
    message: () => 'a set needs at least one category',
    help: 'Write the categories in braces: `{a, c, g, t}`.',
  }),
  R0247: entry<{ category: string | number }>({
    severity: 'error',
    title: 'category twice',
    message: ({ category }) => `the category \`${category}\` stands in the set already`,
    help: 'Each category is listed once.',
  }),
  R0248: entry<Record<string, never>>({
    severity: 'error',
    title: 'columns misplaced',
    message: () => '`columns "a" .. "b"` goes with one vector, `input v[8]`; a single input takes `column "a"`',
    help: 'A vector takes a run of neighbouring data columns, named by its first and last.',
  }),
};

/** A suggestion on one line. */
function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
