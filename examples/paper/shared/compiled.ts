import { compile, hasErrors, loneModule, makeSource, messageOf, resolve, type Network } from 'regionc';

/** The network of a text that must be right; gates and primitives with settings are built as they are written. */
export function compiled(file: string, text: string, mode: 'guarantee' | 'trainable' = 'trainable'): Network {
  const module = loneModule(makeSource(file, text));
  const { value, diagnostics } = resolve(module);
  const made = value.program && compile(value.program, { mode });
  const found = [...module.diagnostics, ...diagnostics, ...(made?.diagnostics ?? [])];
  if (!made?.value || hasErrors(found)) throw new Error(`${file}: ${found.map(messageOf).join('; ')}`);
  return made.value;
}
