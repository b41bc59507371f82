import { diagnostic, type Diagnostic, type Result } from '../base/diagnostic.ts';
import type { NamedRegion, Program, RegionExpression } from '../program/program.ts';

/**
 * Names whose regions training leaves as they are: those declared `frozen` and, for all who use them, those that
 * these need (LANGUAGE section 5). An info tells of each that is frozen by another.
 */
export function frozenNames(program: Program): Result<ReadonlySet<string>> {
  const regions = new Map(program.regions.map((region) => [region.name, region]));
  const frozen = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const owner of program.regions.filter((region) => region.frozen)) {
    const waiting: NamedRegion[] = [owner];
    for (let region = waiting.pop(); region; region = waiting.pop()) {
      if (frozen.has(region.name)) continue;
      frozen.add(region.name);
      if (!region.frozen) diagnostics.push(frozenBy(owner, region));
      for (const name of namesIn(region.region)) {
        const used = regions.get(name);
        if (used) waiting.push(used);
      }
    }
  }
  return { value: frozen, diagnostics };
}

function frozenBy(owner: NamedRegion, region: NamedRegion): Diagnostic {
  const related = [{ span: owner.span, message: `frozen \`${owner.name}\` uses it` }];
  return diagnostic('R0451', region.span, { name: region.name, owner: owner.name }, { related });
}

/** The names that an expression refers to. */
function namesIn(root: RegionExpression): ReadonlySet<string> {
  const names = new Set<string>();
  const waiting: RegionExpression[] = [root];
  for (let region = waiting.pop(); region; region = waiting.pop()) {
    switch (region.kind) {
      case 'reference':
        names.add(region.name);
        break;
      case 'not':
        waiting.push(region.region);
        break;
      case 'gate':
        for (const member of region.members) waiting.push(member.region);
        break;
      case 'constant':
      case 'halfspace':
      case 'quadric':
      case 'gaussian':
        break;
    }
  }
  return names;
}
