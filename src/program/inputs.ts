import type { Expression, InputDeclaration, SetExpression } from '../../grammar/ast.ts';
import type { Fix } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import type { Limits } from '../base/limits.ts';
import type { Evaluator } from './evaluate.ts';
import { LimitReached, type InputPlace } from './evaluation.ts';
import type { Input } from './program.ts';
import { constantOf } from './symbolic.ts';
import { isUnknown, vectorOf } from './value.ts';
import { listedCategories } from './walk-names.ts';

/** The coordinates of all inputs in order, and where each input's lie. */
export interface InputSpace {
  readonly inputs: readonly Input[];
  readonly places: ReadonlyMap<string, InputPlace>;
  /** Whether the size of every input is understood. */
  readonly complete: boolean;
}

/** Reads input declarations; of inputs of one name, which are one coordinate, the first counts. */
export function readInputs(
  declarations: readonly InputDeclaration[],
  evaluator: Evaluator,
  limits: Limits,
): InputSpace {
  const inputs: Input[] = [];
  const places = new Map<string, InputPlace>();
  const first = new Map<string, InputDeclaration>();
  let complete = true;
  for (const declaration of declarations) {
    const categories =
      declaration.domain.kind === 'set'
        ? readCategories(declaration, declaration.domain, evaluator)
        : readListedCategories(declaration, evaluator);
    const range = categories ? { lo: 0, hi: 1 } : readRange(declaration, evaluator);
    checkColumn(declaration, evaluator);
    for (const { name, size } of declaration.variables) {
      const count = size && readSize(size, evaluator, limits, inputs.length);
      if (size && count === undefined) {
        complete = false;
        continue;
      }
      const earlier = first.get(name.text);
      if (earlier) {
        checkAlike(name.text, earlier, declaration, evaluator);
        continue;
      }
      first.set(name.text, declaration);
      places.set(name.text, {
        first: inputs.length,
        ...(count !== undefined && { size: count }),
        ...(categories ?? (range && { range })),
      });
      const common = {
        ...(range ?? { lo: 0, hi: 1 }),
        ...(declaration.doc !== undefined && { doc: declaration.doc }),
        span: name.span,
      };
      for (const { name: element, columns, run } of elementsOf(declaration, name.text, count)) {
        const shared = { columns, ...(run && { run }), ...common };
        if (!categories) inputs.push({ name: element, ...shared });
        for (const value of categories?.categories ?? []) {
          const category = { input: element, value, open: categories?.open ?? false };
          inputs.push({ name: `${element}=${value}`, category, ...shared });
        }
        if (inputs.length <= limits.inputs) continue;
        evaluator.reporter.report(evaluator.contextOf(declaration), 'R0911', name.span, {
          inputs: inputs.length,
          limit: limits.inputs,
        });
        throw new LimitReached();
      }
    }
  }
  return { inputs, places, complete };
}

/** The elements of an input: itself, or `v[1]` to `v[n]`, each with the columns that may hold it. */
function elementsOf(
  declaration: InputDeclaration,
  name: string,
  count: number | undefined,
): Pick<Input, 'name' | 'columns' | 'run'>[] {
  if (count === undefined) return [{ name, columns: [declaration.column?.value ?? name] }];
  const { columns } = declaration;
  return Array.from({ length: count }, (_, i) => {
    const element = `${name}[${i + 1}]`;
    const run = columns && { first: columns.first.value, last: columns.last.value, place: i, size: count };
    return { name: element, columns: [`${name}_${i + 1}`, `${name}${i + 1}`, element], ...(run && { run }) };
  });
}

/** `{a, c, g, t, ..}`. */
function readCategories(
  declaration: InputDeclaration,
  { items, span }: SetExpression,
  { reporter, contextOf }: Evaluator,
): { categories: readonly (string | number)[]; open: boolean } {
  const context = contextOf(declaration);
  const categories: (string | number)[] = [];
  for (const [i, item] of items.entries()) {
    if (item.kind !== 'category') continue;
    if (categories.some((other) => String(other) === String(item.value))) {
      const before = items[i - 1]?.span.end ?? item.span.start;
      const twice = writing({ ...item.span, start: before }, '', true, 'remove it');
      reporter.report(context, 'R0247', item.span, { category: item.value }, { fixes: [twice] });
    } else categories.push(item.value);
  }
  if (categories.length === 0) reporter.report(context, 'R0246', span, {});
  return { categories, open: items.some(({ kind }) => kind === 'open') };
}

/** `[a, c, g]`, which is reported. */
function readListedCategories(
  { domain }: InputDeclaration,
  { reporter, contextOf }: Evaluator,
): { categories: readonly (string | number)[]; open: boolean } | undefined {
  const categories = listedCategories(domain);
  if (categories.length === 0) return undefined;
  const braced = `{${reporter.textOf(domain.span).slice(1, -1)}}`;
  const data = { shown: reporter.shown(domain.span), categories: true };
  reporter.report(contextOf(domain), 'R0233', domain.span, data, { fixes: [writing(domain.span, braced, true)] });
  return { categories, open: false };
}

function readRange(declaration: InputDeclaration, evaluator: Evaluator): { lo: number; hi: number } | undefined {
  const { domain } = declaration;
  const { reporter } = evaluator;
  const context = evaluator.contextOf(declaration);
  const value = evaluator.evaluate(domain, context);
  if (isUnknown(value)) return undefined;
  const [lo, hi, ...more] = (vectorOf(value) ?? []).map(constantOf);
  if (lo === undefined || hi === undefined || more.length > 0) {
    reporter.report(context, 'R0233', domain.span, { shown: reporter.shown(domain.span) });
    return undefined;
  }
  if (lo < hi) return { lo, hi };
  const fixes = lo > hi ? [writing(domain.span, `[${hi}, ${lo}]`, false)] : [];
  reporter.report(context, 'R0225', domain.span, { lo, hi, what: 'the range of an input' }, { fixes });
  return undefined;
}

function readSize(size: Expression, evaluator: Evaluator, limits: Limits, before: number): number | undefined {
  const { reporter } = evaluator;
  const context = evaluator.contextOf(size);
  const count = evaluator.constant(size, 'the size of a vector', context);
  if (count === undefined) return undefined;
  if (!Number.isInteger(count) || count < 1) {
    reporter.report(context, 'R0211', size.span, { what: 'the size of a vector', value: count, from: 1 });
    return undefined;
  }
  if (before + count <= limits.inputs) return count;
  reporter.report(context, 'R0911', size.span, { inputs: before + count, limit: limits.inputs });
  throw new LimitReached();
}

function checkColumn(declaration: InputDeclaration, evaluator: Evaluator): void {
  const { reporter } = evaluator;
  const context = evaluator.contextOf(declaration);
  const scalar = declaration.variables.length === 1 && !declaration.variables[0]?.size;
  const vector = declaration.variables.length === 1 ? declaration.variables[0]?.size : undefined;
  if (declaration.columns && !vector) {
    const { first, last } = declaration.columns;
    const scalarColumn = scalar ? ` column ${reporter.textOf(first.span)}` : '';
    const fix = columnFix(declaration, last.span.end, scalarColumn);
    reporter.report(context, 'R0248', { ...first.span, end: last.span.end }, {}, { fixes: [fix] });
  }
  if (declaration.column && !scalar) {
    const fix = columnFix(declaration, declaration.column.span.end, '');
    const data = { column: declaration.column.value, vector: vector !== undefined };
    reporter.report(context, 'R0234', declaration.column.span, data, { fixes: [fix] });
  }
}

/** Puts `column` in the place of what a declaration says of columns. */
function columnFix({ domain }: InputDeclaration, end: number, column: string): Fix {
  const title = column === '' ? 'leave the column out' : `write \`${column.trim()}\``;
  return writing({ file: domain.span.file, start: domain.span.end, end }, column, false, title);
}

/** Inputs of one name in a file and what it imports must be declared alike. */
function checkAlike(name: string, first: InputDeclaration, second: InputDeclaration, evaluator: Evaluator): void {
  const { reporter } = evaluator;
  const [there, here] = [first, second].map((each) => domainText(name, each, evaluator));
  if (here === there) return;
  reporter.report(
    evaluator.contextOf(second),
    'R0124',
    second.span,
    { name, here: here ?? '', there: there ?? '' },
    {
      related: [{ span: first.span, message: 'it is declared there' }],
    },
  );
}

function domainText(name: string, { variables, domain, column }: InputDeclaration, { reporter }: Evaluator): string {
  const size = variables.find((each) => each.name.text === name)?.size;
  const sized = size ? `${name}[${reporter.shown(size.span)}]` : name;
  return `${sized} in ${reporter.shown(domain.span)}${column ? ` column "${column.value}"` : ''}`;
}
