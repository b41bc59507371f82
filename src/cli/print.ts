import { severityOf } from '../base/diagnostic.ts';
import { codeFrame } from '../service/code-frame.ts';
import { annotation } from '../service/annotation.ts';
import { recordOf } from '../service/records.ts';
import type { Outcome } from './outcome.ts';
import type { Terminal } from './terminal.ts';

/** For whom: people, programs, or the log of a GitHub workflow, which marks the lines that are named there. */
export type Format = 'text' | 'json' | 'github';

/** Prints what a command came to and gives its exit code. */
export function printOutcome(outcome: Outcome, format: Format, terminal: Terminal): number {
  const { exitCode, document, text, diagnostics, sources } = outcome;
  if (format === 'json') {
    const whole = { ...document, diagnostics: diagnostics.map((found) => recordOf(found, sources)) };
    terminal.print(`${JSON.stringify(whole, spellInfinity, 2)}\n`);
    return exitCode;
  }
  // Hints are for editors, which grey what they are about.
  const shown = diagnostics.filter((found) => severityOf(found) !== 'hint');
  if (format === 'github') {
    for (const found of shown) terminal.print(`${annotation(found, sources)}\n`);
  } else if (shown.length > 0) {
    terminal.complain(`${shown.map((found) => codeFrame(found, sources, terminal.paint)).join('\n\n')}\n`);
  }
  terminal.print(text);
  return exitCode;
}

/** JSON has no infinity: it is the string "inf" (DESIGN section 6). */
function spellInfinity(_key: string, value: unknown): unknown {
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  return value;
}
