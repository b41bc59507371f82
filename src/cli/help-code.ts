import { catalogue, type Code } from '../base/catalogue/index.ts';
import { nearest } from '../base/near.ts';
import { done, type Outcome } from './outcome.ts';
import { UsageError } from './usage-error.ts';

/** `regionc help R0101`: what a diagnostic means. */
export function helpCodeCommand(asked: string): Outcome {
  const code = asked.toUpperCase();
  if (!isCode(code)) {
    const near = nearest(code, Object.keys(catalogue));
    throw new UsageError(`there is no diagnostic ${asked}${near === undefined ? '' : `; did you mean ${near}?`}`);
  }
  const { severity, title, help } = catalogue[code];
  return done({ code, severity, title, help }, `${code} (${severity}): ${title}\n\n${wrap(help, 78)}\n`);
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
