import { decide, type Outcome, type Subject } from '../../src/check/decide.ts';
import { lower } from '../../src/network/lower.ts';
import type { Network, Promised } from '../../src/network/network.ts';
import { buildGraph } from '../../src/region/build.ts';
import { simplify } from '../../src/region/simplify.ts';
import { programOf } from '../helpers/program-of.ts';

/** A text with its claims, ready to be decided. */
export interface Stated {
  readonly subject: Extract<Subject, { readonly kind: 'spec' }>;
  readonly compile: () => Network;
}

export function state(text: string, mode: Promised['mode'] = 'guarantee'): Stated {
  const program = programOf(text);
  const graph = simplify(buildGraph(program).value);
  const compile: Stated['subject']['compile'] = (outputs) =>
    lower(graph, program.source, { mode, ...(outputs && { outputs }) }).value;
  return {
    subject: { kind: 'spec', graph, compile },
    compile: () => {
      const network = compile();
      if (!network) throw new Error('the text does not compile');
      return network;
    },
  };
}

/** The outcomes of a text's claims, in order; of the network compiled from it with `network`. */
export function outcomesOf(text: string, of: 'spec' | 'network' = 'spec', mode?: Promised['mode']): Outcome[] {
  const { subject, compile } = state(text, mode);
  const about: Subject = of === 'spec' ? subject : { kind: 'network', network: compile() };
  return subject.graph.checks.map((check) => decide(about, check, tickingBudget(0.05)));
}

/** A clock that ticks when it is asked, so that a budget ends at the same place on every machine. */
export function tickingBudget(seconds: number): { budget: number; now: () => number } {
  let ticks = 0;
  return { budget: seconds, now: () => ticks++ * 1e-5 };
}
