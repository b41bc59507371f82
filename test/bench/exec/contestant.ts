import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

/** The program `test/bench/exec/NAME.ts` in a folder of the project, where its packages are found; or one elsewhere. */
export async function bundleContestant(
  name: string,
  folder: string,
  entry = `test/bench/exec/${name}.ts`,
): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}

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
