import { expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { localSession } from './local-server.ts';
import { readSteps, replay } from './replay.ts';

const folder = new URL('sessions/', import.meta.url).pathname;

it.each(['writing', 'mending'])('replays the recorded session of %s', async (name) => {
  const session = await localSession();
  const steps = readSteps(readFileSync(`${folder}${name}.jsonl`, 'utf8'));
  const answered = await Promise.race([replay(session, steps), session.complaint]);
  await expect(answered).toMatchFileSnapshot(`${folder}${name}.txt`);
});
