import { catalogue, type Code } from '../base/catalogue/index.ts';
import { nearest } from '../base/near.ts';
import type { HelpExample } from '../base/catalogue/help-example.ts';
import { helpExamples } from '../base/catalogue/help-examples.ts';
import { done, type Outcome } from './outcome.ts';
import { UsageError } from './usage-error.ts';

/** `regionc help R0101`: what a diagnostic means, with an example and its cure. */
export function helpCodeCommand(asked: string): Outcome {
  const code = asked.toUpperCase();
  if (!isCode(code)) {
    throw new UsageError(`there is no diagnostic ${asked}${suggestion(code)}`);
  }
  const { severity, title, help } = catalogue[code];
  const example = helpExamples[code];
  const parts = [`${code} (${severity}): ${title}`, wrap(help, 78), ...(example ? printExample(example) : [])];
  return done({ code, severity, title, help, ...(example && { example }) }, `${parts.join('\n\n')}\n`);
}

/** Codes near a code that there is not, or the commands near a word. */
function suggestion(asked: string): string {
  const codes = Object.keys(catalogue);
  if (!/^R\d+$/.test(asked)) return '; a code looks like R0101, and `regionc --help` lists the commands';
  const number = Number(asked.slice(1));
  const distance = (code: string): number => Math.abs(Number(code.slice(1)) - number);
  const near = [nearest(asked, codes), ...codes.toSorted((a, b) => distance(a) - distance(b)).slice(0, 3)];
  const known = [...new Set(near)].filter((code) => code !== undefined).slice(0, 3);
  return `; did you mean ${known.join(', ')}?`;
}

function printExample({ command, files, message, mended }: HelpExample): string[] {
  const shown = Object.entries(files).flatMap(([name, text]) => [`${name}:`, indented(text)]);
  const told = message === undefined ? ['An editor marks it.'] : [`regionc ${command}`, indented(message)];
  return ['For example:', ...shown, ...told, ...(mended === undefined ? [] : ['After the fix:', indented(mended)])];
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

function isCode(text: string): text is Code {
  return Object.hasOwn(catalogue, text);
}

function wrap(text: string, width: number): string {
  let line = '';
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    if (line && line.length + word.length >= width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].join('\n');
}
