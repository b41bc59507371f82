import { hasErrors } from '../base/diagnostic.ts';
import type { Calibration } from '../train/calibration.ts';
import { score, scoreExact, type Confusion, type Score } from '../train/score.ts';
import { scorePartial, type PartialScore } from '../train/score-partial.ts';
import { knownRows, loadDataset, type DataFlags } from './dataset.ts';
import { scoringChoice } from '../node/engine.ts';
import { percent } from './numbers.ts';
import type { CommonFlags, ScoringFlags } from './common-flags.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { startCrew } from './threads.ts';
import type { Terminal } from './terminal.ts';
import { compiled, load, withoutCompilerWarnings } from './subject.ts';
import { table } from './table.ts';

/** `regionc eval`: how well a network, or a spec and the network compiled from it, does on data. */
export async function evalCommand(
  file: string,
  flags: CommonFlags & DataFlags & ScoringFlags,
  terminal: Terminal,
): Promise<Outcome> {
  const loaded = await load(file, flags);
  const { network, diagnostics, sources } = withoutCompilerWarnings(compiled(loaded, flags, { mode: 'guarantee' }));
  if (!network) return failed(diagnostics, sources);
  const { value: dataset, diagnostics: dataProblems } = await loadDataset(network, flags, 'needed');
  const found = [...diagnostics, ...dataProblems];
  if (!dataset?.targets || hasErrors(found)) return failed(found, sources);
  const labelled = { ...dataset, targets: dataset.targets };
  const { value: known, diagnostics: missing } = knownRows(network, labelled, flags.missing);
  found.push(...missing);
  if (!known) return failed(found, sources);
  const { crew, close } = startCrew(terminal, flags.threads);
  const result = score(network, known, scoringChoice(flags), crew);
  close();
  const exact = loaded.kind === 'spec' ? scoreExact(network.text, known) : undefined;
  const unknown = flags.missing === 'unknown' ? scorePartial(network.text, labelled) : undefined;
  const text = [
    printScore(result),
    ...(exact ? [`The text itself, without a network: ${percent(exact.accuracy)} right`] : []),
    ...(unknown ? [printPartial(unknown)] : []),
  ].join('\n');
  return done({ ...result, ...(exact && { exact }), ...(unknown && { unknown }) }, `${text}\n`, found, sources);
}

function printPartial({ rows, answers, decided, right }: PartialScore): string {
  const share = decided === 0 ? '' : `, ${percent(right / decided)} of them right`;
  return `Rows that lack a value: ${rows}; what is known decides ${decided} of ${answers} answers${share}`;
}

function printScore({ rows, accuracy, loss, agreement, confusion, calibration, classes }: Score): string {
  const lines = [
    `${rows} rows, ${percent(accuracy)} right, loss ${loss.toFixed(4)}, ${percent(agreement)} as the text says`,
  ];
  if (confusion) lines.push('', ...confusionTable(confusion));
  if (classes.length > 0) {
    const body = classes.map(({ label, rows: count, precision, recall, loss: logLoss }) => [
      label,
      String(count),
      percent(precision),
      percent(recall),
      logLoss === undefined ? '' : logLoss.toFixed(4),
    ]);
    lines.push('', ...table(['class', 'rows', 'precision', 'recall', 'log-loss'], body));
  }
  lines.push('', ...calibrationTable(calibration));
  return lines.join('\n');
}

/** How sure the answers are, and how often they are right then. */
function calibrationTable({ bins, error }: Calibration): string[] {
  const body = bins.map(({ from, to, answers, confidence, accuracy }) => [
    `${Math.round(100 * from)} to ${Math.round(100 * to)}%`,
    String(answers),
    percent(confidence),
    percent(accuracy),
  ]);
  return [...table(['sure', 'answers', 'mean', 'right'], body), `Calibration error ${percent(error)}`];
}

function confusionTable({ labels, counts }: Confusion): string[] {
  const body = counts.map((row, i) => [labels[i] ?? '', ...row.map(String)]);
  return table(['true \\ answered', ...labels], body);
}
