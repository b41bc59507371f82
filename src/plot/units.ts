/**
 * The unit that an author wrote for an input: `(cm)` or `in cm` at the end of its doc comment, `(cm)` or `_cm` at the
 * end of its data column or its name; undefined where none is written.
 */
export function unitOf({
  name,
  columns,
  doc = '',
}: {
  readonly name: string;
  readonly columns: readonly string[];
  readonly doc?: string;
}): string | undefined {
  const told = inBrackets(doc) ?? known(/\bin (\S+?)\.?\s*$/.exec(doc)?.[1]);
  if (told !== undefined) return told;
  for (const text of [...columns, name]) {
    const found = inBrackets(text) ?? known(/[a-z]{3}_([A-Za-z]+)$/i.exec(text)?.[1]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Endings of column names that are units and hardly anything else. */
const units = ['nm', 'um', 'mm', 'cm', 'm', 'km', 'mg', 'g', 'kg', 'ms', 's', 'ml', 'hz', 'kpa', 'mmhg', 'usd', 'eur'];

function inBrackets(text: string): string | undefined {
  return /\(([^()\s]{1,10})\)\.?\s*$/.exec(text)?.[1];
}

function known(text: string | undefined): string | undefined {
  return text !== undefined && units.includes(text.toLowerCase()) ? text : undefined;
}
