import { diagnostic, type Diagnostic } from '../src/base/diagnostic.ts';
import { writing } from '../src/base/fixes.ts';
import type { Span } from '../src/base/source.ts';
import type { NumberLiteral, PercentLiteral, StringLiteral } from './ast.ts';

/** The number that `image` writes (`1_000`, `2.5e-3`); one past the doubles is reported and counts as infinite. */
export function numberLiteral(image: string, span: Span, report: (found: Diagnostic) => void): NumberLiteral {
  return { kind: 'number', span, value: numberOf(image, span, report) };
}

/** `60%`. */
export function percentLiteral(image: string, span: Span, report: (found: Diagnostic) => void): PercentLiteral {
  return { kind: 'percent', span, value: numberOf(image.replace(/\s*%$/, ''), span, report) };
}

/** A text between quotes of any kind; in straight double quotes a backslash starts an escape. */
export function stringLiteral(image: string, span: Span, report: (found: Diagnostic) => void): StringLiteral {
  if (!image.startsWith('"')) return { kind: 'string', span, value: image.slice(1, -1) };
  const inner = image.slice(1, isClosed(image) ? -1 : undefined);
  if (!inner.includes('\\')) return { kind: 'string', span, value: inner };
  const value = inner.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|[\s\S]?)/g,
    (found, hex: string | undefined, at: number) => {
      const character = hex === undefined ? simpleEscapes.get(found) : fromCodePoint(parseInt(hex, 16));
      if (character !== undefined) return character;
      const start = span.start + 1 + at;
      // An escape that the closing quote cuts off is the unclosed quote's own error.
      if (found !== '\\') {
        const place = { ...span, start, end: start + found.length };
        report(diagnostic('R0013', place, { found }, { fixes: [writing(place, `\\${found}`, false)] }));
      }
      return found;
    },
  );
  return { kind: 'string', span, value };
}

/** `text` as it is written in the language. */
export function quote(text: string): string {
  const escaped = text.replace(/["\\\n\t\r]/g, (character) =>
    character === '\n' ? '\\n' : character === '\t' ? '\\t' : character === '\r' ? '\\u{d}' : `\\${character}`,
  );
  return `"${escaped}"`;
}

const simpleEscapes = new Map([
  ['\\"', '"'],
  ['\\\\', '\\'],
  ['\\n', '\n'],
  ['\\t', '\t'],
]);

function fromCodePoint(point: number): string | undefined {
  return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

function isClosed(image: string): boolean {
  return /^"(?:[^"\\]|\\.)*"$/.test(image);
}

function numberOf(image: string, span: Span, report: (found: Diagnostic) => void): number {
  const value = Number(image.includes('_') ? image.replaceAll('_', '') : image);
  if (!Number.isFinite(value)) report(diagnostic('R0009', span, { found: image }));
  return value;
}
