import { contextualWords, tokenNames, tokenRow, type TokenClass, type TokenRow } from '../../../grammar/tokens.ts';

/** The page of words and signs, from the token table, as Markdown. */
export function keywordsPage(): string {
  const rows = tokenNames.map(tokenRow);
  const words = wordGroups.map(([title, classes]) => {
    const lines = rows.flatMap(({ class: kind, text, doc }) =>
      text !== undefined && doc !== undefined && classes.includes(kind) ? [`| ${code(text)} | ${doc} |`] : [],
    );
    return `## ${title}\n\n| word | does |\n| --- | --- |\n${lines.join('\n')}`;
  });
  const contextual = Object.entries(contextualWords).map(([word, { doc }]) => `| ${code(word)} | ${doc} |`);
  const foreign = rows.flatMap((row) => {
    const meant = meantBy(row);
    return row.text !== undefined && meant !== undefined ? [`| ${code(row.text)} | ${code(meant)} |`] : [];
  });
  const also = rows.flatMap((row) =>
    row.also === undefined ? [] : [`| ${code(row.also)} | ${code(row.text ?? '')} |`],
  );
  return `# Words of the region language

Made from the token table (\`tokens.ts\`) by \`npm run generate\`. The [reference](REFERENCE.md) shows them at work.

${words.join('\n\n')}

## Words in their place only

Everywhere else these are free names.

| word | does |
| --- | --- |
${contextual.join('\n')}

## Signs

These are the same; the formatter writes the second.

| typed | is |
| --- | --- |
${also.join('\n')}

These belong to other languages; the error says what is meant.

| typed | meant |
| --- | --- |
${foreign.join('\n')}
`;
}

const wordGroups: readonly (readonly [string, readonly TokenClass[]])[] = [
  ['Declarations', ['declaration']],
  ['Gates', ['gate']],
  ['Logic', ['logic']],
  ['Other reserved words', ['keyword', 'constant']],
];

function meantBy({ means }: TokenRow): string | undefined {
  const name = tokenNames.find((each) => each === means);
  return name === undefined ? undefined : tokenRow(name).text;
}

/** As code in a table, where a bar would end the cell. */
function code(text: string): string {
  return `\`${text.replaceAll('|', String.raw`\|`)}\``;
}
