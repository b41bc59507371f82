import { open } from 'node:fs/promises';
import { diagnostic, type Result } from '../base/diagnostic.ts';
import { startOfFile } from '../base/source.ts';
import { fileTrouble } from './system-error.ts';

/**
 * The bytes of a file, or of standard input for `-`. Of one that has more than `limit` some more than that many, so
 * that its length tells.
 */
export async function readBytes(path: string, limit: number): Promise<Result<Uint8Array | undefined>> {
  try {
    const value = path === '-' ? await readStream(process.stdin, limit) : await readPath(path, limit);
    return { value, diagnostics: [] };
  } catch (error) {
    const reason = fileTrouble(error);
    if (reason === undefined) throw error;
    return { value: undefined, diagnostics: [diagnostic('R0840', startOfFile(path), { path, reason })] };
  }
}

/** A UTF-8 text with all its marks, to be written back; an error where it would not come back as the same bytes. */
export async function readExactText(path: string, limit: number): Promise<Result<string | undefined>> {
  const { value, diagnostics } = await readBytes(path, limit);
  if (!value) return { value: undefined, diagnostics };
  try {
    return { value: new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(value), diagnostics };
  } catch {
    const found = diagnostic('R0840', startOfFile(path), { path, reason: 'it is not UTF-8 text' });
    return { value: undefined, diagnostics: [found] };
  }
}

async function readPath(path: string, limit: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    return await readStream(file.createReadStream({ autoClose: false }), limit);
  } finally {
    await file.close();
  }
}

/** Stops soon after the limit, so that a wrong file does not fill the memory. */
async function readStream(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
    parts.push(part);
    length += part.length;
    if (length > limit) break;
  }
  return Buffer.concat(parts);
}
