import { messageOf, severityOf, type Diagnostic, type Fix, type Related } from '../base/diagnostic.ts';
import type { Code } from '../base/catalogue/index.ts';
import type { Severity } from '../base/catalogue/entry.ts';
import type { Source, Span } from '../base/source.ts';

/** A finding with its text made, as an editor lists it. */
export interface Problem {
  /** Absent of a claim that does not hold, which is no mistake of the text. */
  readonly code?: Code;
  readonly message: string;
  readonly severity: Severity;
  /** It says that nothing needs this piece of text, which editors may grey. */
  readonly unused: boolean;
  /** In the file that was asked about; its first character where the finding is about no text. */
  readonly span: Span;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

/** The findings about `source` itself, in order of place. */
export function problemsOf(source: Source, diagnostics: readonly Diagnostic[]): readonly Problem[] {
  return inOrder(diagnostics.map((found) => problemOf(source, found)).filter(({ span }) => span.file === source.path));
}

/** In order of place. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The problems that touch `start` to `end`. */
export function problemsIn(problems: readonly Problem[], start: number, end: number): readonly Problem[] {
  return problems.filter(({ span }) => span.start <= end && start <= span.end);
}

function problemOf(source: Source, found: Diagnostic): Problem {
  const { code, related, fixes } = found;
  const span = found.span ?? { file: source.path, start: 0, end: Math.min(1, source.text.length) };
  return {
    code,
    message: messageOf(found),
    severity: severityOf(found),
    unused: unusedCodes.has(code),
    span,
    related,
    fixes,
  };
}

const unusedCodes: ReadonlySet<Code> = new Set<Code>(['R0109', 'R0110', 'R0111']);
