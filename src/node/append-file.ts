import { appendFile, rm } from 'node:fs/promises';
import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import { startOfFile } from '../base/source.ts';
import { fileTrouble } from './system-error.ts';

/** Adds a text to the end of a file, which is made where it is not there. */
export async function appendText(path: string, text: string): Promise<readonly Diagnostic[]> {
  try {
    await appendFile(path, text);
    return [];
  } catch (error) {
    const reason = fileTrouble(error);
    if (reason === undefined) throw error;
    return [diagnostic('R0820', startOfFile(path), { path, reason })];
  }
}

/** Takes a file away that is no longer needed; one that is not there or cannot be removed does no harm. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}
