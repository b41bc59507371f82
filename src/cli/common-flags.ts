import { InvalidArgumentError } from 'commander';
import { defaultLimits, type Limits } from '../base/limits.ts';
import { UsageError } from './usage-error.ts';

/** What every command takes. */
export interface CommonFlags {
  readonly json: boolean;
  /** `--limit`, over the defaults. */
  readonly limit: Limits;
  /** Imports may leave the folder of the spec. */
  readonly allowOutside: boolean;
}

/** `--limit regionNodes=2000000`, which may be repeated. */
export function addLimit(text: string, limits: Limits): Limits {
  const [name = '', value = '', ...rest] = text.split('=');
  if (!Object.hasOwn(defaultLimits, name) || rest.length > 0) {
    throw new UsageError(
      `--limit takes NAME=NUMBER, the name one of ${Object.keys(defaultLimits).join(', ')}; not \`${text}\``,
    );
  }
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new UsageError(`--limit ${name} takes a whole number above 0, not \`${value}\``);
  return { ...limits, [name]: number };
}

/** A flag's number. */
export function numeric(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It is not a number.');
  return value;
}

/** Numbers parted by commas. */
export function numbers(text: string): number[] {
  return text.split(',').map(numeric);
}

export function positive(text: string): number {
  const value = numeric(text);
  if (!(value > 0)) throw new InvalidArgumentError('It must be above 0.');
  return value;
}

/** Of threads: a whole number above 0. */
export function count(text: string): number {
  const value = numeric(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return value;
}

export const threadsHelp =
  'threads that share the work where there is much of it; same bits (default: one for each core)';
export const fastHelp = 'score in single precision: sooner, and good to about 1e-6';
export const wideHelp = 'score with joined vector instructions where this Node can (experimental; checked first)';
export const wideTrainingHelp =
  'train with joined vector instructions where this Node can: same bits (experimental; checked first)';

/** How a network is scored; none of it but `fast` changes a bit. */
export interface ScoringFlags {
  readonly fast?: boolean;
  readonly wide?: boolean;
  readonly threads?: number;
}
