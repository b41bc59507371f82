import type { IToken } from 'chevrotain';
import { diagnostic, type Diagnostic } from '../src/base/diagnostic.ts';
import type { Source } from '../src/base/source.ts';
import { byType, spanOf, types } from './lexer.ts';
import { declarationNames, infixNames, type TokenName } from './tokens.ts';

/**
 * How deep the parser is in expressions inside one another when it has read the tokens given so far: it calls itself for
 * each bracket, gate and `for`, and so does every later pass.
 */
export class Nesting {
  depth = 0;
  /** The largest depth so far. */
  deepest = 0;
  private readonly brackets: Level[] = [newLevel()];

  /** Whether a gate in the innermost bracket still waits for its `of`. */
  get waits(): boolean {
    return this.innermost.waiting > 0;
  }

  add(token: IToken): void {
    const role = roleOf[token.tokenTypeIdx];
    if (role === undefined) return;
    const level = this.innermost;
    switch (role) {
      case 'declaration':
        this.brackets.length = 1;
        clear(this.innermost);
        this.depth = 0;
        return;
      case 'opener':
        this.brackets.push(newLevel());
        this.deepen();
        return;
      case 'closer':
        if (this.brackets.length === 1) return;
        this.brackets.pop();
        this.depth -= 1 + level.gates + level.repeats;
        return;
      case 'counted gate':
        level.waiting += 1;
        level.gates += 1;
        this.deepen();
        return;
      case 'gate':
        level.gates += 1;
        this.deepen();
        return;
      case 'for':
        level.repeats += 1;
        this.deepen();
        return;
      case 'of':
        level.waiting = Math.max(0, level.waiting - 1);
        return;
      case 'infix':
        // What follows an operator is beside the gates before it, but for those that are still at their count.
        this.depth -= level.gates - level.waiting;
        level.gates = level.waiting;
        return;
      case 'comma':
        this.depth -= level.gates + level.repeats;
        clear(level);
        return;
    }
  }

  private deepen(): void {
    this.depth += 1;
    this.deepest = Math.max(this.deepest, this.depth);
  }

  private get innermost(): Level {
    const level = this.brackets[this.brackets.length - 1];
    if (!level) throw new Error('there is always a level outside of all brackets');
    return level;
  }
}

/** Tokens without what is nested more than `limit` deep, and an error for each piece left out. */
export function cutNesting(
  source: Source,
  tokens: readonly IToken[],
  limit: number,
): { readonly tokens: IToken[]; readonly failures: readonly Diagnostic[] } {
  const nesting = new Nesting();
  const kept: IToken[] = [];
  const failures: Diagnostic[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) break;
    if (nesting.depth >= limit && opensLevel(token)) {
      failures.push(diagnostic('R0902', spanOf(source.path, token), { limit }));
      i = endOfLevel(tokens, i) - 1;
    } else {
      nesting.add(token);
      kept.push(token);
    }
  }
  return { tokens: kept, failures };
}

/** What one bracket holds since its last comma. */
interface Level {
  gates: number;
  repeats: number;
  waiting: number;
}

function newLevel(): Level {
  return { gates: 0, repeats: 0, waiting: 0 };
}

function clear(level: Level): void {
  level.gates = 0;
  level.repeats = 0;
  level.waiting = 0;
}

/** The place after the bracket that opens at `start`, or before what ends the list that a gate or `for` stands in. */
function endOfLevel(tokens: readonly IToken[], start: number): number {
  const opening = tokens[start];
  const bracket = opening !== undefined && roleOf[opening.tokenTypeIdx] === 'opener';
  let depth = 0;
  for (let i = start; i < tokens.length; i++) {
    const token = tokens[i];
    const role = token && roleOf[token.tokenTypeIdx];
    if (role === 'declaration' || (depth === 0 && (role === 'comma' || role === 'closer'))) return i;
    if (role === 'opener') depth += 1;
    if (role === 'closer') depth -= 1;
    if (bracket && depth === 0) return i + 1;
  }
  return tokens.length;
}

function opensLevel(token: IToken): boolean {
  const role = roleOf[token.tokenTypeIdx];
  return role === 'opener' || role === 'gate' || role === 'counted gate' || role === 'for';
}

type Role = 'declaration' | 'opener' | 'closer' | 'counted gate' | 'gate' | 'for' | 'of' | 'infix' | 'comma';

const tokensOf: Readonly<Record<Role, readonly TokenName[]>> = {
  infix: infixNames,
  declaration: declarationNames,
  opener: ['LeftParenthesis', 'LeftBracket', 'LeftBrace'],
  closer: ['RightParenthesis', 'RightBracket', 'RightBrace'],
  'counted gate': ['AtLeast', 'AtMost', 'Exactly', 'AllBut'],
  gate: ['AllOf', 'AnyOf', 'NoneOf'],
  for: ['For'],
  of: ['Of'],
  comma: ['Comma'],
};
const roleOf = byType(
  Object.entries(tokensOf).flatMap(([role, names]) => names.map((name) => [types[name], role as Role] as const)),
);
