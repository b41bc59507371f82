import { diagnostic, type Diagnostic } from '../base/diagnostic.ts';
import type { Run } from './checkpoint.ts';
import type { State } from './state.ts';

/**
 * What keeps a checkpoint of the run `made` from going on as `run`. More epochs may be asked for than before, where nothing else goes by
 * their number.
 */
export function resumeProblems(made: Run, run: Run): Diagnostic[] {
  const other = (what: string, found: Value, expected: Value): Diagnostic =>
    diagnostic('R0708', undefined, {
      what,
      found: String(found ?? 'not given'),
      expected: String(expected ?? 'not given'),
    });
  if (made.data !== run.data) return [other('data', `hash ${run.data}`, `hash ${made.data}`)];
  if (made.network !== run.network) return [other('network', `hash ${run.network}`, `hash ${made.network}`)];
  const goesByEpochs = run.options['schedule'] !== 'constant' || run.options['cool'] !== undefined;
  const names = [...new Set([...Object.keys(made.options), ...Object.keys(run.options)])];
  const changed = names.filter((name) => made.options[name] !== run.options[name]);
  return changed
    .filter((name) => name !== 'epochs' || goesByEpochs)
    .map((name) => other(flagOf(name), run.options[name], made.options[name]));
}

/**
 * Whether a state is one of a training of so many numbers and rows. An optimiser remembers some vectors as long as the
 * numbers, and at most two numbers beside.
 */
export function fitsRun(state: State, numbers: number, rows: number): boolean {
  const { parameters, memory, judgement, lowest, batch, row } = state;
  const all = [parameters, ...(judgement ? [judgement.best.parameters] : [])];
  return (
    all.every(({ length }) => length === numbers) &&
    Object.values(memory).every(({ length }) => length <= 2 || length % numbers === 0) &&
    (lowest === undefined || lowest.length === rows) &&
    batch >= 1 &&
    batch <= rows &&
    row < rows
  );
}

type Value = string | number | boolean | undefined;

function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
