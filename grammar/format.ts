import { hasErrors, type Result } from '../src/base/diagnostic.ts';
import type { Source } from '../src/base/source.ts';
import { parse } from './parser.ts';

/** The settings of prettier that say something of region files, under prettier's names and with its defaults. */
export interface FormatOptions {
  /** Columns of a line. */
  readonly printWidth?: number;
  /** Columns of an indentation. */
  readonly tabWidth?: number;
  readonly useTabs?: boolean;
  /** `auto`, the default, keeps what the file has. */
  readonly endOfLine?: 'auto' | 'lf' | 'crlf' | 'cr';
}

/** The text as the formatter writes it; one with syntax errors stays as it is, and they are told. */
export async function format(source: Source, options: FormatOptions = {}): Promise<Result<string>> {
  const { diagnostics } = parse(source);
  if (hasErrors(diagnostics)) return { value: source.text, diagnostics };
  // Loaded when it is first needed: an editor starts sooner without it.
  const [prettier, plugin] = await Promise.all([import('prettier/standalone'), import('./prettier-plugin.ts')]);
  const value = await prettier.format(source.text, { ...options, parser: 'region', plugins: [plugin] });
  return { value, diagnostics };
}
