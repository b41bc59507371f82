import { hasErrors } from '../base/diagnostic.ts';
import type { Outcome as Decision } from '../check/decide.ts';
import { printOutcome } from '../check/print.ts';
import { printRegions } from '../check/regions.ts';
import { lower } from '../network/lower.ts';
import { buildGraph } from '../region/build.ts';
import type { GraphCheck, RegionGraph } from '../region/graph.ts';
import { simplify } from '../region/simplify.ts';
import { workflowCommand } from '../service/annotation.ts';
import { loadAccuracies } from './accuracies.ts';
import type { CommonFlags } from './common-flags.ts';
import { decideAll } from './decide-all.ts';
import { mendFiles, printChanges, type Inspect } from './mend.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { geometryOf } from './static-geometry.ts';
import { load, type LoadedSpec } from './subject.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export interface CheckFlags extends CommonFlags {
  /** Seconds for each claim. */
  readonly budget: number;
  /** Claims and regions that are looked at at once; as many as the machine has cores where nothing is said. */
  readonly threads?: number;
  /** Make the fixes of the text first. */
  readonly fix: boolean;
  /** Those too that guess what was meant. */
  readonly unsafe: boolean;
  readonly format: 'text' | 'github';
}

/** `regionc check`: every claim of a spec, or of the text that a network came from, proved, refuted or left open. */
export async function checkCommand(file: string, flags: CheckFlags, terminal: Terminal): Promise<Outcome> {
  if (flags.unsafe && !flags.fix) throw new UsageError('--unsafe goes with --fix');
  if (!flags.fix) return checkFile(file, flags, terminal);
  if (file === '-') throw new UsageError('standard input cannot be written back; leave out --fix');
  if (!file.toLowerCase().endsWith('.region')) throw new UsageError('--fix goes with a .region file');
  const { value: changes, diagnostics } = await mendFiles(file, flags, {
    unsafe: flags.unsafe,
    inspect: inspect(flags, terminal),
  });
  if (hasErrors(diagnostics)) return failed(diagnostics);
  const outcome = await checkFile(file, flags, terminal);
  const document = { ...outcome.document, fixed: changes };
  const guesses = outcome.diagnostics.filter(({ fixes }) => fixes.length > 0).length;
  return { ...outcome, document, text: `${printChanges(changes, guesses)}${outcome.text}` };
}

/** The fixes of static geometry all guess what was meant. */
function inspect({ limit, unsafe }: CheckFlags, terminal: Terminal): Inspect {
  return async ({ program, diagnostics }) => {
    if (!program) return diagnostics;
    const found = [...diagnostics, ...buildGraph(program, limit).diagnostics];
    return unsafe && !hasErrors(found) ? [...found, ...(await geometryOf(program, { limit }, terminal))] : found;
  };
}

async function checkFile(file: string, flags: CheckFlags, terminal: Terminal): Promise<Outcome> {
  const loaded = await load(file, flags);
  if (loaded.kind === 'spec') return checkSpec(file, loaded, flags, terminal);
  const { network, diagnostics } = loaded;
  if (!network) return failed(diagnostics);
  const { text } = network;
  const accuracies = await loadAccuracies(text, network, folderOf(file), 'network');
  const found = [...diagnostics, ...accuracies.diagnostics];
  if (hasErrors(found)) return failed(found);
  const checked = { subject: { kind: 'network', network }, accuracies: accuracies.value } as const;
  const { decisions, regions } = await decideAll(checked, flags, terminal);
  const concluded = conclude(text.checks, decisions, { diagnostics: found, sources: [network.source] }, flags);
  const document = { ...concluded.document, regions };
  return { ...concluded, document, text: `${printRegions(regions)}\n\n${concluded.text}` };
}

async function checkSpec(
  file: string,
  { source, sources, program, diagnostics }: LoadedSpec,
  flags: CheckFlags,
  terminal: Terminal,
): Promise<Outcome> {
  if (!program) return failed(diagnostics, sources);
  const built = buildGraph(program, flags.limit);
  const found = [...diagnostics, ...built.diagnostics];
  if (hasErrors(found)) return failed(found, sources);
  const graph = simplify(built.value);
  // The data is matched to the inputs and classes as a network has them.
  const network = usesData(graph) ? lower(graph, source, { mode: 'guarantee' }).value : undefined;
  const accuracies = network && (await loadAccuracies(graph, network, folderOf(file), 'text'));
  found.push(...(accuracies?.diagnostics ?? []));
  if (hasErrors(found)) return failed(found, sources);
  found.push(...(await geometryOf(program, flags, terminal)));
  const checked = { subject: { kind: 'spec', graph, source }, accuracies: accuracies?.value ?? [] } as const;
  const { decisions } = await decideAll(checked, flags, terminal);
  return conclude(graph.checks, decisions, { diagnostics: found, sources }, flags);
}

function usesData({ checks }: RegionGraph): boolean {
  return checks.some(({ claim }) => claim.kind === 'measure' && claim.accuracies.length > 0);
}

/** With its slash; nothing for a file of the current folder. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function conclude(
  checks: readonly GraphCheck[],
  decisions: readonly Decision[],
  { diagnostics, sources }: Pick<Outcome, 'diagnostics' | 'sources'>,
  { format }: Pick<CheckFlags, 'format'>,
): Outcome {
  const proved = decisions.filter(({ outcome }) => outcome === 'proved').length;
  const ok = proved === decisions.length;
  const lines = checks.flatMap((check, i) => {
    const decision = decisions[i];
    if (!decision) return [];
    const line = printOutcome(check, decision);
    return format === 'github' ? [...markOf(check, decision, line, sources), line] : [line];
  });
  const summary =
    decisions.length === 0 ? 'no errors; the text states no checks' : `${proved} of ${decisions.length} proved`;
  const records = checks.map(({ text, line }, i) => ({ text, line, ...decisions[i] }));
  const outcome = done({ ok, checks: records }, `${[...lines, summary].join('\n')}\n`, diagnostics, sources);
  return ok ? outcome : { ...outcome, exitCode: 1 };
}

/** A mark for a claim that was not proved; the main file is the first. */
function markOf(
  { line }: GraphCheck,
  { outcome: title }: Decision,
  text: string,
  [main]: Outcome['sources'],
): readonly string[] {
  if (title === 'proved') return [];
  return [workflowCommand('error', { ...(main && { file: main.path }), line, title }, text.replace(/^\w+ +/, ''))];
}
