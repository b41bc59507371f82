/** A piece of text to fill in: `$1` and `${2:word}` are its places, `$0` the last. */
export interface Snippet {
  readonly label: string;
  readonly text: string;
  readonly doc: string;
}

/** Whole declarations. */
export const declarationSnippets: readonly Snippet[] = [
  { label: 'input ... in [lo, hi]', text: 'input ${1:x} in [${2:0}, ${3:1}]', doc: 'A real input and its range.' },
  { label: 'input ... in {a, b}', text: 'input ${1:s} in {${2:a}, ${3:b}}', doc: 'A categorical input.' },
  { label: 'let ... =', text: 'let ${1:n} = $0', doc: 'A number, vector or list with a name.' },
  { label: 'region ... =', text: 'region ${1:r} = $0', doc: 'A region with a name.' },
  { label: 'region f(p) =', text: 'region ${1:f}(${2:p}) = $0', doc: 'A function that makes a region.' },
  { label: 'class ... =', text: 'class ${1:c} = $0', doc: 'One class of the network.' },
  {
    label: 'class ... = otherwise',
    text: 'class ${1:c} = otherwise',
    doc: 'The class of all that no other class claims.',
  },
  { label: 'output ... =', text: 'output ${1:r} = $0', doc: 'One output of the network.' },
  { label: 'check contains', text: 'check contains(${1:r}, [${2:0}])', doc: 'A claim that a point lies in a region.' },
  { label: 'check disjoint', text: 'check disjoint(${1:a}, ${2:b})', doc: 'A claim that two regions share no point.' },
  {
    label: 'check accuracy',
    text: 'check accuracy(data: "${1:data.csv}", label: "${2:class}") >= ${3:0.95}',
    doc: 'A claim about the rows of a data file.',
  },
  { label: 'import ... as', text: 'import "${1:file.region}" as ${2:lib}', doc: "Another file's names." },
  { label: 'default width', text: 'default width ${1:5%}', doc: 'How sharp all is that says nothing itself.' },
];

/** Gates. */
export const gateSnippets: readonly Snippet[] = [
  { label: 'all of', text: 'all of (${1})', doc: 'Holds where every member holds.' },
  { label: 'any of', text: 'any of (${1})', doc: 'Holds where at least one member holds.' },
  { label: 'none of', text: 'none of (${1})', doc: 'Holds where no member holds.' },
  { label: 'at least ... of', text: 'at least ${1:2} of (${2})', doc: 'Holds where so much of the members holds.' },
  { label: 'at most ... of', text: 'at most ${1:1} of (${2})', doc: 'Holds where no more of the members holds.' },
  { label: 'exactly ... of', text: 'exactly ${1:1} of (${2})', doc: 'Holds where just so much of the members holds.' },
  {
    label: 'all but ... of',
    text: 'all but ${1:1} of (${2})',
    doc: 'Holds where at most so much of the members fails.',
  },
];
