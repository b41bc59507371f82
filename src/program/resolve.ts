import type {
  ClassDeclaration,
  Declaration,
  InputDeclaration,
  LetDeclaration,
  RegionDeclaration,
} from '../../grammar/ast.ts';
import { hasErrors, severityOf, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import { defaultLimits, type Limits } from '../base/limits.ts';
import { readChecks } from './claims.ts';
import { Reporter, type Context } from './context.ts';
import { dependenciesOf } from './dependencies.ts';
import { Evaluator } from './evaluate.ts';
import { builtinSharpness, LimitReached, type FileScope } from './evaluation.ts';
import { readHead } from './head.ts';
import { readInputs } from './inputs.ts';
import { allModules, brokenImport, sourcesOf, type Module } from './modules.ts';
import type { Declared } from './declared.ts';
import type { NameTable } from './names.ts';
import type { Check, Input, NamedRegion, Program, RegionExpression, Sharpness } from './program.ts';
import { collectScopes, isReachable, nameRegions, type Scope } from './scopes.ts';
import { sharpnessOfValue } from './settings.ts';
import { describe, isConstantValue, type Value } from './value.ts';

/** What is known of a file after its names and meaning were looked at. */
export interface Resolved {
  /** Of the main file. */
  readonly names: NameTable;
  /** Of the main file and all it imports, by path. */
  readonly scopes: ReadonlyMap<string, Scope>;
  /** What each `let` without parameters stands for, as far as the text is sound. */
  readonly lets: ReadonlyMap<LetDeclaration, Value>;
  /** Absent where the text or what it imports has errors. */
  readonly program?: Program;
}

/** Gives a file its meaning. It may be broken: what is sound is still looked at. Its diagnostics are not repeated. */
export function resolve(main: Module, limits: Limits = defaultLimits): Result<Resolved> {
  const scopes = collectScopes(main);
  const isReached = isReachable(main, scopes);
  const reporter = new Reporter(sourcesOf(main));
  const lets = new Map<LetDeclaration, Value>();
  let program: Program | undefined;
  try {
    program = resolveProgram(main, scopes, isReached, lets, limits, reporter);
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
  }
  const named = [...scopes.values()].flatMap(({ names }) => names.diagnostics);
  const found = [...named.filter((each) => !isUsedByImport(each, main, scopes, isReached)), ...reporter.diagnostics];
  const told = toldInMain(main, found);
  // A misspelt name leaves the right one unused: such hints wait until the errors are mended.
  const diagnostics = hasErrors([...main.diagnostics, ...told])
    ? told.filter((each) => severityOf(each) !== 'hint')
    : told;
  const names = scopes.get(main.source.path)?.names;
  if (!names) throw new Error('the main file has no scope');
  const broken = hasErrors([...main.diagnostics, ...diagnostics]);
  return { value: { names, scopes, lets, ...(program && !broken && { program }) }, diagnostics };
}

/** An input that only imported regions use is not unused: inputs of one name are one coordinate. */
function isUsedByImport(
  found: Diagnostic,
  main: Module,
  scopes: ReadonlyMap<string, Scope>,
  isReached: (declared: Declared) => boolean,
): boolean {
  if (found.code !== 'R0109') return false;
  const { name } = (found as Diagnostic<'R0109'>).data;
  return [...scopes].some(([path, { names }]) => {
    const declared = path === main.source.path ? undefined : names.declared.get(name);
    return declared?.declaration.kind === 'input' && isReached(declared);
  });
}

/** What imported files have wrong is one error each at the import that brings it; their warnings are their own. */
function toldInMain(main: Module, found: readonly Diagnostic[]): Diagnostic[] {
  const own = found.filter(({ span }) => span === undefined || span.file === main.source.path);
  const imports = [...main.imports].flatMap(([declaration, imported]) => {
    const files = new Set(allModules(imported).map(({ source }) => source.path));
    const errors = found.filter((each) => each.span && files.has(each.span.file) && severityOf(each) === 'error');
    return errors.length === 0 ? [] : [brokenImport(declaration, errors)];
  });
  return [...imports, ...own];
}

function resolveProgram(
  main: Module,
  scopes: ReadonlyMap<string, Scope>,
  isReached: (declared: Declared) => boolean,
  lets: Map<LetDeclaration, Value>,
  limits: Limits,
  reporter: Reporter,
): Program {
  const { source, ast } = main;
  const names = nameRegions(main, scopes);
  // Ranges, sizes and defaults take constants: an evaluator for which every input is just "not constant" reads them.
  const anyPlace = [...scopes.values()]
    .flatMap((scope) => [...scope.names.declared])
    .flatMap(([name, { declaration }]) => (declaration.kind === 'input' ? [[name, { first: 0 }] as const] : []));
  const plainFiles = filesOf(scopes, names, () => builtinSharpness);
  const early = new Evaluator(plainFiles, new Map(anyPlace), { dimensions: 1, complete: true }, limits, reporter);
  const { inputs, places, complete } = readInputs(inputDeclarations(main, scopes, isReached), early, limits);
  const own = readDefault(main, early) ?? builtinSharpness;
  const files = filesOf(scopes, names, ({ module }) => (module === main ? own : (readDefault(module, early) ?? own)));
  const known = { dimensions: inputs.length, complete: complete && declaresAll(main, scopes) };
  const evaluator = new Evaluator(files, places, known, limits, reporter);
  const regions = [...scopes.values()].flatMap((scope) => readRegions(scope, names, isReached, lets, evaluator));
  const { dependsOn } = dependenciesOf(regions);
  return {
    source,
    ...(ast.doc !== undefined && { doc: ast.doc }),
    inputs,
    regions,
    head: readHead(ast.declarations, regions, reporter, evaluator.contextOf),
    checks: readAllChecks(soundDeclarations(main), evaluator, inputs, dependsOn),
  };
}

/** Whether no declaration of the file may be that of an input that is not understood, and no name lacks one. */
function declaresAll({ ast, source }: Module, scopes: ReadonlyMap<string, Scope>): boolean {
  const mayBeInput = ({ kind, broken }: Declaration): boolean => broken && (kind === 'input' || kind === 'broken');
  const lacking = scopes.get(source.path)?.names.diagnostics.some(({ code }) => code === 'R0101') ?? false;
  return !lacking && !ast.declarations.some(mayBeInput);
}

function soundDeclarations({ ast }: Module): readonly Declaration[] {
  return ast.declarations.filter(({ broken }) => !broken);
}

function filesOf(
  scopes: ReadonlyMap<string, Scope>,
  names: ReadonlyMap<string, ReadonlyMap<Declared, string>>,
  sharpnessOf: (scope: Scope) => Sharpness,
): ReadonlyMap<string, FileScope> {
  return new Map(
    [...scopes].map(([path, scope]) => [
      path,
      {
        names: scope.names,
        sharpness: sharpnessOf(scope),
        regionNames: names.get(path) ?? new Map<Declared, string>(),
      },
    ]),
  );
}

/** The inputs of the main file and those it imports and uses, an import's where the import stands. */
function inputDeclarations(
  main: Module,
  scopes: ReadonlyMap<string, Scope>,
  isReached: (declared: Declared) => boolean,
): InputDeclaration[] {
  const declarations: InputDeclaration[] = [];
  const seen = new Set<Module>();
  const visit = (module: Module): void => {
    if (seen.has(module)) return;
    seen.add(module);
    const declared = scopes.get(module.source.path)?.names.declared;
    for (const declaration of soundDeclarations(module)) {
      if (declaration.kind === 'import') {
        const imported = module.imports.get(declaration);
        if (imported) visit(imported);
      }
      if (declaration.kind !== 'input') continue;
      const variables = declaration.variables.filter(({ name }) => {
        const target = declared?.get(name.text);
        return target !== undefined && isReached(target);
      });
      if (variables.length > 0) declarations.push({ ...declaration, variables });
    }
  };
  visit(main);
  return declarations;
}

/** The file's own default; undefined where it has none. */
function readDefault(module: Module, evaluator: Evaluator): Sharpness | undefined {
  const { reporter } = evaluator;
  const [first, ...others] = soundDeclarations(module).filter((each) => each.kind === 'default');
  if (!first) return undefined;
  const context = evaluator.contextOf(first);
  for (const other of others) {
    const related = [{ span: first.span, message: 'the first `default` is here' }];
    const fixes = [writing(other.span, '', false, 'remove this one')];
    reporter.report(context, 'R0407', other.span, {}, { related, fixes });
  }
  const value = evaluator.evaluate(first.value, context);
  return sharpnessOfValue(first.setting, value, first.value.span, context, reporter);
}

function readRegions(
  { module, names }: Scope,
  regionNames: ReadonlyMap<string, ReadonlyMap<Declared, string>>,
  isReached: (declared: Declared) => boolean,
  lets: Map<LetDeclaration, Value>,
  evaluator: Evaluator,
): NamedRegion[] {
  // In dependency order, so that a chain of lets is never evaluated by deep recursion.
  for (const { name, declaration } of names.order) {
    if (declaration.kind !== 'let' || declaration.parameters || declaration.broken) continue;
    if (names.cyclic.has(name.text)) continue;
    lets.set(declaration, evaluator.let(declaration));
  }
  const regions: NamedRegion[] = [];
  for (const declared of names.declared.values()) {
    const { declaration } = declared;
    if (declaration.broken || !isReached(declared)) continue;
    if (declaration.kind === 'input' || declaration.kind === 'let') continue;
    if (declaration.kind === 'region' && declaration.parameters) continue;
    const region = regionOf(declaration, module, evaluator);
    if (!region) continue;
    regions.push({
      name: regionNames.get(module.source.path)?.get(declared) ?? declaration.name.text,
      role: declaration.kind,
      frozen: declaration.kind === 'region' && declaration.frozen,
      region,
      ...(declaration.doc !== undefined && { doc: declaration.doc }),
      span: declaration.name.span,
      declaration: declaration.span,
    });
  }
  return regions;
}

function regionOf(
  declaration: Extract<Declared['declaration'], { kind: 'region' | 'output' | 'class' }>,
  module: Module,
  evaluator: Evaluator,
): RegionExpression | undefined {
  const context = evaluator.contextOf(declaration);
  const place = `\`${declaration.kind} ${declaration.name.text}\``;
  if (declaration.kind === 'region') return regionOfDeclaration(declaration, place, context, evaluator);
  if (declaration.kind === 'output') return evaluator.region(declaration.value, place, context);
  const { value } = declaration;
  if (value.kind === 'unknown') return { kind: 'constant', value: false, span: value.span };
  return value.kind === 'otherwise' ? complementOfOthers(declaration, module) : evaluator.region(value, place, context);
}

/** A constant under `region` was meant as a `let`. */
function regionOfDeclaration(
  { value: expression, frozen, span }: RegionDeclaration,
  place: string,
  context: Context,
  evaluator: Evaluator,
): RegionExpression | undefined {
  const value = evaluator.evaluate(expression, context);
  if (frozen || !isConstantValue(value)) return evaluator.asRegion(value, expression.span, place, context);
  const shown = evaluator.reporter.shown(expression.span);
  const word = { ...span, end: span.start + 'region'.length };
  const fixes = [writing(word, 'let', true, 'declare it by `let`')];
  const data = { place, found: describe(value), shown, constant: true };
  evaluator.reporter.report(context, 'R0202', expression.span, data, { fixes });
  return undefined;
}

function complementOfOthers(declaration: ClassDeclaration, module: Module): RegionExpression {
  const { span } = declaration.value;
  const members = soundDeclarations(module).flatMap((other) => {
    if (other.kind !== 'class' || other === declaration || other.value.kind === 'otherwise') return [];
    return [{ weight: 1, region: { kind: 'reference', name: other.name.text, span } as const }];
  });
  return { kind: 'gate', form: 'none', members, span };
}

function readAllChecks(
  declarations: readonly Declaration[],
  evaluator: Evaluator,
  inputs: readonly Input[],
  dependsOn: (region: RegionExpression, input: number) => boolean,
): Check[] {
  const unknown = declarations.flatMap((each) =>
    each.kind === 'class' && each.value.kind === 'unknown' ? [each.name.text] : [],
  );
  const setting = { evaluator, inputs, dependsOn, unknown: new Set(unknown) };
  return declarations.flatMap((declaration) => (declaration.kind === 'check' ? readChecks(declaration, setting) : []));
}
