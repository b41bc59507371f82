import { coreCount } from '../node/pool.ts';
import { paintAnsi, paintNothing, type Paint } from '../service/paint.ts';

/** The outside of a command: where it writes and what it may assume of its reader. */
export interface Terminal {
  /** Standard output. */
  readonly print: (text: string) => void;
  /** Standard error. */
  readonly complain: (text: string) => void;
  /** A line that the next one replaces, on standard error; nothing where that is no terminal. */
  readonly progress: (line: string) => void;
  /** Whether standard output is a terminal. */
  readonly interactive: boolean;
  readonly columns: number;
  readonly rows: number;
  /** How many colours standard output shows. */
  readonly colours: 'none' | 'basic' | 'full';
  /** For standard error. */
  readonly paint: Paint;
  /** Milliseconds of some clock that only runs forward. */
  readonly now: () => number;
  /** True once the user asked to stop. */
  readonly cancelled: () => boolean;
  /** Aborted when the user asks to stop. */
  readonly stopped: AbortSignal;
  /** Threads that the machine has for jobs, and the folder of the scripts that they run; none where all is done in one. */
  readonly threads?: { readonly count: number; readonly scripts: URL };
}

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  let shown = 0;
  const stop = new AbortController();
  const clear = () => {
    if (shown > 0) stderr.write(`\r${' '.repeat(shown)}\r`);
    shown = 0;
  };
  // Once only: who asks twice wants an end at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return {
    print(text) {
      clear();
      stdout.write(text);
    },
    complain(text) {
      clear();
      stderr.write(text);
    },
    progress(line) {
      if (!stderr.isTTY) return;
      const text = line.slice(0, (stderr.columns || 80) - 1);
      clear();
      stderr.write(text);
      shown = text.length;
    },
    interactive: stdout.isTTY,
    columns: stdout.columns || 80,
    rows: stdout.rows || 24,
    colours: coloursOf(stdout.isTTY, env),
    paint: coloursOf(stderr.isTTY, env) === 'none' ? paintNothing : paintAnsi,
    now: () => performance.now(),
    cancelled: () => stop.signal.aborted,
    stopped: stop.signal,
    // The scripts lie beside this file, once it is bundled.
    threads: { count: coreCount(), scripts: new URL('.', import.meta.url) },
  };
}

function coloursOf(isTerminal: boolean, env: NodeJS.ProcessEnv): Terminal['colours'] {
  if (!isTerminal || env['NO_COLOR'] || env['TERM'] === 'dumb') return 'none';
  return /truecolor|24bit/.test(env['COLORTERM'] ?? '') ? 'full' : 'basic';
}
