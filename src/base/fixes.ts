import type { Diagnostic, Edit, Fix } from './diagnostic.ts';
import type { Span } from './source.ts';

/** What choosing needs to know of a finding, whoever shows it. */
type Fixable = Pick<Diagnostic, 'span' | 'fixes'>;

/** A fix that is to be made, and the finding that it removes. */
export interface ChosenFix<Found extends Fixable = Diagnostic> {
  readonly found: Found;
  readonly fix: Fix;
}

/** The fix that puts `text` in the place of what stands there; `title` where the text does not speak for itself. */
export function writing(span: Span, text: string, safe: boolean, title = `write \`${text}\``): Fix {
  return { title, safe, edits: [{ span, text }] };
}

/** The fix that puts in parentheses what stands there, with `before` in front of them. */
export function wrapping(span: Span, before: string, safe: boolean, title: string): Fix {
  const at = (offset: number): Span => ({ file: span.file, start: offset, end: offset });
  const edits = [
    { span: at(span.start), text: `${before}(` },
    { span: at(span.end), text: ')' },
  ];
  return { title, safe, edits };
}

/**
 * Fixes that can be made together: of each finding the first that is allowed, in order of place, unless one of its
 * edits touches an edit chosen before. What is left over is for another round, on the text as it is then.
 */
export function chooseFixes<Found extends Fixable>(
  diagnostics: readonly Found[],
  isAllowed: (fix: Fix) => boolean,
): readonly ChosenFix<Found>[] {
  const chosen: ChosenFix<Found>[] = [];
  const taken: Edit[] = [];
  for (const found of diagnostics.toSorted((a, b) => startOf(a) - startOf(b))) {
    const fix = found.fixes.find(isAllowed);
    if (!fix || fix.edits.some((edit) => taken.some((other) => touches(edit, other)))) continue;
    chosen.push({ found, fix });
    taken.push(...fix.edits);
  }
  return chosen;
}

/** The text with these edits made; none of them may overlap another. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let [result, at] = ['', 0];
  for (const { span, text: written } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    result += text.slice(at, span.start) + written;
    at = span.end;
  }
  return result + text.slice(at);
}

function startOf({ span }: Fixable): number {
  return span?.start ?? 0;
}

/** Edits that only meet are no pair either: which of two texts at one place comes first is not known. */
function touches({ span: a }: Edit, { span: b }: Edit): boolean {
  return a.file === b.file && a.start <= b.end && b.start <= a.end;
}
