import { setImmediate } from 'node:timers/promises';

/** Lets signals and other events through that have come while a long computation ran. */
export async function breathe(): Promise<void> {
  await setImmediate();
}
