import { darkRules } from 'regionc';
import { digits, isAsExpected, type Drawing, type Findings, type Page, type Row, type Size } from './page.ts';

/** A page that has been run. */
export interface Shown {
  readonly page: Page;
  readonly findings: Findings;
  /** Texts of its folder, by file. */
  readonly texts: readonly (readonly [file: string, text: string])[];
}

/** Pictures are laid out for a desk and for a phone; the page shows the one that fits. */
const widths = { wide: 680, narrow: 340 };

/** All pages as one document that needs nothing else. */
export function gallery(shown: readonly Shown[], size: Size): string {
  const missed = shown.flatMap(({ findings }) => findings.rows.filter((row) => !isAsExpected(row)));
  const rows = shown.reduce((sum, { findings }) => sum + findings.rows.length, 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The paper, made again</title>
<style>${style}@media (prefers-color-scheme: dark) {${darkStyle}${darkRules()}}</style>
</head>
<body>
<header>
<h1>The paper, made again</h1>
<p>Every figure and result of E. van den Berg, <cite>Some Insights into the Geometry and Training of Neural Networks</cite> (2014), by regionc: ${rows} numbers, ${missed.length === 0 ? 'all as expected' : `${missed.length} not as expected`}${size === 'quick' ? ', at reduced size' : ''}.</p>
<p class="soft">"Expected" is what the paper's formulas, or repeated runs with the settings named, allow. Where the paper's own text is not reached, the page says so.</p>
<nav><ol>${shown.map(({ page }) => `<li><a href="#${page.name}">${escape(page.title)}</a></li>`).join('')}</ol></nav>
</header>
<main>
${shown.map(section).join('\n')}
</main>
</body>
</html>
`;
}

function section({ page, findings, texts }: Shown): string {
  const { name, title, question } = page;
  return `<section id="${name}">
<h2><a href="#${name}">${escape(title)}</a></h2>
<p class="question">${escape(question)}</p>
${findings.pictures.map((drawing, index) => figure(drawing, `${name}-${index + 1}`)).join('\n')}
${findings.notes.map((note) => `<p class="note">${escape(note)}</p>`).join('\n')}
${table(findings.rows)}
${texts.map(([file, text]) => `<details><summary>${escape(file)}</summary><pre>${escape(text)}</pre></details>`).join('\n')}
</section>`;
}

function figure({ caption, draw }: Drawing, name: string): string {
  const pictures = Object.entries(widths).map(([kind, width]) => {
    return `<div class="${kind}">${withOwnIds(draw(width).svg, `${name}-${kind}`)}</div>`;
  });
  return `<figure>${pictures.join('')}<figcaption>${escape(caption)}</figcaption></figure>`;
}

/** Ids of a picture are unique in it; here several stand on one page. */
function withOwnIds(svg: string, name: string): string {
  const prefix = /<title id="(.*)-title">/.exec(svg)?.[1];
  return prefix === undefined ? svg : svg.replaceAll(`${prefix}-`, `${name}-`).trim();
}

function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const { claim, paper = '', here, expected, note } = row;
    const isRight = isAsExpected(row);
    const told = note === undefined ? '' : `<div class="soft">${escape(note)}</div>`;
    return `<tr><td>${escape(claim)}${told}</td><td>${escape(paper)}</td><td>${typeof here === 'boolean' ? (here ? 'yes' : 'no') : digits(here)}</td><td>${escape(expected.text)}</td><td class="${isRight ? 'holds' : 'fails'}">${isRight ? '✓' : '✗ not as expected'}</td></tr>`;
  });
  return `<div class="table"><table>
<thead><tr><th>what</th><th>paper</th><th>here</th><th>expected</th><th></th></tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table></div>`;
}

function escape(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => names[sign] ?? sign);
}

const style = `
:root { --paper: #ffffff; --ink: #1b1e24; --soft: #5a616c; --line: #e3e6ea; --holds: #00795f; --fails: #b3302b; color-scheme: light dark; }
body { margin: 0 auto; padding: 1rem; max-width: 45rem; background: var(--paper); color: var(--ink); font: 16px/1.5 Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif; }
a { color: inherit; }
h1 { font-size: 1.6rem; margin: 1rem 0; }
h2 { font-size: 1.2rem; margin: 3rem 0 0.5rem; }
h2 a { text-decoration: none; }
nav ol { columns: 20rem 2; font-size: 0.9rem; }
.question { font-style: italic; }
.soft, figcaption { color: var(--soft); font-size: 0.875rem; }
.note { border-left: 3px solid var(--line); padding-left: 0.75rem; }
figure { margin: 1.5rem 0; }
svg { max-width: 100%; height: auto; }
.narrow { display: none; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.875rem; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--line); }
td:nth-child(3), td:nth-child(4) { font-variant-numeric: tabular-nums; }
td:nth-child(3) { white-space: nowrap; }
.holds { color: var(--holds); }
.fails { color: var(--fails); font-weight: bold; }
pre { overflow-x: auto; font-size: 0.8125rem; }
@media (max-width: 44rem) {
  .wide { display: none; }
  .narrow { display: block; }
  thead { display: none; }
  tr { display: grid; grid-template-columns: 1fr 1fr 1fr auto; border-bottom: 1px solid var(--line); padding: 0.4rem 0; }
  td { border: none; padding: 0.1rem 0.5rem 0.1rem 0; }
  td:first-child { grid-column: 1 / -1; font-weight: 600; }
  td:first-child .soft { font-weight: normal; }
}
`;

const darkStyle =
  ':root { --paper: #1b1e24; --ink: #eceef1; --soft: #a9b0ba; --line: #31363f; --holds: #49d1a5; --fails: #f08078; }';
