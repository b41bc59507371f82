const mark = '<|>';

/** A text without its `<|>` marks, and the offsets where they stood. */
export function marked(text: string): { readonly text: string; readonly offsets: readonly number[] } {
  const parts = text.split(mark);
  const offsets = parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join('').length);
  return { text: parts.join(''), offsets };
}
