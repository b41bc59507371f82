import { entry } from './entry.ts';

/** R00. Text and syntax. */
export const text = {
  R0001: entry<{ expected: string; found: string; cure?: string }>({
    severity: 'error',
    title: 'something is missing',
    message: ({ expected, found, cure }) => `expected ${expected}, found ${found}${withCure(cure)}`,
    help: 'A word or sign that has to stand here does not. If it closes a bracket, the bracket is shown too: look for the place where it should have been closed. The rest of the declaration is read as if it were there.',
  }),
  R0002: entry<{ found: string; cure?: string }>({
    severity: 'error',
    title: 'expression missing',
    message: ({ found, cure }) => `expected an expression, found ${found}${withCure(cure)}`,
    help: 'Between operators, after `=` and between the commas of a list there has to be a number, a name, a comparison, a gate or a bracket.',
  }),
  R0003: entry<{ found: string; expected: string; cure?: string }>({
    severity: 'error',
    title: 'stray text',
    message: ({ found, expected, cure }) =>
      `${found} cannot follow here; ${cure ?? `expected an operator or ${expected}`}`,
    help: 'The expression before it is complete, and this does not continue it. Often an operator (`and`, `*`, `,`) is missing in front of it, or a bracket was closed too early.',
  }),
  R0004: entry<{ found: string }>({
    severity: 'error',
    title: 'no declaration',
    message: ({ found }) =>
      `${found} starts no declaration; a declaration starts with \`input\`, \`let\`, \`region\`, \`output\`, \`class\`, \`default\`, \`check\` or \`import\``,
    help: 'A file is a list of declarations, and the first word says what is declared: `let` for numbers and lists, `region` for regions, `class` or `output` for what the network answers.',
  }),
  R0005: entry<{ found: string; meant: string }>({
    severity: 'error',
    title: 'misspelt word',
    message: ({ found, meant }) => `\`${found}\` cannot stand here; did you mean \`${meant}\`?`,
    help: 'No name can stand at this place, and the text is close to a word of the language. The file is read as if that word were there.',
  }),
  R0006: entry<{ word: string; category: boolean }>({
    severity: 'error',
    title: 'reserved word as a name',
    message: ({ word, category }) =>
      category
        ? `\`${word}\` is a word of the language; as a category it is written \`"${word}"\``
        : `\`${word}\` is a word of the language and cannot be a name`,
    help: 'The words that build the language cannot name inputs, regions or anything else. Put something to it, such as `class_`; a category may be quoted, and an input keeps its data column by `column "class"`.',
  }),
  R0007: entry<{ found: string; meant: string }>({
    severity: 'error',
    title: 'spelling of another language',
    message: ({ found, meant }) => `\`${found}\` is written \`${meant}\` here`,
    help: 'The language has one spelling for each operator: `and`, `or`, `not`, `==`, `!=`, `<=`, `^`, straight double quotes and the plain minus sign.',
  }),
  R0008: entry<{ found: string; meant: string }>({
    severity: 'error',
    title: 'number not well written',
    message: ({ found, meant }) => `a number has digits on both sides of its point: \`${meant}\`, not \`${found}\``,
    help: 'Numbers are written `12`, `0.5`, `1_000` or `2.5e-3`. Since `1..8` is a range, a point needs a digit on both sides.',
  }),
  R0009: entry<{ found: string }>({
    severity: 'error',
    title: 'number too large',
    message: ({ found }) => `\`${found}\` is past the largest number there is, about 1.8e308`,
    help: 'Numbers are 64-bit floating point numbers.',
  }),
  R0010: entry<{ found: string; meant: string }>({
    severity: 'error',
    title: 'percent sign apart',
    message: ({ found, meant }) => `the percent sign follows its number at once: \`${meant}\`, not \`${found}\``,
    help: 'A share is written `60%`, without a space.',
  }),
  R0011: entry<{ found: string; cure?: string }>({
    severity: 'error',
    title: 'unknown character',
    message: ({ found, cure }) => `${found} has no meaning in this language${withCure(cure)}`,
    help: 'Outside quotes and comments a file has letters, digits, underscores and the signs of the language. Invisible characters often come along with text that is copied from a web page.',
  }),
  R0012: entry<Record<never, never>>({
    severity: 'error',
    title: 'quote not closed',
    message: () => 'this quote is not closed on its line',
    help: 'A text starts and ends with `"` on one line. A quote inside it is written `\\"`, a line end `\\n`.',
  }),
  R0013: entry<{ found: string }>({
    severity: 'error',
    title: 'unknown escape',
    message: ({ found }) => `\`${found}\` is no escape; expected \`\\"\`, \`\\\\\`, \`\\n\`, \`\\t\` or \`\\u{hex}\``,
    help: 'In a text a backslash starts an escape. A backslash itself is written `\\\\`; any character can be written by its Unicode number, such as `\\u{e9}`.',
  }),
  R0014: entry<{ coefficient: string; name: string }>({
    severity: 'error',
    title: 'multiplication sign missing',
    message: ({ coefficient, name }) =>
      `\`${coefficient}${name}\` is no number and no name; a product is written \`${coefficient}*${name}\``,
    help: 'A product needs its sign: `3*x`. A name starts with a letter or an underscore.',
  }),
  R0015: entry<{ found: string }>({
    severity: 'error',
    title: 'band not last',
    message: ({ found }) => `\`+- t\` closes a comparison; ${found} cannot follow it without parentheses`,
    help: 'A band is the last part of a comparison: `x + 2*y >= 3 +- 0.1`. After it only `and`, `xor`, `or`, `=>` or `with` may come. A sum as a band goes in parentheses.',
  }),
  R0016: entry<{ gate: string }>({
    severity: 'error',
    title: 'margin on this gate',
    message: ({ gate }) => `\`${gate}\` takes no margin; \`at least\` and \`at most\` do`,
    help: 'A margin `+- e` says which sums of weights are too close to the count to decide. `exactly` and `all but` have none: write `at least`.',
  }),
  R0017: entry<{ first: string; second: string }>({
    severity: 'error',
    title: 'mixed chain',
    message: ({ first, second }) =>
      `\`${first}\` and \`${second}\` do not chain; a chain runs one way, such as \`0 <= x < 1\``,
    help: 'A chain of comparisons reads as its links joined by `and`, and all point the same way. `==`, `!=` and `in` stand alone. Write the links out, joined by `and`.',
  }),
  R0018: entry<Record<never, never>>({
    severity: 'error',
    title: 'chain of `=>`',
    message: () => '`a => b => c` can be read in two ways; put one of the two in parentheses',
    help: '`=>` does not chain. Write `a => (b => c)` or `(a => b) => c`, whichever is meant.',
  }),
  R0019: entry<{ operator: string }>({
    severity: 'error',
    title: '`not` inside a number',
    message: ({ operator }) => `after \`${operator}\` a \`not\` needs parentheses`,
    help: '`not` takes the whole comparison to its right, so it cannot stand in the middle of one. `2*(not a)` gives the complement of `a` the weight 2.',
  }),
  R0020: entry<{ found: string }>({
    severity: 'error',
    title: '`frozen` before something else',
    message: ({ found }) => `\`frozen\` stands before \`region\` only, found ${found}`,
    help: 'Regions can be frozen, and all that uses them keeps them as they are. To freeze what an output or a class is made of, name it with `frozen region` first.',
  }),
  R0021: entry<{ found: string; settings: readonly string[] }>({
    severity: 'error',
    title: 'unknown setting',
    message: ({ found, settings }) => `expected ${oneOf(settings)}, found ${found}`,
    help: '`with` sets the `gain`, `bias`, `threshold` or `width` of a unit; `default` sets the `width` or the `gain` of a file.',
  }),
  R0022: entry<Record<never, never>>({
    severity: 'warning',
    title: 'documentation of nothing',
    message: () => 'no declaration follows this `///`, so it documents nothing',
    help: 'A `///` block stands on lines of its own, right above a declaration. Inside a declaration and after code, `//` makes a plain comment.',
  }),
};

function withCure(cure: string | undefined): string {
  return cure === undefined ? '' : `; ${cure}`;
}

function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
