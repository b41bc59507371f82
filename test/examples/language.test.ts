import { describe, expect, it } from 'vitest';
import { checkExample } from './check-example.ts';

// The examples that define the language. Each compiles, and every claim it makes is proved.
describe('the six examples of the definition', () => {
  it.each([
    ['qsofa', ['high', 'low'], 3],
    ['monk-2', ['one', 'zero'], 0],
    ['lender', ['refuse', 'accept', 'review'], 0],
    ['robot', ['free'], 3],
    ['layers', ['first', 'second'], 0],
    ['rings', ['chain'], 2],
  ])('%s', async (name, outputs, claims) => {
    const spec = await checkExample(`test/grammar/examples/${name}.region`);
    expect(spec.claims).toHaveLength(claims);
    expect(spec.network).toBeDefined();
    const answers = spec.graph.names.filter(({ role }) => role !== 'region');
    expect(answers.map((answer) => answer.name)).toEqual(outputs);
  });
});
