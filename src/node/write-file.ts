import { randomBytes } from 'node:crypto';
import { access, appendFile, constants, open, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { diagnostic, hasErrors, type Diagnostic } from '../base/diagnostic.ts';
import { startOfFile } from '../base/source.ts';
import { fileTrouble } from './system-error.ts';

/** Adds a part to a file that is being written. */
export type Write = (part: string | Uint8Array) => Promise<void>;

/** Writes a file whole or not at all; what was there before stays until the new content is on the disk. */
export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<readonly Diagnostic[]> {
  return replaceFile(path, async (temporary) => {
    await writeFile(temporary, content);
    return [];
  });
}

/** The same for content that comes in parts; where `produce` finds an error nothing is left at `path`. */
export async function writeFileInParts(
  path: string,
  produce: (write: Write) => Promise<readonly Diagnostic[]>,
): Promise<readonly Diagnostic[]> {
  return replaceFile(path, (temporary) => produce((part) => appendFile(temporary, part)));
}

/**
 * Runs `make` on a temporary file beside `path` and, unless it reports an error, puts that file in its place. Pipes
 * and devices are written straight: there is nothing to replace.
 */
export async function replaceFile(
  path: string,
  make: (temporary: string) => Promise<readonly Diagnostic[]>,
): Promise<readonly Diagnostic[]> {
  let temporary: string | undefined;
  try {
    // A link keeps pointing to the file that it points to.
    const target = await realpath(path).catch(() => path);
    const former = await stat(target).catch(() => undefined);
    if (former?.isDirectory()) return [unwritable(path, 'it is a folder')];
    if (former && !former.isFile()) return await make(target);
    if (former) await access(target, constants.W_OK);

    const beside = join(
      dirname(target),
      `${temporaryStem(target)}${process.pid}.${randomBytes(6).toString('hex')}.tmp`,
    );
    await (await open(beside, 'wx', (former?.mode ?? 0o666) & 0o777)).close();
    temporary = beside;
    const diagnostics = await make(temporary);
    if (hasErrors(diagnostics)) return diagnostics;
    await flush(temporary);
    await rename(temporary, target);
    temporary = undefined;
    return diagnostics;
  } catch (error) {
    const reason = fileTrouble(error);
    if (reason === undefined) throw error;
    return [unwritable(path, reason)];
  } finally {
    if (temporary !== undefined) await rm(temporary, { force: true });
  }
}

/**
 * Takes away what processes of this machine that are no more left beside `path`: they were killed while they wrote it.
 * What cannot be removed does no harm.
 */
export async function removeAbandoned(path: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const stem = temporaryStem(target);
  const names = await readdir(dirname(target)).catch(() => []);
  for (const name of names) {
    const writer = name.startsWith(stem) && /^(\d+)\.[0-9a-f]{12}\.tmp$/.exec(name.slice(stem.length));
    if (writer && !isRunning(Number(writer[1]))) {
      await rm(join(dirname(target), name), { force: true }).catch(() => undefined);
    }
  }
}

/** How temporary files begin that this machine writes beside `target`; then the process and random digits. */
function temporaryStem(target: string): string {
  return `.${basename(target)}.${hostname()}.`;
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function unwritable(path: string, reason: string): Diagnostic {
  return diagnostic('R0820', startOfFile(path), { path, reason });
}
