import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that times jobs; see `answerJobs`. */
export interface Contestant {
  readonly name: string;
  /** Milliseconds; undefined where it does not have the job, or has ended. */
  readonly run: (job: string) => Promise<number | undefined>;
  readonly stop: () => void;
}

export function startContestant(
  name: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Contestant {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let ended = false;
  child.on('exit', () => (ended = true));
  child.on('error', () => (ended = true));
  child.stdin.on('error', () => (ended = true));
  return {
    name,
    run: async (job) => {
      if (ended) return undefined;
      child.stdin.write(`${job}\n`);
      const { value, done } = await lines.next();
      const taken = done ? NaN : Number(value);
      return Number.isFinite(taken) ? taken : undefined;
    },
    stop: () => child.kill(),
  };
}
