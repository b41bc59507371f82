import { fileURLToPath } from 'node:url';
import { diagnostic, hasErrors, type Result } from '../base/diagnostic.ts';
import { startOfFile } from '../base/source.ts';
import type { FormatOptions } from '../../grammar/format.ts';

/**
 * What the project says of the formatting of a file, in the `.prettierrc` and `.editorconfig` at or above its folder;
 * undefined where there is neither.
 */
export async function formatOptions(path: string): Promise<Result<FormatOptions | undefined>> {
  const { resolveConfig } = await import('prettier');
  try {
    const found = await resolveConfig(path, { editorconfig: true, useCache: false });
    if (!found) return { value: undefined, diagnostics: [] };
    const options: Record<string, unknown> = {};
    for (const [name, fits] of Object.entries(settings)) {
      const value = found[name];
      if (value === undefined) continue;
      if (!fits(value)) return unusable(path, `\`${name}\` is ${JSON.stringify(value)}`);
      options[name] = value;
    }
    return { value: options, diagnostics: [] };
  } catch (error) {
    // The second line says what is wrong in the file that the first one names.
    return unusable(path, error instanceof Error ? error.message.split('\n', 2).join(' ') : String(error));
  }
}

/** The same for a file by its URI; undefined also where it is no file, or the project's settings are broken. */
export async function formatOptionsOfUri(uri: string): Promise<FormatOptions | undefined> {
  if (!uri.startsWith('file:')) return undefined;
  const { value, diagnostics } = await formatOptions(fileURLToPath(uri));
  return hasErrors(diagnostics) ? undefined : value;
}

const settings: Record<keyof FormatOptions, (value: unknown) => boolean> = {
  printWidth: isCount,
  tabWidth: isCount,
  useTabs: (value) => typeof value === 'boolean',
  endOfLine: (value) => value === 'auto' || value === 'lf' || value === 'crlf' || value === 'cr',
};

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function unusable(path: string, reason: string): Result<FormatOptions> {
  return { value: {}, diagnostics: [diagnostic('R0842', startOfFile(path), { path, reason })] };
}
