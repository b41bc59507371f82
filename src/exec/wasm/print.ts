import { encodings, type Instruction } from './instructions.ts';
import type { DataSegment, Module, WasmFunction } from './module.ts';

/** The module in WebAssembly's text format, an instruction a line. */
export function printModule({ functions, pages, data }: Module): string {
  const lines = [
    '(module',
    `  (memory (export "memory") ${pages})`,
    ...functions.flatMap((each) => printFunction(each, functions).map((line) => `  ${line}`)),
    ...data.map((segment) => `  ${printData(segment)}`),
    ')',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function printFunction(
  { name, exported, params, results, locals, body }: WasmFunction,
  functions: readonly WasmFunction[],
): string[] {
  const list = (word: string, types: readonly string[]): string =>
    types.length > 0 ? ` (${word} ${types.join(' ')})` : '';
  const lines = [
    `(func $${name}${exported ? ` (export "${name}")` : ''}${list('param', params)}${list('result', results)}`,
    ...(locals.length > 0 ? [` ${list('local', locals)}`] : []),
  ];
  let depth = 1;
  for (const instruction of body) {
    const [op] = instruction;
    if (op === 'end' || op === 'else') depth -= 1;
    lines.push(`${'  '.repeat(depth)}${printInstruction(instruction, functions)}`);
    if (op === 'block' || op === 'loop' || op === 'if' || op === 'else') depth += 1;
  }
  return [...lines, ')'];
}

function printInstruction([op, ...values]: Instruction, functions: readonly WasmFunction[]): string {
  let next = 0;
  const take = (): number => values[next++] ?? 0;
  const words = encodings[op].immediates.map((immediate): string => {
    switch (immediate) {
      case 'index': {
        const index = take();
        return op === 'call' ? ` $${functions[index]?.name ?? index}` : ` ${index}`;
      }
      case 'memory': {
        const align = 2 ** take();
        const offset = take();
        return `${offset === 0 ? '' : ` offset=${offset}`} align=${align}`;
      }
      case 'block':
        return '';
      case 'lanes':
        return Array.from({ length: 16 }, () => ` ${take()}`).join('');
      case 'lane':
      case 'i32':
        return ` ${take()}`;
      case 'f32':
      case 'f64':
        return ` ${printFloat(take())}`;
    }
  });
  return `${op}${words.join('')}`;
}

function printFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

function printData({ at, bytes }: DataSegment): string {
  const escaped = Array.from(bytes, (byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
  return `(data (i32.const ${at}) "${escaped}")`;
}
