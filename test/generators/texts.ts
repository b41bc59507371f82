import * as fc from 'fast-check';

/**
 * Texts without syntax errors that use every form of LANGUAGE section 2, with space, empty lines and comments anywhere
 * between two tokens. Their names mean nothing.
 */
export function texts(): fc.Arbitrary<string> {
  const tokens = fc.array(declaration, { minLength: 1, maxLength: 4 }).map((all) => all.flat());
  return fc
    .tuple(tokens, fc.array(fc.nat(99), { minLength: 300, maxLength: 300 }), fc.constantFrom(0, 3, 10, 40))
    .map(([written, dice, comments]) => weave(written, dice, comments));
}

/** A piece of text as its tokens. */
type Tokens = readonly string[];

/** Tokens with a gap at every place; `comments` of a hundred gaps hold some. */
function weave(tokens: Tokens, dice: readonly number[], comments: number): string {
  let text = '';
  let count = 0;
  for (const [i, token] of [...tokens, ''].entries()) {
    const roll = dice[i % dice.length] ?? 0;
    const shape = dice[(7 * i + 3) % dice.length] ?? 0;
    const commented = roll < comments ? (commentGaps[shape % commentGaps.length] ?? '') : undefined;
    const gap = commented?.replaceAll('#', () => String((count += 1))) ?? plainGaps[shape % plainGaps.length] ?? '';
    const before = tokens[i - 1] ?? '';
    text += runTogether(before, gap + token) ? ` ${gap}${token}` : gap + token;
  }
  return text;
}

const plainGaps = [' ', ' ', ' ', '', '', '  ', '\t', '\n', '\n  ', '\n\n', '\n\n\n  '];
const commentGaps = [
  ' // c# \n',
  '//c#\n  ',
  '\n// c#\n',
  '\n\n  //  c#\n\n',
  '\n/// c#\n',
  ' /// c#\n\n',
  '\n\n/// c#\n///\n/// c#\n\n// c#\n',
  ' // c#\n // c#\n\n',
];

/** Whether two tokens need space between them. */
function runTogether(left: string, right: string): boolean {
  if (/\w$/.test(left) && /^["\w]/.test(right)) return true;
  // Signs that would become another: `+-`, `//`, `...`, `1.`.
  return /[^\w\s]$/.test(left) ? /^[^\w\s]/.test(right) : /\d$/.test(left) && right.startsWith('.');
}

const name = fc.constantFrom('x', 'y', 'petal_length', 'r1', 'signs', 'Gentoo', 'at', 'a_rather_long_name_of_a_region');
const number = fc.constantFrom('0', '1', '2', '12', '0.5', '1_000', '2.5e-3', '1E5', '1e+3', '123456.789');
const string = fc.constantFrom('""', '"a"', '"debt consolidation"', String.raw`"a\"b\\ \u{e9}"`, '"// no comment"');

const reference = fc.oneof({ weight: 5, arbitrary: word(name) }, sequence(word(name), ['.'], word(name)));
const category = fc.oneof(word(name), word(string), word(number), sequence(['-'], word(number)), fc.constant(['..']));

const { expression, flat, postfix, member } = fc.letrec<Record<Rule, Tokens>>((tie) => ({
  expression: often(tie('flat'), sequence(tie('flat'), setting(tie('flat')), optional(setting(tie('flat'))))),
  flat: often(tie('logic'), sequence(tie('logic'), ['=>'], tie('logic'))),
  logic: often(tie('complement'), separated(tie('complement'), ['and', 'and', 'or', 'xor'])),
  complement: often(tie('comparison'), sequence(['not'], tie('complement'))),
  comparison: often(
    tie('sum'),
    separated(tie('sum'), ['<=', '<', '≤']),
    sequence(separated(tie('sum'), ['>=', '>', '≥']), band(tie('product'))),
    sequence(tie('sum'), fc.constantFrom(['=='], ['!='], ['≠'], ['in'], ['not', 'in']), tie('sum')),
  ),
  sum: often(tie('product'), separated(tie('product'), ['+', '-'])),
  product: often(tie('power'), separated(tie('power'), ['*', '/'])),
  power: often(tie('postfix'), sequence(['-'], tie('power')), sequence(tie('postfix'), ['^'], tie('power'))),
  postfix: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'text' },
    { weight: 6, arbitrary: tie('primary') },
    { weight: 1, arbitrary: sequence(reference, ['['], tie('flat'), optional(sequence(['..'], tie('flat'))), [']']) },
    { weight: 2, arbitrary: sequence(reference, ['('], list(tie('argument')), [')']) },
  ),
  primary: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'text' },
    {
      weight: 8,
      arbitrary: fc.oneof(
        reference,
        word(
          fc.oneof(
            number,
            string,
            number.map((digits) => `${digits}%`),
          ),
        ),
      ),
    },
    { weight: 2, arbitrary: sequence(['('], tie('expression'), [')']) },
    { weight: 2, arbitrary: sequence(['['], list(tie('member')), [']']) },
    { weight: 1, arbitrary: sequence(['{'], list(category), ['}']) },
    { weight: 3, arbitrary: tie('gate') },
  ),
  gate: fc.oneof(
    sequence(fc.constantFrom(['all of'], ['any of'], ['none  of']), tie('listing')),
    sequence(fc.constantFrom(['at least'], ['at\nmost']), tie('sum'), band(tie('sum')), ['of'], tie('listing')),
    sequence(fc.constantFrom(['exactly'], ['all but']), tie('sum'), ['of'], tie('listing')),
  ),
  listing: fc.oneof(
    sequence(['('], list(tie('member')), [')']),
    tie('postfix').filter(([first]) => first !== '('),
  ),
  member: often(tie('expression'), sequence(['for'], word(name), ['in'], tie('range'), [':'], tie('expression'))),
  range: sequence(tie('flat'), optional(sequence(['..'], tie('flat'))), optional(sequence(['if'], tie('flat')))),
  argument: sequence(optional(sequence(word(name), [':'])), tie('member')),
}));

type Rule =
  | ('expression' | 'flat' | 'logic' | 'complement' | 'comparison' | 'sum' | 'product' | 'power' | 'postfix')
  | ('primary' | 'gate' | 'listing' | 'member' | 'range' | 'argument');

const variable = sequence(word(name), optional(sequence(['['], flat, [']'])));
const variables = fc.array(variable, { minLength: 1, maxLength: 4 }).map((all) => all.flatMap(comma).slice(0, -1));
const columns = fc.oneof(sequence(['column'], word(string)), sequence(['columns'], word(string), ['..'], word(string)));
const parameter = sequence(word(name), optional(sequence(['='], flat)));
const parameters = fc.array(parameter, { maxLength: 4 }).map((all) => ['(', ...all.flatMap(comma).slice(0, -1), ')']);

const declaration = fc.oneof(
  sequence(['input'], variables, ['in'], postfix, optional(columns)),
  sequence(['let'], word(name), optional(parameters), ['='], expression),
  sequence(optional(fc.constant(['frozen'])), ['region'], word(name), optional(parameters), ['='], expression),
  sequence(['output'], word(name), optional(sequence(['column'], word(string))), ['='], expression),
  sequence(
    ['class'],
    word(name),
    optional(sequence(['label'], word(fc.oneof(string, number)))),
    ['='],
    fc.oneof(expression, fc.constantFrom(['otherwise'], ['unknown'])),
  ),
  sequence(['default'], fc.constantFrom(['width'], ['gain']), flat),
  sequence(['check'], member),
  sequence(['import'], word(string), optional(sequence(['as'], word(name)))),
);

function word(text: fc.Arbitrary<string>): fc.Arbitrary<Tokens> {
  return text.map((token) => [token]);
}

function sequence(...parts: readonly (Tokens | fc.Arbitrary<Tokens>)[]): fc.Arbitrary<Tokens> {
  const all = parts.map((part) => (part instanceof fc.Arbitrary ? part : fc.constant(part)));
  return fc.tuple(...all).map((each) => each.flat());
}

function optional(part: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: part });
}

/** The first of these most of the time. */
function often(usual: fc.Arbitrary<Tokens>, ...others: readonly fc.Arbitrary<Tokens>[]): fc.Arbitrary<Tokens> {
  const rare = others.map((arbitrary) => ({ weight: 1, arbitrary }));
  return fc.oneof({ weight: 8, arbitrary: usual }, ...rare);
}

/** Two operands or more with an operator between each two. */
function separated(operand: fc.Arbitrary<Tokens>, operators: readonly string[]): fc.Arbitrary<Tokens> {
  const more = fc.array(sequence(word(fc.constantFrom(...operators)), operand), { minLength: 1, maxLength: 3 });
  return fc.tuple(operand, more).map(([first, others]) => [...first, ...others.flat()]);
}

/** Items with commas between them, and sometimes one at the end. */
function list(item: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> {
  const ended = fc.tuple(fc.array(item, { maxLength: 4 }), fc.boolean());
  return ended.map(([items, trailing]) => items.flatMap(comma).slice(0, trailing ? undefined : -1));
}

function comma(item: Tokens): Tokens {
  return [...item, ','];
}

function band(width: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> {
  return optional(sequence(fc.constantFrom(['+-'], ['±']), width));
}

function setting(value: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> {
  return sequence(['with'], fc.constantFrom(['gain'], ['bias'], ['threshold'], ['width']), value);
}
