import { lex, nameOf, type Token } from '../../grammar/lexer.ts';
import type { Analysis } from './analyse.ts';
import { builtins, parameterText } from './builtins.ts';
import { calledFunction } from './occurrences.ts';
import { declarationAt } from './tree.ts';

/** The call that is being written. */
export interface Signature {
  /** `ball(center:, radius:, over:?)`. */
  readonly label: string;
  readonly doc?: string;
  readonly parameters: readonly { readonly start: number; readonly end: number; readonly doc?: string }[];
  /** The parameter that the cursor is at; undefined past the last. */
  readonly active?: number;
}

/** The signature of the innermost call around `offset`. */
export function signature(analysis: Analysis, offset: number): Signature | undefined {
  const { source, module } = analysis;
  const start = declarationAt(module.ast, offset)?.span.start ?? 0;
  if (offset < start) return undefined;
  const call = openCall(lex(source.text.slice(start, offset)).tokens);
  if (!call) return undefined;
  const found = parametersOf(call, analysis);
  if (!found) return undefined;
  const { name, doc, parameters } = found;
  let label = `${name}(`;
  const places = parameters.map(({ text, doc: told }, i) => {
    if (i > 0) label += ', ';
    const from = label.length;
    label += text;
    return { start: from, end: label.length, ...(told !== undefined && { doc: told }) };
  });
  const byName = parameters.findIndex((each) => each.name === call.argument);
  const byPlace = Math.min(call.place, found.repeats ? parameters.length - 1 : call.place);
  const active = call.argument === undefined ? byPlace : byName;
  const known = active >= 0 && active < parameters.length;
  return { label: `${label})`, ...(doc !== undefined && { doc }), parameters: places, ...(known && { active }) };
}

interface OpenCall {
  readonly module?: string;
  readonly name: string;
  /** Which argument, from 0, and its name where it has been written. */
  readonly place: number;
  readonly argument?: string;
}

/** The call whose bracket is the last that is open. */
function openCall(tokens: readonly Token[]): OpenCall | undefined {
  let depth = 0;
  let place = 0;
  let argument: string | undefined;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    const name = token && nameOf(token);
    if (!token || !name) continue;
    if (closers.has(name)) depth += 1;
    else if (openers.has(name)) {
      if (depth > 0) {
        depth -= 1;
        continue;
      }
      const callee = tokens[i - 1];
      if (name === 'LeftParenthesis' && callee && nameOf(callee) === 'Name') {
        const dot = tokens[i - 2];
        const alias = dot && nameOf(dot) === 'Dot' ? tokens[i - 3]?.image : undefined;
        const argumentName = argument === undefined ? {} : { argument };
        return { ...(alias !== undefined && { module: alias }), name: callee.image, place, ...argumentName };
      }
      // A list or another bracket inside the call: the commas in it were its own.
      place = 0;
      argument = undefined;
    } else if (depth === 0 && name === 'Comma') place += 1;
    else if (depth === 0 && name === 'Colon' && place === 0) argument ??= tokens[i - 1]?.image;
  }
  return undefined;
}

const openers: ReadonlySet<string> = new Set(['LeftParenthesis', 'LeftBracket', 'LeftBrace']);
const closers: ReadonlySet<string> = new Set(['RightParenthesis', 'RightBracket', 'RightBrace']);

interface FoundParameters {
  readonly name: string;
  readonly doc?: string;
  readonly parameters: readonly { readonly name: string; readonly text: string; readonly doc?: string }[];
  /** The last takes any number of arguments. */
  readonly repeats: boolean;
}

function parametersOf(call: OpenCall, { names, source }: Analysis): FoundParameters | undefined {
  const span = { file: source.path, start: 0, end: 0 };
  const nameOfCall = (text: string) => ({ text, span });
  const declaration = calledFunction(
    {
      kind: 'call',
      span,
      callee: {
        kind: 'name',
        span,
        name: nameOfCall(call.name),
        ...(call.module !== undefined && { module: nameOfCall(call.module) }),
      },
      arguments: [],
    },
    names,
  );
  if (declaration) {
    const parameters = (declaration.parameters ?? []).map(({ name, default: value }) => {
      return { name: name.text, text: value ? `${name.text}?` : name.text };
    });
    return {
      name: call.name,
      ...(declaration.doc !== undefined && { doc: declaration.doc }),
      parameters,
      repeats: false,
    };
  }
  const built = call.module === undefined ? builtins.get(call.name) : undefined;
  if (!built || names.visible.has(call.name)) return undefined;
  const parameters = built.parameters.map((each) => ({ name: each.name, text: parameterText(each), doc: each.doc }));
  return {
    name: call.name,
    doc: built.doc,
    parameters,
    repeats: ['min', 'max', 'sum', 'contains'].includes(call.name),
  };
}
