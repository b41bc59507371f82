/*
 * A checkpoint: safetensors, as network files are. Tensors: `parameters`; `memory.NAME` of the optimiser; `spread`;
 * `best.parameters`, `best.training` and `best.validation` (a fit: loss, accuracy, answers); `lowest` where rows were
 * chosen; `effort.totals`, `effort.reached` and `effort.leftOut`. Metadata: `format`, `version`, `run` (JSON: network,
 * data and options that the training is of) and `state` (JSON: the whole numbers of `State`).
 */
import { diagnostic, type Result } from '../base/diagnostic.ts';
import { Unreadable, UntrustedJson } from '../base/untrusted.ts';
import type { Fit } from '../exec/fit.ts';
import type { Effort } from '../exec/partial-gradient.ts';
import { readSafetensors, writeSafetensors, type Tensor, type TensorFile } from '../network/safetensors.ts';
import type { Judgement } from './judge.ts';
import type { State } from './state.ts';

/** What a checkpoint is of: two trainings of the same run pass through the same states. */
export interface Run {
  /** Hashes of the network before training and of the rows. */
  readonly network: string;
  readonly data: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

/** What a checkpoint's file says. */
export interface Checkpoint {
  readonly run: Run;
  readonly state: State;
}

const format = 'regionc-checkpoint';
const version = '1';

export function writeCheckpoint({ run, state }: Checkpoint): Uint8Array {
  const { parameters, memory, judgement, lowest, spread, effort, ...rest } = state;
  const best = judgement?.best;
  const scalars = { ...rest, ...(best && { judgement: { mostRight: judgement.mostRight, epoch: best.epoch } }) };
  const tensors = [
    vector('parameters', parameters),
    ...Object.entries(memory).map(([name, values]) => vector(`memory.${name}`, values)),
    vector('spread', [spread.square, spread.variance]),
    ...(best ? [vector('best.parameters', best.parameters), vector('best.training', fitNumbers(best.training))] : []),
    ...(best?.validation ? [vector('best.validation', fitNumbers(best.validation))] : []),
    ...(lowest ? [vector('lowest', lowest)] : []),
    ...(effort
      ? [
          vector('effort.totals', [effort.rows, effort.made, effort.full, effort.bounding]),
          vector('effort.reached', effort.reached),
          vector('effort.leftOut', effort.leftOut),
        ]
      : []),
  ];
  return writeSafetensors(tensors, { format, version, run: JSON.stringify(run), state: JSON.stringify(scalars) });
}

/** Undefined with an error where the bytes are no checkpoint that this version wrote. */
export function readCheckpoint(bytes: Uint8Array): Result<Checkpoint | undefined> {
  const file = readSafetensors(bytes);
  if ('kind' in file) return refused(file.problem);
  if (file.metadata.get('format') !== format || file.metadata.get('version') !== version) {
    return refused(`its metadata does not say \`${format}\`, version ${version}`);
  }
  try {
    return { value: { run: readRun(entry(file, 'run')), state: readState(file) }, diagnostics: [] };
  } catch (error) {
    if (error instanceof Unreadable) return refused(error.message);
    throw error;
  }
}

function refused(problem: string): Result<undefined> {
  return { value: undefined, diagnostics: [diagnostic('R0707', undefined, { problem })] };
}

function entry({ metadata }: TensorFile, key: string): UntrustedJson {
  const text = metadata.get(key);
  if (text === undefined) throw new Unreadable(`the metadata has no \`${key}\``);
  return UntrustedJson.parse(text, key);
}

function readRun(run: UntrustedJson): Run {
  const options = run.field('options').entries();
  return {
    network: run.field('network').string(),
    data: run.field('data').string(),
    options: Object.fromEntries(options.map(([name, value]) => [name, value.scalar()])),
  };
}

function readState(file: TensorFile): State {
  const scalars = entry(file, 'state');
  const index = (name: string): number => scalars.field(name).index();
  const prefix = 'memory.';
  const memory = [...file.tensors.values()].filter(({ name }) => name.startsWith(prefix));
  const judgement = scalars.optional('judgement');
  const [square = 0, variance = 0] = numbers(file, 'spread');
  return {
    stage: scalars.field('stage').oneOf(['weights', 'gains']),
    stageStart: index('stageStart'),
    parameters: numbers(file, 'parameters'),
    memory: Object.fromEntries(memory.map(({ name, data }) => [name.slice(prefix.length), data])),
    steps: index('steps'),
    epoch: index('epoch'),
    row: index('row'),
    batch: index('batch'),
    ...(judgement && { judgement: readJudgement(judgement, file) }),
    ...(file.tensors.has('lowest') && { lowest: Uint8Array.from(numbers(file, 'lowest')) }),
    spread: { square, variance },
    ...(file.tensors.has('effort.totals') && { effort: readEffort(file) }),
  };
}

function readJudgement(judgement: UntrustedJson, file: TensorFile): Judgement {
  return {
    mostRight: judgement.field('mostRight').index(),
    best: {
      parameters: numbers(file, 'best.parameters'),
      epoch: judgement.field('epoch').index(),
      training: readFit(file, 'best.training'),
      ...(file.tensors.has('best.validation') && { validation: readFit(file, 'best.validation') }),
    },
  };
}

function fitNumbers({ loss, accuracy, answers }: Fit): number[] {
  return [loss, accuracy, answers];
}

function readFit(file: TensorFile, name: string): Fit {
  const [loss = NaN, accuracy = NaN, answers = 0] = numbers(file, name);
  return { loss, accuracy, answers };
}

function readEffort(file: TensorFile): Effort {
  const [rows = 0, made = 0, full = 0, bounding = 0] = numbers(file, 'effort.totals');
  const list = (name: string): number[] => [...numbers(file, name)];
  return { rows, made, full, bounding, reached: list('effort.reached'), leftOut: list('effort.leftOut') };
}

function numbers({ tensors }: TensorFile, name: string): Float64Array {
  const tensor = tensors.get(name);
  if (!tensor) throw new Unreadable(`there is no tensor ${name}`);
  return tensor.data;
}

function vector(name: string, values: Iterable<number> & { readonly length: number }): Tensor {
  return { name, shape: [values.length], data: Float64Array.from(values) };
}
