import { isOneOf, lex } from '../../grammar/lexer.ts';
import type { Context } from './context.ts';
import { constantOf } from './symbolic.ts';
import type { Value } from './value.ts';

/** A claim on one line, as it would have been typed there: without comments, and without commas that end a list. */
export function claimText(written: string): string {
  const { tokens } = lex(written);
  let text = '';
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    const { image, startOffset } = token;
    const before = tokens[i - 1];
    const next = tokens[i + 1];
    const broken = written.slice(end, startOffset).includes('\n');
    const afterComma = before !== undefined && isComma(before) && isCloser(token);
    const joined = startOffset === end || afterComma || (broken && ((before && isOpener(before)) || isCloser(token)));
    end = startOffset + image.length;
    if (isComma(token) && next && isCloser(next)) continue;
    text += joined ? image : ` ${image.replace(/^(\w+)\s+(\w+)$/, '$1 $2')}`;
  }
  return text;
}

/** What the names of the `for` around a claim stand for in this turn: `i = 2, c = [0, 1]`. */
export function turnText({ locals }: Context): string {
  return [...locals]
    .map(([name, value]) => [name, valueText(value)].filter((part) => part !== undefined).join(' = '))
    .join(', ');
}

const isOpener = isOneOf('LeftParenthesis', 'LeftBracket', 'LeftBrace');
const isCloser = isOneOf('RightParenthesis', 'RightBracket', 'RightBrace');
const isComma = isOneOf('Comma');

/** A value as one would write it; undefined where that is no shorter than how it came about. */
function valueText(value: Value): string | undefined {
  switch (value.kind) {
    case 'number': {
      const number = constantOf(value.number);
      return number === undefined ? undefined : String(number);
    }
    case 'percent':
      return `${value.share * 100}%`;
    case 'text':
      return value.text;
    case 'category':
      return value.input;
    case 'region':
      return value.region.kind === 'reference' ? value.region.name : undefined;
    case 'list': {
      const items = value.items.map(valueText);
      return items.every((item) => item !== undefined) ? `[${items.join(', ')}]` : undefined;
    }
    case 'set':
    case 'weighted':
    case 'unknown':
      return undefined;
  }
}
