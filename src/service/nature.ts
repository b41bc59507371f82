import type { Declared } from '../program/declared.ts';
import { describe, shapeOf, type Value } from '../program/value.ts';
import { constantOf } from '../program/symbolic.ts';
import { shortNumber } from '../region/describe.ts';
import type { Analysis } from './analyse.ts';
import type { Want } from './builtins.ts';

/** What a declared name is good for; of a function what a call of it is, as far as that is known. */
export function natureOf({ declaration }: Declared, lets: Analysis['lets']): Want {
  switch (declaration.kind) {
    case 'input':
      if (declaration.domain.kind === 'set') return 'category';
      return declaration.variables.some(({ size }) => size) ? 'vector' : 'number';
    case 'let': {
      if (declaration.parameters) return 'any';
      const value = lets.get(declaration);
      return value ? natureOfValue(value) : 'any';
    }
    case 'region':
    case 'output':
    case 'class':
      return 'region';
  }
}

function natureOfValue(value: Value): Want {
  switch (value.kind) {
    case 'number':
    case 'percent':
      return 'number';
    case 'text':
    case 'set':
      return 'text';
    case 'category':
      return 'category';
    case 'region':
    case 'weighted':
      return 'region';
    case 'unknown':
      return 'any';
    case 'list': {
      const { kind } = shapeOf(value.items);
      return kind === 'vector' || kind === 'matrix' ? 'vector' : 'list';
    }
  }
}

/** The type of a declared name in the user's words; undefined where the text does not tell. */
export function typeText({ name, declaration }: Declared, lets: Analysis['lets']): string | undefined {
  switch (declaration.kind) {
    case 'input': {
      const isVector = declaration.variables.find((each) => each.name.text === name.text)?.size !== undefined;
      const what = declaration.domain.kind === 'set' ? 'categorical input' : 'number';
      return isVector ? `a vector of ${what}s` : `a ${what}`;
    }
    case 'let': {
      const value = declaration.parameters ? undefined : lets.get(declaration);
      return value && value.kind !== 'unknown' ? describe(value) : undefined;
    }
    case 'region':
    case 'output':
    case 'class':
      return 'a region';
  }
}

/** A constant number or a short vector of them, written out; undefined for what has no such value. */
export function valueText(value: Value | undefined): string | undefined {
  if (value?.kind === 'percent') return `${shortNumber(100 * value.share)}%`;
  if (value?.kind === 'number') {
    const number = constantOf(value.number);
    return number === undefined ? undefined : shortNumber(number);
  }
  if (value?.kind !== 'list' || value.items.length > longestShown) return undefined;
  const texts = value.items.map(valueText);
  return texts.length > 0 && texts.every((text) => text !== undefined) ? `[${texts.join(', ')}]` : undefined;
}

const longestShown = 12;
