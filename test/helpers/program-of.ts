import { hasErrors, messageOf } from '../../src/base/diagnostic.ts';
import { makeSource } from '../../src/base/source.ts';
import type { Program } from '../../src/program/program.ts';
import { loneModule } from '../../src/program/modules.ts';
import { resolve } from '../../src/program/resolve.ts';
import { verifyProgram } from '../../src/program/verify.ts';

/** The program of a text that must be sound. */
export function programOf(text: string): Program {
  const module = loneModule(makeSource('main.region', text));
  const resolved = resolve(module);
  const diagnostics = [...module.diagnostics, ...resolved.diagnostics];
  const { program } = resolved.value;
  if (!program || hasErrors(diagnostics)) throw new Error(`${text}\n${diagnostics.map(messageOf).join('\n')}`);
  const broken = verifyProgram(program);
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return program;
}
