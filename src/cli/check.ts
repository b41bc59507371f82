import { hasErrors } from '../base/diagnostic.ts';
import { decide, type Outcome as Decision, type Subject } from '../check/decide.ts';
import { printOutcome } from '../check/print.ts';
import { printRegions, regionStatuses } from '../check/regions.ts';
import { lower } from '../network/lower.ts';
import { buildGraph } from '../region/build.ts';
import type { GraphCheck, RegionGraph } from '../region/graph.ts';
import { simplify } from '../region/simplify.ts';
import type { CommonFlags } from './common-flags.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { load, type LoadedSpec } from './subject.ts';
import type { Terminal } from './terminal.ts';

export interface CheckFlags extends CommonFlags {
  /** Seconds for each claim. */
  readonly budget: number;
}

/** `regionc check`: every claim of a spec, or of the text that a network came from, proved, refuted or left open. */
export async function checkCommand(file: string, flags: CheckFlags, terminal: Terminal): Promise<Outcome> {
  const loaded = await load(file, flags);
  if (loaded.kind === 'spec') return checkSpec(loaded, flags, terminal);
  const { network, diagnostics } = loaded;
  if (!network) return failed(diagnostics);
  const decisions = decideAll({ kind: 'network', network }, network.text.checks, flags.budget, terminal);
  const concluded = conclude(network.text.checks, decisions, { diagnostics, sources: [network.source] });
  const regions = regionStatuses(network);
  const document = { ...concluded.document, regions };
  return { ...concluded, document, text: `${printRegions(regions)}\n\n${concluded.text}` };
}

function checkSpec(
  { source, sources, program, diagnostics }: LoadedSpec,
  { budget, limit }: CheckFlags,
  terminal: Terminal,
): Outcome {
  if (!program) return failed(diagnostics, sources);
  const built = buildGraph(program, limit);
  const found = [...diagnostics, ...built.diagnostics];
  if (hasErrors(found)) return failed(found, sources);
  const graph = simplify(built.value);
  const subject: Subject = {
    kind: 'spec',
    graph,
    compile: (outputs) => lower(graph, source, { mode: 'guarantee', ...(outputs && { outputs }) }).value,
  };
  return conclude(graph.checks, decideAll(subject, graph.checks, budget, terminal), { diagnostics: found, sources });
}

function decideAll(subject: Subject, checks: RegionGraph['checks'], budget: number, terminal: Terminal): Decision[] {
  return checks.map((check, i) => {
    terminal.progress(`check ${i + 1} of ${checks.length}: ${check.text}`);
    return decide(subject, check, { budget, now: () => terminal.now() / 1000, cancelled: terminal.cancelled });
  });
}

function conclude(
  checks: readonly GraphCheck[],
  decisions: readonly Decision[],
  { diagnostics, sources }: Pick<Outcome, 'diagnostics' | 'sources'>,
): Outcome {
  const proved = decisions.filter(({ outcome }) => outcome === 'proved').length;
  const ok = proved === decisions.length;
  const lines = checks.flatMap((check, i) => {
    const decision = decisions[i];
    return decision ? [printOutcome(check, decision)] : [];
  });
  const summary =
    decisions.length === 0 ? 'no errors; the text states no checks' : `${proved} of ${decisions.length} proved`;
  const records = checks.map(({ text, line }, i) => ({ text, line, ...decisions[i] }));
  const outcome = done({ ok, checks: records }, `${[...lines, summary].join('\n')}\n`, diagnostics, sources);
  return ok ? outcome : { ...outcome, exitCode: 1 };
}
