import { tokenNames, tokenRow } from '../../grammar/tokens.ts';

/** Words that nothing can be called. */
const reservedWords: ReadonlySet<string> = new Set(
  tokenNames.flatMap((name) => {
    const { doc, text } = tokenRow(name);
    return doc !== undefined && text !== undefined && !text.includes(' ') ? [text] : [];
  }),
);

export function isReservedWord(text: string): boolean {
  return reservedWords.has(text);
}
