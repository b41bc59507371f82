import type { Ast, ClassDeclaration, Declaration, Expression, InputDeclaration } from '../../grammar/ast.ts';
import { hasErrors, type Result } from '../base/diagnostic.ts';
import { defaultLimits, type Limits } from '../base/limits.ts';
import type { Source } from '../base/source.ts';
import { readChecks } from './claims.ts';
import { Reporter, type Context } from './context.ts';
import { dependenciesOf } from './dependencies.ts';
import { Evaluator, LimitReached, type InputPlace } from './evaluate.ts';
import { readHead } from './head.ts';
import { collectNames, type NameTable } from './names.ts';
import type { Check, Input, NamedRegion, Program, RegionExpression, Sharpness } from './program.ts';
import { sharpnessOfValue } from './settings.ts';
import { vectorOf } from './value.ts';
import { constantOf } from './symbolic.ts';

/** What is known of a file after its names and meaning were looked at. */
export interface Resolved {
  readonly names: NameTable;
  /** Absent where the file has errors. */
  readonly program?: Program;
}

/** Gives a tree its meaning. The tree may be broken: what is sound is still looked at. */
export function resolve(ast: Ast, source: Source, limits: Limits = defaultLimits): Result<Resolved> {
  const reporter = new Reporter(source);
  const names = collectNames(ast);
  const found = () => [...names.diagnostics, ...reporter.diagnostics];
  try {
    const program = resolveProgram(ast, source, names, limits, reporter);
    const broken = hasErrors(found()) || ast.declarations.some((declaration) => declaration.broken);
    return { value: { names, ...(!broken && { program }) }, diagnostics: found() };
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    return { value: { names }, diagnostics: found() };
  }
}

/** 5% of the box: the width of what says nothing itself. */
const builtinSharpness: Sharpness = { kind: 'share', share: 0.05 };

function resolveProgram(ast: Ast, source: Source, names: NameTable, limits: Limits, reporter: Reporter): Program {
  const declarations = ast.declarations.filter(({ broken }) => !broken);
  // Ranges, sizes and the default take constants: an evaluator for which every input is just "not constant" reads them.
  const anyPlace = [...names.declared.keys()].map((name) => [name, { first: 0 }] as const);
  const early = new Evaluator(names, new Map(anyPlace), 1, builtinSharpness, limits, reporter);
  const { inputs, places } = readInputs(declarations, early, limits);
  const sharpness = readDefault(declarations, early);
  const evaluator = new Evaluator(names, places, inputs.length, sharpness, limits, reporter);
  const regions = readRegions(declarations, names, evaluator);
  const dependencies = dependenciesOf(regions);
  return {
    source,
    ...(ast.doc !== undefined && { doc: ast.doc }),
    inputs,
    regions,
    head: readHead(declarations, regions, reporter, evaluator.topContext),
    checks: readAllChecks(declarations, evaluator, inputs, dependencies),
  };
}

function readInputs(
  declarations: readonly Declaration[],
  evaluator: Evaluator,
  limits: Limits,
): { inputs: Input[]; places: Map<string, InputPlace> } {
  const inputs: Input[] = [];
  const places = new Map<string, InputPlace>();
  for (const declaration of declarations) {
    if (declaration.kind !== 'input') continue;
    const range = readRange(declaration, evaluator);
    checkColumn(declaration, evaluator);
    for (const { name, size } of declaration.variables) {
      const count = size && readSize(size, evaluator, limits, inputs.length);
      if (size && count === undefined) continue;
      if (places.has(name.text)) continue;
      places.set(name.text, { first: inputs.length, ...(count !== undefined && { size: count }) });
      const common = {
        ...(range ?? { lo: 0, hi: 1 }),
        ...(declaration.doc !== undefined && { doc: declaration.doc }),
        span: name.span,
      };
      if (count === undefined) {
        inputs.push({ name: name.text, columns: [declaration.column?.value ?? name.text], ...common });
      } else {
        for (let i = 1; i <= count; i++) {
          const element = `${name.text}[${i}]`;
          inputs.push({ name: element, columns: [`${name.text}_${i}`, `${name.text}${i}`, element], ...common });
        }
      }
    }
  }
  return { inputs, places };
}

function readRange(declaration: InputDeclaration, evaluator: Evaluator): { lo: number; hi: number } | undefined {
  const { domain } = declaration;
  const { reporter, topContext } = evaluator;
  const value = evaluator.evaluate(domain, topContext);
  if (value.kind === 'unknown') return undefined;
  const [lo, hi, ...more] = (vectorOf(value) ?? []).map(constantOf);
  if (lo === undefined || hi === undefined || more.length > 0) {
    reporter.report(topContext, 'R0233', domain.span, { shown: reporter.shown(domain.span) });
    return undefined;
  }
  if (lo < hi) return { lo, hi };
  reporter.report(topContext, 'R0225', domain.span, { lo, hi, what: 'the range of an input' });
  return undefined;
}

function readSize(size: Expression, evaluator: Evaluator, limits: Limits, before: number): number | undefined {
  const { reporter, topContext } = evaluator;
  const count = evaluator.constant(size, 'the size of a vector', topContext);
  if (count === undefined) return undefined;
  if (!Number.isInteger(count) || count < 1) {
    reporter.report(topContext, 'R0211', size.span, { what: 'the size of a vector', value: count, from: 1 });
    return undefined;
  }
  if (before + count <= limits.inputs) return count;
  reporter.report(topContext, 'R0911', size.span, { inputs: before + count, limit: limits.inputs });
  throw new LimitReached();
}

function checkColumn(declaration: InputDeclaration, evaluator: Evaluator): void {
  const { reporter, topContext } = evaluator;
  if (declaration.columns) {
    const span = { ...declaration.columns.first.span, end: declaration.columns.last.span.end };
    reporter.report(topContext, 'R0250', span, { form: '`columns`' });
  }
  const scalar = declaration.variables.length === 1 && !declaration.variables[0]?.size;
  if (declaration.column && !scalar) {
    reporter.report(topContext, 'R0234', declaration.column.span, { column: declaration.column.value });
  }
}

function readDefault(declarations: readonly Declaration[], evaluator: Evaluator): Sharpness {
  const { reporter, topContext } = evaluator;
  let sharpness: Sharpness | undefined;
  let first: Declaration | undefined;
  for (const declaration of declarations) {
    if (declaration.kind !== 'default') continue;
    if (first) {
      reporter.report(
        topContext,
        'R0407',
        declaration.span,
        {},
        {
          related: [{ span: first.span, message: 'the first `default` is here' }],
        },
      );
      continue;
    }
    first = declaration;
    const value = evaluator.evaluate(declaration.value, topContext);
    sharpness = sharpnessOfValue(declaration.setting, value, declaration.value.span, topContext, reporter);
  }
  return sharpness ?? builtinSharpness;
}

function readRegions(declarations: readonly Declaration[], names: NameTable, evaluator: Evaluator): NamedRegion[] {
  const { topContext } = evaluator;
  // In dependency order, so that a chain of lets is never evaluated by deep recursion.
  for (const name of names.order) {
    const declaration = names.declared.get(name)?.declaration;
    if (declaration?.kind !== 'let' || declaration.parameters || declaration.broken || names.cyclic.has(name)) continue;
    evaluator.let(declaration);
  }
  const regions: NamedRegion[] = [];
  const add = (
    declaration: Extract<Declaration, { kind: 'region' | 'output' | 'class' }>,
    region: RegionExpression | undefined,
  ) => {
    if (!region || names.declared.get(declaration.name.text)?.declaration !== declaration) return;
    regions.push({
      name: declaration.name.text,
      role: declaration.kind,
      frozen: declaration.kind === 'region' && declaration.frozen,
      region,
      ...(declaration.doc !== undefined && { doc: declaration.doc }),
      span: declaration.name.span,
    });
  };
  for (const declaration of declarations) {
    if (declaration.kind === 'region' && !declaration.parameters) {
      add(declaration, evaluator.region(declaration.value, `\`region ${declaration.name.text}\``, topContext));
    } else if (declaration.kind === 'output') {
      add(declaration, evaluator.region(declaration.value, `\`output ${declaration.name.text}\``, topContext));
    } else if (declaration.kind === 'class') {
      add(declaration, classRegion(declaration, declarations, evaluator, topContext));
    }
  }
  return regions;
}

function classRegion(
  declaration: ClassDeclaration,
  declarations: readonly Declaration[],
  evaluator: Evaluator,
  context: Context,
): RegionExpression | undefined {
  const { value, name } = declaration;
  if (value.kind === 'unknown') {
    evaluator.reporter.report(context, 'R0250', value.span, { form: '`class ... = unknown`' });
    return undefined;
  }
  if (value.kind !== 'otherwise') return evaluator.region(value, `\`class ${name.text}\``, context);
  const others = declarations.filter(
    (other) => other.kind === 'class' && other !== declaration && other.value.kind !== 'otherwise',
  );
  const members = others.flatMap((other) =>
    other.kind === 'class'
      ? [{ weight: 1, region: { kind: 'reference', name: other.name.text, span: value.span } as const }]
      : [],
  );
  return { kind: 'gate', form: 'none', members, span: value.span };
}

function readAllChecks(
  declarations: readonly Declaration[],
  evaluator: Evaluator,
  inputs: readonly Input[],
  dependencies: ReturnType<typeof dependenciesOf>,
): Check[] {
  const setting = { evaluator, inputs, dependsOn: dependencies.dependsOn };
  return declarations.flatMap((declaration) => (declaration.kind === 'check' ? readChecks(declaration, setting) : []));
}
