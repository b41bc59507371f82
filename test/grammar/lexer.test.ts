import { Lexer } from 'chevrotain';
import { expect, it } from 'vitest';
import { types } from '../../grammar/lexer.ts';

it('is made of a table that chevrotain finds no fault with', () => {
  const { lexerDefinitionErrors } = new Lexer(Object.values(types), {
    positionTracking: 'onlyOffset',
    deferDefinitionErrorsHandling: true,
    ensureOptimizations: true,
  });
  expect(lexerDefinitionErrors).toEqual([]);
});
