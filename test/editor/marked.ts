const mark = '<|>';

/** A text without its `<|>` marks, and the offsets where they stood. */
export function marked(text: string): { readonly text: string; readonly offsets: readonly number[] } {
  const parts = text.split(mark);
  const offsets = parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join('').length);
  return { text: parts.join(''), offsets };
}

/** The files of a case: the main one, then others, each after a line `//// path`. */
export function filesOf(text: string): { readonly main: string; readonly files: ReadonlyMap<string, string> } {
  const [main = '', ...others] = text.split(/^\/\/\/\/ (.+)\n/m);
  const files = new Map<string, string>();
  for (let i = 0; i < others.length; i += 2) files.set(others[i] ?? '', others[i + 1] ?? '');
  return { main, files };
}

/** A text with brackets around stretches of it, which do not overlap. */
export function bracketed(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    result += `${text.slice(at, start)}⟦${text.slice(start, end)}⟧`;
    at = end;
  }
  return result + text.slice(at);
}
