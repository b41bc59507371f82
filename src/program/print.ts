import type {
  Check,
  Claim,
  ClaimRegion,
  Head,
  HeadClass,
  Input,
  NamedRegion,
  Program,
  RegionExpression,
  Sharpness,
} from './program.ts';

/** The program as stable text, for people and snapshots: one line a part, gates indented. */
export function printProgram({ doc, inputs, regions, head, checks }: Program): string {
  return [
    ...(doc === undefined ? [] : [`doc ${JSON.stringify(doc)}`]),
    ...inputs.map(printInput),
    ...regions.flatMap(printNamed),
    printHead(head),
    ...checks.flatMap(printCheck),
    '',
  ].join('\n');
}

function printInput({ name, lo, hi, columns, doc }: Input): string {
  const said = doc === undefined ? '' : ` doc ${JSON.stringify(doc)}`;
  return `input ${name} in [${lo}, ${hi}] columns ${columns.map((column) => JSON.stringify(column)).join(' ')}${said}`;
}

function printNamed({ name, role, frozen, region, doc }: NamedRegion): string[] {
  const said = doc === undefined ? '' : ` doc ${JSON.stringify(doc)}`;
  return [`${frozen ? 'frozen ' : ''}${role} ${name}${said}`, ...indent(printRegion(region))];
}

function printRegion(region: RegionExpression): string[] {
  switch (region.kind) {
    case 'constant':
      return [`constant ${region.value}`];
    case 'halfspace':
      return [`halfspace a ${vector(region.a)} beta ${region.beta} ${printSharpness(region.sharpness)}`];
    case 'quadric': {
      const { A, b, alpha, beta, sharpness } = region;
      return [
        `quadric A ${A.map(vector).join(' ')} b ${vector(b)} alpha ${alpha} beta ${beta} ${printSharpness(sharpness)}`,
      ];
    }
    case 'gaussian': {
      const { mean, factor, level, sharpness } = region;
      return [
        `gaussian mean ${vector(mean)} factor ${factor.map(vector).join(' ')} level ${level} ${printSharpness(sharpness)}`,
      ];
    }
    case 'gate': {
      const { form, count, margin, members, settings } = region;
      const words = [
        form,
        ...(count === undefined ? [] : [String(count)]),
        ...(margin === undefined ? [] : [`margin ${margin}`]),
        ...(settings?.gain === undefined ? [] : [`gain ${settings.gain}`]),
        ...(settings?.bias === undefined ? [] : [`bias ${settings.bias}`]),
      ];
      const body = members.flatMap((member) => {
        const [first = '', ...rest] = printRegion(member.region);
        return [member.weight === 1 ? first : `${member.weight} * ${first}`, ...rest];
      });
      return [words.join(' '), ...indent(body)];
    }
    case 'not': {
      const [first = '', ...rest] = printRegion(region.region);
      return [`not ${first}`, ...rest];
    }
    case 'reference':
      return [region.name];
  }
}

function printSharpness(sharpness: Sharpness): string {
  switch (sharpness.kind) {
    case 'band':
      return `band ${sharpness.band}`;
    case 'width':
      return `width ${sharpness.width}`;
    case 'share':
      return `share ${sharpness.share}`;
    case 'gain':
      return `gain ${sharpness.gain}`;
    case 'category':
      return 'category';
  }
}

function printHead(head: Head): string {
  switch (head.kind) {
    case 'none':
      return 'head none';
    case 'outputs':
      return `head outputs ${head.outputs.map(({ region, column }) => `${region} column ${JSON.stringify(column)}`).join(', ')}`;
    case 'classes':
      return `head classes ${head.classes.map(printClass).join(', ')}`;
  }
}

function printClass({ region, label, unknown }: HeadClass): string {
  return `${region} label ${JSON.stringify(label)}${unknown ? ' unknown' : ''}`;
}

function printCheck({ text, negated, claim }: Check): string[] {
  return [`check ${JSON.stringify(text)}${negated ? ' not' : ''} ${claim.kind}`, ...indent(printClaim(claim))];
}

function printClaim(claim: Claim): string[] {
  switch (claim.kind) {
    case 'contains':
      return [...claim.points.map((point) => `point ${vector(point)}`), ...printClaimRegion(claim.region)];
    case 'inside':
      return [...printClaimRegion(claim.inner), ...printClaimRegion(claim.outer)];
    case 'disjoint':
      return [...printClaimRegion(claim.left), ...printClaimRegion(claim.right)];
    case 'empty':
      return printClaimRegion(claim.region);
    case 'certified':
      return [`share ${claim.share}`, ...printClaimRegion(claim.region)];
    case 'measure': {
      const terms = claim.terms.flatMap(({ coefficient, measure, region }) => [
        `${coefficient} * ${measure}`,
        ...indent(printClaimRegion(region)),
      ]);
      const accuracies = claim.accuracies.map(
        ({ coefficient, data, label }) =>
          `${coefficient} * accuracy of ${JSON.stringify(data)} by ${JSON.stringify(label)}`,
      );
      return [...terms, ...accuracies, `${claim.constant} ${claim.operator} 0`];
    }
  }
}

function printClaimRegion({ region, meaning }: ClaimRegion): string[] {
  return meaning === undefined ? printRegion(region) : [meaning, ...indent(printRegion(region))];
}

function vector(numbers: readonly (number | undefined)[]): string {
  return `[${numbers.map((number) => number ?? '_').join(', ')}]`;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
