import type { Diagnostic } from '../base/diagnostic.ts';
import type { Source } from '../base/source.ts';

/**
 * What a command came to, as data: `main` prints it. Exit codes: 0 done, 1 the answer is no, 2 the input or the usage
 * is wrong.
 */
export interface Outcome {
  readonly exitCode: 0 | 1 | 2;
  /** The JSON document of `--json`, without its diagnostics. */
  readonly document: Readonly<Record<string, unknown>>;
  /** What people read, on standard output. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that diagnostics point into. */
  readonly sources: readonly Source[];
}

/** A command that ended by errors in its input. */
export function failed(diagnostics: readonly Diagnostic[], sources: readonly Source[] = []): Outcome {
  return { exitCode: 2, document: { ok: false }, text: '', diagnostics, sources };
}

export function done(
  document: Readonly<Record<string, unknown>>,
  text: string,
  diagnostics: readonly Diagnostic[] = [],
  sources: readonly Source[] = [],
): Outcome {
  return { exitCode: 0, document, text, diagnostics, sources };
}
