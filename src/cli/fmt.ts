import { format } from '../../grammar/format.ts';
import { hasErrors, type Diagnostic } from '../base/diagnostic.ts';
import { defaultLimits } from '../base/limits.ts';
import { makeSource, type Source } from '../base/source.ts';
import { formatOptions } from '../node/format-options.ts';
import { readExactText } from '../node/read-file.ts';
import { regionFiles } from '../node/region-files.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import type { Outcome } from './outcome.ts';
import { UsageError } from './usage-error.ts';

export interface FmtFlags {
  readonly json: boolean;
  /** Only say which files differ. */
  readonly check: boolean;
  /** Write what differs back to its file. */
  readonly write: boolean;
}

/** `regionc fmt`: files as the formatter writes them. One with syntax errors is left as it is. */
export async function fmtCommand(paths: readonly string[], { check, write }: FmtFlags): Promise<Outcome> {
  if (write && paths.includes('-')) throw new UsageError('standard input cannot be written back; leave out --write');
  const files = await regionFiles(paths);
  const found: Formatted[] = [];
  for (const file of files.value) found.push(await formatFile(file, write));
  const diagnostics = [...files.diagnostics, ...found.flatMap((each) => each.diagnostics)];
  if (found.length === 0 && diagnostics.length === 0)
    throw new UsageError(`no .region file lies in \`${paths.join('`, `')}\``);

  const changed = found.filter((each) => each.changed);
  const wrong = hasErrors(diagnostics);
  const refused = check && changed.length > 0;
  return {
    exitCode: wrong ? 2 : refused ? 1 : 0,
    document: {
      ok: !wrong && !refused,
      files: found.map(({ file, changed: differs, text }) => ({
        file,
        changed: differs,
        ...(!check && !write && { text }),
      })),
    },
    text:
      check || write
        ? summary(
            found.filter((each) => !hasErrors(each.diagnostics)),
            changed,
            check,
          )
        : found.map(({ text }) => text).join(''),
    diagnostics,
    sources: found.map(({ source }) => source),
  };
}

/** One file, formatted. */
interface Formatted {
  readonly file: string;
  readonly source: Source;
  /** Nothing where it has errors. */
  readonly text: string;
  /** Whether the text differs from what the file had. */
  readonly changed: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

async function formatFile(path: string, write: boolean): Promise<Formatted> {
  const file = path === '-' ? 'standard input' : path.replaceAll('\\', '/');
  const read = await readExactText(path, defaultLimits.sourceBytes);
  const source = makeSource(file, read.value ?? '');
  const options = await formatOptions(path === '-' ? 'main.region' : path);
  const before = [...read.diagnostics, ...options.diagnostics];
  if (hasErrors(before)) return { file, source, text: '', changed: false, diagnostics: before };
  const { value, diagnostics } = await format(source, options.value);
  // What is only a warning is for `check` to tell.
  if (hasErrors(diagnostics)) return { file, source, text: '', changed: false, diagnostics };
  const changed = value !== source.text;
  const written = write && changed ? await writeFileAtomically(path, value) : [];
  return { file, source, text: value, changed, diagnostics: written };
}

function summary(all: readonly Formatted[], changed: readonly Formatted[], check: boolean): string {
  if (all.length === 0) return '';
  const names = changed.map(({ file }) => `${file}\n`).join('');
  const total = `${all.length} ${all.length === 1 ? 'file' : 'files'}`;
  if (changed.length === 0) return `${total} as it should be\n`;
  return check
    ? `${names}${changed.length} of ${total} not formatted; \`regionc fmt --write\` does it\n`
    : `${names}${changed.length} of ${total} formatted\n`;
}
