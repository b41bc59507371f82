import { contextualWords, tokenRow } from '../../grammar/tokens.ts';
import { lex, nameOf, spanOf } from '../../grammar/lexer.ts';
import type { Source, Span } from '../base/source.ts';
import type { Analysis } from './analyse.ts';
import { builtins, builtinSignature } from './builtins.ts';
import type { Examination } from './examination.ts';
import { formulaAt } from './hover-formula.ts';
import { inputText, pictureText, regionText } from './hover-numbers.ts';
import { occurrenceAt } from './occurrences.ts';
import { typeText, valueText } from './nature.ts';
import { declarationAt } from './tree.ts';
import { kindOf, type Symbol } from './symbols.ts';

/** What is known of a place, in Markdown, with the text that it is about. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** What a hover may draw on besides the text. */
export interface HoverExtras {
  /** Of this or an earlier version of the text. */
  readonly examination?: Examination;
  /** The client shows pictures in Markdown. */
  readonly pictures?: boolean;
  /** How often the input that is asked about takes which values: `histogramAt`. */
  readonly histogram?: string;
}

/** The hover of the name, word or operator that `offset` lies in or right behind; undefined where there is none. */
export function hover(analysis: Analysis, offset: number, extras: HoverExtras = {}): Hover | undefined {
  const found = occurrenceAt(analysis.occurrences(), offset);
  if (found?.kind === 'symbol') return { span: found.span, markdown: symbolText(found.symbol, analysis, extras) };
  if (found?.kind === 'builtin') return builtinHover(found.name, found.span);
  if (found?.kind === 'category') return { span: found.span, markdown: `**${found.name}** (category)` };
  return wordHover(analysis, offset) ?? formulaAt(analysis, offset, extras.examination);
}

function symbolText(symbol: Symbol, analysis: Analysis, extras: HoverExtras): string {
  const { name } = symbol;
  const title = `**${name.text}** (${kindOf(symbol)})`;
  switch (symbol.kind) {
    case 'local':
      return title;
    case 'module':
      return joined([title, code(analysis.sources, symbol.declaration.span)]);
    case 'declared': {
      const { declaration } = symbol;
      const value = declaration.kind === 'let' ? valueText(analysis.lets.get(declaration)) : undefined;
      const type = typeText(symbol, analysis.lets);
      const shownType = value === undefined ? type : `= ${value}`;
      const isRegion = declaration.kind === 'region' || declaration.kind === 'output' || declaration.kind === 'class';
      return joined([
        type === undefined || isRegion ? title : `${title}: ${shownType ?? ''}`,
        code(analysis.sources, declaration.span),
        declaration.doc,
        ...(declaration.kind === 'input' ? [inputText(name.text, analysis), extras.histogram] : []),
        ...(isRegion ? [regionText(name.text, analysis, extras.examination)] : []),
        ...(isRegion && extras.pictures ? [pictureText(name.text, extras.examination)] : []),
      ]);
    }
  }
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

const longest = 8;

/** The declaration as written, in this file or an imported one; of a long one the first lines. */
function code(sources: readonly Source[], span: Span): string {
  const text = sources.find(({ path }) => path === span.file)?.text.slice(span.start, span.end) ?? '';
  const lines = text.split(/\r?\n/);
  return fenced((lines.length > longest ? [...lines.slice(0, longest), '...'] : lines).join('\n'));
}

function fenced(text: string): string {
  return `\`\`\`region\n${text}\n\`\`\``;
}

function builtinHover(name: string, span: Span): Hover | undefined {
  if (name === 'pi') return { span, markdown: `**pi** (value): = ${Math.PI.toPrecision(6)}` };
  const built = builtins.get(name);
  if (!built) return undefined;
  const parameters = built.parameters.map(({ name: each, doc }) => `- \`${each}\`: ${doc}`).join('\n');
  return { span, markdown: joined([fenced(builtinSignature(name)), built.doc, parameters]) };
}

/** What a word of the language does. */
function wordHover({ source, module }: Analysis, offset: number): Hover | undefined {
  const declaration = declarationAt(module.ast, offset);
  if (!declaration || offset > declaration.span.end) return undefined;
  const { start, end } = declaration.span;
  const token = lex(source.text.slice(start, end)).tokens.find(
    ({ startOffset, image }) => start + startOffset <= offset && offset <= start + startOffset + image.length,
  );
  const name = token && nameOf(token);
  if (!token || !name) return undefined;
  const { doc, text } = tokenRow(name);
  const contextual = Object.entries(contextualWords).find(([word]) => name === 'Name' && word === token.image)?.[1].doc;
  const told = doc ?? contextual;
  if (told === undefined) return undefined;
  const span = spanOf(source.path, token);
  const whole = { file: source.path, start: start + span.start, end: start + span.end };
  return { span: whole, markdown: `**${text ?? token.image}**\n\n${told}` };
}
