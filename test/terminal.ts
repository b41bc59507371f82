import { paintNothing } from '../src/service/paint.ts';
import { run } from '../src/cli/run.ts';
import type { Terminal } from '../src/cli/terminal.ts';

/** What a command line printed and how it ended. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, as if in `folder`, without colours and with a clock that stands still. */
export async function runIn(folder: string, arguments_: readonly string[]): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const terminal: Terminal = {
    print: (text) => (stdout += text),
    complain: (text) => (stderr += text),
    progress: () => undefined,
    interactive: false,
    columns: 80,
    rows: 24,
    colours: 'none',
    paint: paintNothing,
    now: () => 0,
    cancelled: () => false,
    stopped: new AbortController().signal,
  };
  const before = process.cwd();
  process.chdir(folder);
  try {
    return { exitCode: await run(arguments_, terminal), stdout, stderr };
  } finally {
    process.chdir(before);
  }
}

/** A command file's line as arguments: blanks separate, double quotes hold together. */
export function argumentsOf(line: string): string[] {
  return [...line.trim().matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
