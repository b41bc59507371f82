import { contextualWords, spellings, tokenNames, tokenRow, type TokenClass, type TokenRow } from './tokens.ts';

/** A TextMate rule: what VS Code, GitHub and other editors colour text by. */
interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Rule[];
}

/**
 * The TextMate grammar of the language, made from the token table. It sees one line at a time and no tree: a word is
 * coloured by itself and by what stands beside it.
 */
export function textMateGrammar(): object {
  const patterns: readonly Rule[] = [
    ...commentRules,
    stringRule,
    ...declarationRules,
    ...contextualRules(),
    ...tokenNames.flatMap((name) => ruleOf(tokenRow(name))),
  ];
  return { name: 'Region', scopeName: 'source.region', fileTypes: ['region'], patterns };
}

/** The scope of each class; names that themes know. */
const scopes: Readonly<Record<TokenClass, string>> = {
  declaration: 'keyword.declaration.region',
  logic: 'keyword.operator.logical.region',
  gate: 'keyword.control.gate.region',
  keyword: 'keyword.other.region',
  setting: 'support.type.property-name.region',
  constant: 'constant.language.region',
  operator: 'keyword.operator.region',
  punctuation: 'punctuation.separator.region',
  number: 'constant.numeric.region',
  string: 'string.quoted.double.region',
  name: 'variable.other.region',
  comment: 'comment.line.double-slash.region',
  invalid: 'invalid.illegal.region',
};

const parameter = 'variable.parameter.region';
const identifier = String.raw`[A-Za-z_][A-Za-z0-9_]*`;

const commentRules: readonly Rule[] = [
  { name: 'comment.line.documentation.region', match: '///(?!/).*$' },
  { name: scopes.comment, match: '//.*$' },
];

const stringRule: Rule = {
  name: scopes.string,
  begin: '"',
  end: '"|$',
  patterns: [
    { name: 'constant.character.escape.region', match: String.raw`\\(?:["\\nt]|u\{[0-9a-fA-F]{1,6}\})` },
    { name: scopes.invalid, match: String.raw`\\.` },
  ],
};

/** A declaration word with the name that it declares. */
const declarationRules: readonly Rule[] = [
  named('let', 'variable.other.constant.region'),
  named('region', 'entity.name.type.region'),
  named('output|class', 'entity.name.class.region'),
];

function named(words: string, scope: string): Rule {
  const captures = { 1: { name: scopes.declaration }, 2: { name: scope } };
  return { match: String.raw`\b(${words})\s+(${identifier})\b`, captures };
}

/** Words that mean something in their place only, and names by what follows them. */
function contextualRules(): readonly Rule[] {
  const settings = Object.entries(contextualWords).flatMap(([text, { class: own }]) =>
    own === 'setting' ? [text] : [],
  );
  const afterWord = { 1: { name: scopes.keyword }, 2: { name: scopes.setting } };
  return [
    { match: String.raw`\b(with)\s+(${settings.join('|')})\b`, captures: afterWord },
    {
      match: String.raw`\b(default)\s+(width|gain)\b`,
      captures: { 1: { name: scopes.declaration }, 2: { name: scopes.setting } },
    },
    { name: scopes[contextualWords.column.class], match: String.raw`\bcolumns?\b(?=\s*")` },
    { name: scopes[contextualWords.label.class], match: String.raw`\blabel\b(?=\s*["0-9])` },
    { name: scopes[contextualWords.unknown.class], match: String.raw`(?<==|= )\bunknown\b(?=\s*(?:$|//))` },
    { name: parameter, match: String.raw`(?<=\(|,|, )\b${identifier}\b(?=\s*:)` },
    { match: String.raw`^\s*(${identifier})(?=\s*:)`, captures: { 1: { name: parameter } } },
    { name: 'entity.name.function.region', match: String.raw`\b(?!${reservedWords()})${identifier}(?=\s*\()` },
  ];
}

/** Words in front of a bracket that are no functions. */
function reservedWords(): string {
  const texts = tokenNames.flatMap((name) => (tokenRow(name).doc === undefined ? [] : (tokenRow(name).text ?? [])));
  const words = new Set(texts.filter((text) => !text.includes(' ')));
  return String.raw`(?:${[...words].join('|')})\b`;
}

function ruleOf(row: TokenRow): readonly Rule[] {
  if (row.class === 'comment' || row.class === 'string') return [];
  const match = row.doc === undefined ? spellings(row).source : String.raw`\b${wordPattern(row)}\b`;
  // Space has no colour, and a character of no other token is invalid whatever its number.
  if (match === spacePattern) return [];
  return [{ name: scopes[row.class], match: row === tokenRow('Unknown') ? String.raw`\S` : match }];
}

function wordPattern(row: TokenRow): string {
  return (row.text ?? '').split(' ').join(String.raw`\s+`);
}

const spacePattern = spellings(tokenRow('Space')).source;
