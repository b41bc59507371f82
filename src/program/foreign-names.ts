/** What another language calls so, and how it is said here; `write` where a word can stand for the word. */
interface ForeignName {
  readonly cure: string;
  readonly write?: string;
}

/** Names of other languages that nothing here is called, in small letters. */
export const foreignNames: ReadonlyMap<string, ForeignName> = new Map<string, ForeignName>([
  ['ln', renamed('log')],
  ['len', renamed('size')],
  ['length', renamed('size')],
  ['count', renamed('size')],
  ['maximum', renamed('max')],
  ['minimum', renamed('min')],
  ['ceil', { cure: '`ceil(a)` is `-floor(-a)`' }],
  ['round', { cure: '`round(a)` is `floor(a + 0.5)`' }],
  ['pow', { cure: 'a power is written `x^2`' }],
  ['sqr', { cure: 'a square is written `x^2`' }],
  ['square', { cure: 'a square is written `x^2`' }],
  ['mean', { cure: 'the mean of a vector is `sum(v)/size(v)`' }],
  ['avg', { cure: 'the mean of a vector is `sum(v)/size(v)`' }],
  ['average', { cure: 'the mean of a vector is `sum(v)/size(v)`' }],
  ['range', { cure: '`for` runs over `1..3`, both ends included' }],
  ['inf', { cure: 'ranges are finite: take the largest value that can occur' }],
  ['infinity', { cure: 'ranges are finite: take the largest value that can occur' }],
  ['all', { cure: 'all of several is `all of (a, b)`', write: 'all of ' }],
  ['any', { cure: 'one of several is `any of (a, b)`', write: 'any of ' }],
  ['none', { cure: 'none of several is `none of (a, b)`', write: 'none of ' }],
  ['true', { cure: 'a region holds by itself: `a` is `a == true` of other languages' }],
  ['false', { cure: 'a region fails by itself: `not a` is `a == false` of other languages' }],
  ['else', { cure: 'the class of all that is left is `otherwise`', write: 'otherwise' }],
  ['rest', { cure: 'the class of all that is left is `otherwise`', write: 'otherwise' }],
  ['null', { cure: 'nothing is empty in a text; what an empty cell of data counts as is said by `--missing`' }],
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map(
    (word, i): [string, ForeignName] => [
      word,
      { cure: `a number is written in digits: \`${i + 1}\``, write: String(i + 1) },
    ],
  ),
]);

function renamed(ours: string): ForeignName {
  return { cure: `it is \`${ours}\` here`, write: ours };
}
