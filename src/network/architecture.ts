import { Unreadable, type UntrustedJson } from '../base/untrusted.ts';
import type { ClassHead, FirstUnit, LinkedUnit, Network, OutputHead } from './network.ts';

/** A network without its numbers. */
export interface Architecture {
  readonly first: readonly FirstShape[];
  readonly later: readonly (readonly LinkedShape[])[];
  readonly head:
    | { readonly kind: 'outputs'; readonly outputs: readonly OutputHead[] }
    | { readonly kind: 'classes'; readonly classes: readonly ClassShape[] };
}

export type FirstShape = Pick<FirstUnit, 'kind' | 'node' | 'frozen'>;

export type LinkedShape = Pick<LinkedUnit, 'role' | 'node' | 'frozen' | 'links'>;

export type ClassShape = Pick<ClassHead, 'name' | 'label' | 'plain' | 'frozen' | 'links'>;

/** As JSON, with the names of the inputs in order for readers that have nothing else. */
export function printArchitecture({
  inputs,
  first,
  later,
  head,
}: Pick<Network, 'inputs' | 'first' | 'later' | 'head'>): string {
  return JSON.stringify({
    inputs: inputs.map(({ name }) => name),
    first: first.map(({ kind, node, frozen }) => ({ kind, node, frozen })),
    later: later.map((units) => units.map(({ role, node, frozen, links }) => ({ role, node, frozen, links }))),
    head:
      head.kind === 'outputs'
        ? {
            kind: head.kind,
            outputs: head.outputs.map(({ name, column, unit, sign }) => ({ name, column, unit, sign })),
          }
        : {
            kind: head.kind,
            classes: head.classes.map(({ name, label, plain, frozen, links }) => ({
              name,
              label,
              plain,
              frozen,
              links,
            })),
          },
  });
}

/** What `printArchitecture` wrote. Indices are whole numbers; whether units are there is for `verifyNetwork`. */
export function readArchitecture(json: UntrustedJson): Architecture {
  return {
    first: json.field('first').items().map(readFirst),
    later: json
      .field('later')
      .items()
      .map((layer) => layer.items().map(readLinked)),
    head: readHead(json.field('head')),
  };
}

function readFirst(json: UntrustedJson): FirstShape {
  return { kind: json.field('kind').oneOf(['halfspace', 'quadric', 'gaussian']), ...readCommon(json) };
}

function readLinked(json: UntrustedJson): LinkedShape {
  return { role: json.field('role').oneOf(['gate', 'carry', 'free']), links: readLinks(json), ...readCommon(json) };
}

function readCommon(json: UntrustedJson): Pick<FirstUnit, 'node' | 'frozen'> {
  const node = json.optional('node')?.index();
  return { frozen: json.field('frozen').boolean(), ...(node !== undefined && { node }) };
}

function readLinks(json: UntrustedJson): number[] {
  return json
    .field('links')
    .items()
    .map((link) => link.index());
}

function readHead(json: UntrustedJson): Architecture['head'] {
  const kind = json.field('kind').oneOf(['outputs', 'classes']);
  return kind === 'outputs'
    ? { kind, outputs: json.field('outputs').items().map(readOutput) }
    : { kind, classes: json.field('classes').items().map(readClass) };
}

function readOutput(json: UntrustedJson): OutputHead {
  return {
    name: json.field('name').string(),
    column: json.field('column').string(),
    unit: json.field('unit').index(),
    sign: readSign(json.field('sign').number()),
  };
}

function readSign(sign: number): 1 | -1 {
  if (sign !== 1 && sign !== -1) throw new Unreadable('the sign of an output should be 1 or -1');
  return sign;
}

function readClass(json: UntrustedJson): ClassShape {
  return {
    name: json.field('name').string(),
    label: json.field('label').string(),
    plain: json.field('plain').boolean(),
    frozen: json.field('frozen').boolean(),
    links: readLinks(json),
  };
}
