import { entry } from './entry.ts';

/** R09. Limits. */
export const limits = {
  R0901: entry<{ limit: number }>({
    severity: 'error',
    title: 'source too large',
    message: ({ limit }) => `the file has more than ${limit} bytes, the limit for a spec (\`--limit sourceBytes=...\`)`,
    help: 'Source files are read up to a limit so that a wrong file cannot take all memory. Split the file and `import` its parts.',
  }),
  R0902: entry<{ limit: number }>({
    severity: 'error',
    title: 'brackets too deep',
    message: ({ limit }) => `brackets, gates and \`for\` are nested more than ${limit} deep here`,
    help: 'Reading nested text takes memory at every level, so there is a limit. Name the inner parts with `let` or `region` and use the names.',
  }),
  R0903: entry<{ depth: number; limit: number }>({
    severity: 'error',
    title: 'expression too deep',
    message: ({ depth, limit }) => `this expression is ${depth} operators deep, the limit is ${limit}`,
    help: 'Every operator of a long chain such as `a + b + c + ...` is one level. Write long sums as `sum([a, b, c])` or `dot(weights, v)`, or name parts of them with `let`.',
  }),
  R0910: entry<{ limit: number }>({
    severity: 'error',
    title: 'expansion too large',
    message: ({ limit }) =>
      `calls and \`for\` stand for more than ${limit} regions here, which is the limit (\`--limit regionNodes=...\`)`,
    help: 'A short text with nested `for` can stand for billions of regions. Shorten the ranges, or name shared parts with `region`, which are made once.',
  }),
  R0911: entry<{ inputs: number; limit: number }>({
    severity: 'error',
    title: 'too many inputs',
    message: ({ inputs, limit }) =>
      `the inputs of the file have ${inputs} coordinates in all, the limit is ${limit} (\`--limit inputs=...\`)`,
    help: 'Every coordinate is a column of the data and of the first layer. Look at the size of the vectors.',
  }),
  R0912: entry<{ limit: number }>({
    severity: 'error',
    title: 'calls too deep',
    message: ({ limit }) => `functions call each other more than ${limit} deep here`,
    help: 'Each call is expanded inside the one around it. Name parts of it with `let` or `region`.',
  }),
  R0913: entry<{ form: string; region: string; terms: number | undefined; limit: number; other: number | undefined }>({
    severity: 'error',
    title: 'two-layer form too large',
    message: ({ form, region, terms, limit, other }) =>
      `\`${region}\` takes ${terms === undefined || terms > 1e9 ? 'more terms than can be listed' : `${terms} terms`} as ${form}, the limit is ${limit} (\`--limit formTerms=...\`); ` +
      (other === undefined
        ? 'use `--form direct`, which grows with the text only'
        : `\`--form ${form === 'dnf' ? 'cnf' : 'dnf'}\` takes ${other}, and \`--form direct\` grows with the text only`),
    help: 'Some regions are short as written and huge in two layers: at least 8 of 16 is 12,870 ways to choose 8. What is large as any of all (`dnf`) may be small as all of any (`cnf`), or the other way about.',
  }),
  R0914: entry<{ form: string; region: string; primitives: number; limit: number }>({
    severity: 'error',
    title: 'too many primitives for a two-layer form',
    message: ({ form, region, primitives, limit }) =>
      `\`${region}\` is made of ${primitives} primitives, the limit for \`--form ${form}\` is ${limit} (\`--limit formPrimitives=...\`); use \`--form direct\``,
    help: 'A two-layer form is found by looking at which primitives hold together. With thousands of them that takes too long. A single gate over primitives has two layers in the form `direct` already.',
  }),
};
