import { hasErrors, messageOf } from '../../src/base/diagnostic.ts';
import { makeSource } from '../../src/base/source.ts';
import type { Program } from '../../src/program/program.ts';
import { loadModule, loneModule, type Load, type Module } from '../../src/program/modules.ts';
import { resolve } from '../../src/program/resolve.ts';
import { verifyProgram } from '../../src/program/verify.ts';

/** The program of a text that must be sound. */
export function programOf(text: string): Program {
  return resolved(loneModule(makeSource('main.region', text)), text);
}

/** The program of a text that must be sound and may import what `load` finds. */
export async function importingProgramOf(text: string, load: Load): Promise<Program> {
  return resolved(await loadModule(makeSource('main.region', text), load), text);
}

function resolved(module: Module, text: string): Program {
  const { value, diagnostics } = resolve(module);
  const found = [...module.diagnostics, ...diagnostics];
  if (!value.program || hasErrors(found)) throw new Error(`${text}\n${found.map(messageOf).join('\n')}`);
  const broken = verifyProgram(value.program);
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return value.program;
}
