import { hasErrors, type Diagnostic } from '../../base/diagnostic.ts';
import type { Limits } from '../../base/limits.ts';
import type { Program } from '../../program/program.ts';
import { lower } from '../../network/lower.ts';
import { buildGraph, type PlacedGate } from '../../region/build.ts';
import { simplify } from '../../region/simplify.ts';
import type { LinearSolver } from '../linear-solver.ts';
import { examineClasses } from './classes.ts';
import { examineExtents } from './extent.ts';
import { makeInquiry } from './inquiry.ts';
import type { Memory } from './memory.ts';
import { examineMembers } from './members.ts';
import { examineTransitions } from './transitions.ts';

export interface ExamineOptions {
  /** Seconds for one question: what is not settled by then is not spoken of. */
  readonly budget: number;
  /** The time in seconds, from wherever. */
  readonly now: () => number;
  /** Asked often, within a question too: from then on nothing more is found. */
  readonly cancelled?: () => boolean;
  /** For large linear programs; without it the solver of our own takes them, more slowly. */
  readonly solver?: LinearSolver;
  /** Of texts examined before. */
  readonly memory?: Memory;
  /** Whether to tell too what the compiler warns of: gains that float32 cannot carry, weights that want a margin. */
  readonly compiles?: boolean;
  readonly limits?: Limits;
  /** Of the points that are tried. */
  readonly seed?: number;
}

/** A graph of more nodes is not looked at. */
const mostNodes = 20_000;

/** Whether linear programs of a text can be so large that a solver is worth its loading. */
export function needsSolver({ inputs }: Pick<Program, 'inputs'>): boolean {
  return inputs.length >= 60;
}

/**
 * What the regions of a text are, where they are not what somebody would write on purpose: empty, the same everywhere,
 * with members that change nothing, classes that overlap or leave a gap. Each finding is proved, or has its witness.
 * Question by question, so that whoever asks can stop between them; each step gives what its question found.
 */
export function* examine(program: Program, options: ExamineOptions): Generator<readonly Diagnostic[], void> {
  const { budget, now, cancelled = () => false, limits, seed = 1, solver, memory } = options;
  const gates: PlacedGate[] = [];
  const built = buildGraph(program, limits, (gate) => gates.push(gate));
  if (hasErrors(built.diagnostics) || built.value.nodes.length > mostNodes) return;
  const begin = (): (() => boolean) => {
    const end = now() + budget;
    return () => cancelled() || now() > end;
  };
  const inquiry = makeInquiry(program, built.value, gates, {
    begin,
    seed,
    ...(solver && { solver }),
    ...(memory && { memory }),
  });
  for (const part of [examineExtents, examineMembers, examineClasses, examineTransitions]) {
    for (const found of part(inquiry)) {
      if (cancelled()) return;
      yield found;
    }
  }
  if (options.compiles && built.value.head.kind !== 'none') {
    yield lower(simplify(built.value), program.source, { mode: 'guarantee', ...(limits && { limits }) }).diagnostics;
  }
}
