import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { catalogue, type Code } from '../../base/catalogue/index.ts';

/** The page of all messages, from the catalogue and the smallest input of each, as Markdown. */
export function diagnosticsPage(root: URL): string {
  const codes = (Object.keys(catalogue) as Code[]).toSorted();
  const families = Object.entries(familyTitles).map(([family, title]) => {
    const own = codes.filter((code) => code.startsWith(family));
    const rows = own.map(
      (code) => `| [${code}](#${code.toLowerCase()}) | ${catalogue[code].severity} | ${titleOf(code)} |`,
    );
    const entries = own.map((code) => entryOf(code, new URL(`test/diagnostics/${code}/`, root)));
    return `## ${title}\n\n| code | severity | title |\n| --- | --- | --- |\n${rows.join('\n')}\n\n${entries.join('\n\n')}`;
  });
  return `# Messages of regionc

Every message has a code that stays; \`regionc help CODE\` prints what stands here. Made from the catalogue
(\`src/base/catalogue\`) and from the smallest input that gives each message (\`test/diagnostics\`) by \`npm run generate\`.

${families.join('\n\n')}
`;
}

const familyTitles = {
  R00: 'Text and syntax',
  R01: 'Names and imports',
  R02: 'Types, dimensions, arguments',
  R03: 'Geometry',
  R04: 'Settings and compilation',
  R05: 'Checks',
  R06: 'Data',
  R07: 'Training',
  R08: 'Network files and exports',
  R09: 'Limits',
};

/** What a page shows of a file: enough to see the mistake, not all of a file that is too long on purpose. */
const shownLines = 24;
const shownColumns = 120;

function entryOf(code: Code, folder: URL): string {
  const { severity, help } = catalogue[code];
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted() : [];
  const inputs = files.flatMap((file) => {
    const language = languageOf(file);
    return language === undefined
      ? []
      : [`\`${file}\`:\n\n${block(language, readFileSync(new URL(file, folder), 'utf8'))}`];
  });
  const seen = files.includes('expected.txt')
    ? [block('console', readFileSync(new URL('expected.txt', folder), 'utf8'))]
    : [];
  return [`### ${code}`, `**${titleOf(code)}** (${severity})`, help, ...inputs, ...seen].join('\n\n');
}

function titleOf(code: Code): string {
  const { title } = catalogue[code];
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

/** How an input is shown; undefined for what is no text of the user's. */
function languageOf(file: string): string | undefined {
  if (file.endsWith('.region')) return 'region';
  return file.endsWith('.csv') ? 'csv' : undefined;
}

function block(language: string, text: string): string {
  const lines = text.trimEnd().split(/\r?\n/);
  const shown = lines
    .slice(0, shownLines)
    .map((line) => (line.length > shownColumns ? `${line.slice(0, shownColumns)}…` : line));
  if (lines.length > shownLines) shown.push('…');
  return `\`\`\`${language}\n${shown.join('\n')}\n\`\`\``;
}
