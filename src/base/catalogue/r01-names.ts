import { entry } from './entry.ts';

/** R01. Names and imports. */
export const names = {
  R0101: entry<{ name: string; near?: string; cure?: string }>({
    severity: 'error',
    title: 'unknown name',
    message: ({ name, near, cure }) =>
      `nothing here is called \`${name}\`` +
      (near === undefined ? '' : `; did you mean \`${near}\`?`) +
      (cure === undefined ? '' : `; ${cure}`),
    help: 'A name must be declared in this file by `input`, `let`, `region`, `output` or `class`, or be built in. Order does not matter, letter case does.',
  }),
  R0102: entry<{ name: string }>({
    severity: 'error',
    title: 'declared twice',
    message: ({ name }) =>
      `\`${name}\` is declared twice; a file has one namespace for inputs, lets, regions, outputs and classes`,
    help: 'Give one of the two another name. Parameters and `for` names may hide a name of the file; declarations may not.',
  }),
  R0103: entry<{ path: readonly string[] }>({
    severity: 'error',
    title: 'cycle',
    message: ({ path }) => `these are defined in a circle: ${path.map((name) => `\`${name}\``).join(' -> ')}`,
    help: 'A declaration may use any other, before or after it, but not itself, directly or through others. Break the circle at one of the names.',
  }),
  R0104: entry<{ path: readonly string[] }>({
    severity: 'error',
    title: 'recursion',
    message: ({ path }) =>
      `a function cannot call itself, nor through others: ${path.map((name) => `\`${name}\``).join(' -> ')}`,
    help: 'Functions are expanded where they are called, so one that calls itself would never end. Use `for` to repeat something.',
  }),
  R0105: entry<{ name: string }>({
    severity: 'error',
    title: 'one class alone',
    message: ({ name }) => `\`${name}\` is the only class; a classifier needs at least two`,
    help: 'Add the other classes; `class other = otherwise` is everything that no other class takes. For a single yes or no write `output` instead.',
  }),
  R0106: entry<Record<string, never>>({
    severity: 'error',
    title: 'two otherwise',
    message: () => 'only one class can be `otherwise`',
    help: '`otherwise` is what all other classes leave; two of them would be the same region. Describe one of the two.',
  }),
  R0107: entry<Record<string, never>>({
    severity: 'error',
    title: 'outputs beside classes',
    message: () => 'a file has either outputs or classes, this one has both',
    help: '`class` makes one softmax over all classes, `output` one value in [-1, 1] each. Use `region` for what is only a part of others, or split the file.',
  }),
  R0108: entry<{ name: string }>({
    severity: 'hint',
    title: 'hides a name',
    message: ({ name }) => `this \`${name}\` hides the file's \`${name}\` in its reach`,
    help: 'A parameter or a `for` name may be called like something of the file; inside its reach it is meant. Rename it where that is not wanted.',
  }),
  R0109: entry<{ name: string }>({
    severity: 'hint',
    title: 'unused input',
    message: ({ name }) => `no region uses the input \`${name}\``,
    help: 'The network takes the input but does not look at it, and the data must have its column. Remove the input where it is not needed.',
  }),
  R0110: entry<{ name: string; what: 'let' | 'region' }>({
    severity: 'hint',
    title: 'unused name',
    message: ({ name, what }) => `nothing uses the ${what} \`${name}\``,
    help: 'A region or number that no output, class or check needs has no part in the network.',
  }),
  R0111: entry<{ name: string }>({
    severity: 'hint',
    title: 'unused parameter',
    message: ({ name }) => `the parameter \`${name}\` is not used`,
    help: 'Callers must pass it and nothing happens with it. Remove it, or use it.',
  }),
  R0112: entry<{ category: string; input: string }>({
    severity: 'hint',
    title: 'category hides a name',
    message: ({ category, input }) =>
      `beside \`${input}\` this is its category \`${category}\`, not what the file calls so`,
    help: 'Beside a categorical input a bare name is first one of its categories.',
  }),
  R0120: entry<{ path: string }>({
    severity: 'error',
    title: 'import not found',
    message: ({ path }) =>
      `there is no file \`${path}\` to import` +
      (path.endsWith('.region') ? '; its path counts from the folder of this file' : '; its name ends in `.region`'),
    help: 'The path counts from the folder of the importing file, with `/` on every system, and ends in `.region`.',
  }),
  R0121: entry<{ files: readonly string[] }>({
    severity: 'error',
    title: 'imports in a circle',
    message: ({ files }) => `files import each other: ${files.join(' -> ')}`,
    help: 'A file that imports another cannot be imported by it, directly or through others. Put what both need into a third file.',
  }),
  R0122: entry<{ path: string; message: string; more: number }>({
    severity: 'error',
    title: 'imported file has errors',
    message: ({ path, message, more }) =>
      `\`${path}\` has errors: ${message}${more === 0 ? '' : ` (and ${more} more)`}`,
    help: 'What a broken file declares cannot be used. Open it and mend it there.',
  }),
  R0123: entry<{ name: string; path: string; alias: string }>({
    severity: 'error',
    title: 'imported name is taken',
    message: ({ name, path, alias }) =>
      `\`${path}\` declares \`${name}\`, and so does this file; give the import a name of its own: \`as ${alias}\``,
    help: 'An import makes the names of the other file visible. With `as lib` they stand behind `lib.` and cannot clash.',
  }),
  R0124: entry<{ name: string; here: string; there: string }>({
    severity: 'error',
    title: 'input declared unlike',
    message: ({ name, here, there }) =>
      `the input \`${name}\` is declared \`${here}\` here and \`${there}\` there; inputs of one name are one and the same, so both must agree`,
    help: 'A file and what it imports share their inputs by name, so both must declare them alike: range, size and column.',
  }),
  R0125: entry<{ path: string }>({
    severity: 'error',
    title: 'import from outside',
    message: ({ path }) => `\`${path}\` lies outside the project's folder; allow it with \`--allow-outside\``,
    help: 'A spec from elsewhere must not read any file it likes, so imports stay below the folder of the file that is compiled.',
  }),
  R0126: entry<{ limit: number }>({
    severity: 'error',
    title: 'too many imports',
    message: ({ limit }) =>
      `more than ${limit} ${limit === 1 ? 'file is' : 'files are'} imported, directly and through others; that is the limit (\`--limit imports=...\`)`,
    help: 'There is a limit so that a mistake cannot read a whole disk. Put what belongs together into one file.',
  }),
};
