import { printRef } from '../region/print.ts';
import { headRefs } from '../region/roots.ts';
import type { ClassHead, FirstUnit, LinkedUnit, Network, NetworkHead } from './network.ts';

/** A network as text, a unit a line, numbers to six digits: stable, made to be compared by eye. */
export function printNetwork(network: Network): string {
  const { inputs, first, later, head, promise } = network;
  const lines = [
    `inputs ${inputs.map(({ name }) => name).join(' ')}`,
    `promise ${promise.mode} ${number(promise.confidence)}`,
    'layer 1',
    ...first.map((unit, i) => `  ${printFirst(unit)}, tolerance ${number(promise.tolerances[i] ?? Infinity)}`),
    ...later.flatMap((units, i) => [`layer ${String(i + 2)}`, ...units.map((unit) => `  ${printLinked(unit)}`)]),
    ...printHead(head, headRefs(network.text.head).map(printRef)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function printFirst(unit: FirstUnit): string {
  return `${nameOf(unit)}: sigma_${number(unit.gain)} of ${functionOf(unit)}${unit.frozen ? ', frozen' : ''}`;
}

function functionOf(unit: FirstUnit): string {
  switch (unit.kind) {
    case 'halfspace':
      return `${vector(unit.a)} x - ${number(unit.beta)}`;
    case 'quadric':
      return `${number(unit.beta)} - ${number(unit.alpha)} norm(${matrix(unit.A)} x - ${vector(unit.b)})^2`;
    case 'gaussian':
      return `exp(-norm(${matrix(unit.factor)} (x - ${vector(unit.mean)}))^2 / 2) - ${number(unit.level)}`;
  }
}

function printLinked(unit: LinkedUnit): string {
  const frozen = unit.frozen ? ', frozen' : '';
  return `${nameOf(unit)} ${unit.role}: sigma_${number(unit.gain)} of ${sum(unit)}${frozen}`;
}

function printHead(head: NetworkHead, refs: readonly string[]): string[] {
  if (head.kind === 'outputs') {
    return head.outputs.map(
      ({ name, unit, sign }, i) => `output ${name} (${refs[i] ?? ''}) = ${number(sign)} x${String(unit)}`,
    );
  }
  return head.classes.map(
    (row, i) =>
      `class ${row.name} (${refs[i] ?? ''}) = ${number(row.gain)} (${sum(row)})${row.plain ? '' : ' by hand'}`,
  );
}

/** `x2` is the third unit of the layer below. */
function sum({ links, weights, bias }: Pick<LinkedUnit | ClassHead, 'links' | 'weights' | 'bias'>): string {
  const terms = links.map((link, i) => `${number(weights[i] ?? 0)} x${String(link)}`);
  return `${terms.length === 0 ? '0' : terms.join(' + ')} - ${number(bias)}`;
}

function nameOf({ node }: FirstUnit | LinkedUnit): string {
  return node === undefined ? 'free' : `n${String(node)}`;
}

function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function vector(values: readonly number[]): string {
  return `[${values.map(number).join(', ')}]`;
}

function matrix(rows: readonly (readonly number[])[]): string {
  return `[${rows.map(vector).join(', ')}]`;
}
