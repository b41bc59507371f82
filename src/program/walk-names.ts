import type {
  Argument,
  BinaryExpression,
  CallExpression,
  ComparisonExpression,
  ComparisonOperator,
  Declaration,
  Expression,
  Member,
  Name,
  NameExpression,
  Parameter,
} from '../../grammar/ast.ts';
import { isOneOf, primitiveNames } from './builtin-names.ts';

/** What the place of a name takes, as far as its surroundings tell. */
export type Wanted = 'number' | 'region' | 'function' | 'anything';

/** What a walk over one declaration tells of its names. */
export interface NameVisitor {
  /** A name that is no parameter and no `for` name, with those in reach. */
  onUse(name: Name, locals: readonly string[], wanted: Wanted): void;
  /** A use of the parameter or `for` name that `binder` brings into reach. */
  onLocalUse?(name: Name, binder: Name): void;
  /** A bare name that stands for a category. */
  onCategory?(name: Name): void;
  /** `module.name`. */
  onModuleUse(module: Name, name: Name): void;
  onUnusedLocal(name: Name): void;
  /** A parameter or `for` name comes into reach. */
  onHiding(name: Name): void;
  /** Whether the name is that of some category. */
  isCategory(name: Name): boolean;
  /** Whether it is a categorical input. */
  isCategorical(name: Name): boolean;
  /** Whether nothing of that name is declared or built in. */
  isFree(name: Name): boolean;
  /** A primitive without `over:` stands for all inputs. */
  onWholePoint(): void;
}

/** The categories of an input's domain; a list of names or texts was meant as a set of them. */
export function listedCategories(domain: Expression): readonly (string | number)[] {
  if (domain.kind === 'set') return domain.items.flatMap((item) => (item.kind === 'category' ? [item.value] : []));
  if (domain.kind !== 'list') return [];
  const words = domain.members.flatMap((member) =>
    member.kind === 'name' && !member.module ? [member.name.text] : member.kind === 'string' ? [member.value] : [],
  );
  // Two names may be the ends of a range.
  return words.length === domain.members.length && words.length > 2 ? words : [];
}

/** Visits the names used in a declaration, each in its scope. */
export function walkNames(declaration: Declaration, visitor: NameVisitor): void {
  switch (declaration.kind) {
    case 'input':
      for (const { size } of declaration.variables) if (size) walk(size, 'number', undefined, visitor);
      if (listedCategories(declaration.domain).length === 0) walk(declaration.domain, 'number', undefined, visitor);
      return;
    case 'let':
      walkFunction(declaration.parameters ?? [], declaration.value, 'anything', visitor);
      return;
    case 'region':
      walkFunction(declaration.parameters ?? [], declaration.value, 'region', visitor);
      return;
    case 'output':
      walk(declaration.value, 'region', undefined, visitor);
      return;
    case 'default':
      walk(declaration.value, 'number', undefined, visitor);
      return;
    case 'class': {
      const { value } = declaration;
      if (value.kind !== 'otherwise' && value.kind !== 'unknown') walk(value, 'region', undefined, visitor);
      return;
    }
    case 'check':
      walk(declaration.claim, 'anything', undefined, visitor);
      return;
    case 'import':
    case 'broken':
      return;
  }
}

/** Names in reach, innermost first. */
interface Scope {
  readonly name: Name;
  used: boolean;
  readonly outer: Scope | undefined;
}

function walkFunction(parameters: readonly Parameter[], body: Expression, wanted: Wanted, visitor: NameVisitor): void {
  let scope: Scope | undefined;
  const opened: Scope[] = [];
  for (const parameter of parameters) {
    if (parameter.default) walk(parameter.default, 'anything', scope, visitor);
    scope = open(parameter.name, scope, visitor);
    opened.push(scope);
  }
  walk(body, wanted, scope, visitor);
  for (const { name, used } of opened) if (!used) visitor.onUnusedLocal(name);
}

function open(name: Name, outer: Scope | undefined, visitor: NameVisitor): Scope {
  visitor.onHiding(name);
  return { name, used: false, outer };
}

/** Calls itself once a level of the tree, of which there are no more than `expressionDepth` of the limits. */
function walk(node: Member, wanted: Wanted, scope: Scope | undefined, visitor: NameVisitor): void {
  switch (node.kind) {
    case 'name':
      use(node, wanted, scope, visitor);
      return;
    case 'parenthesized':
      walk(node.inner, wanted, scope, visitor);
      return;
    case 'list':
      for (const member of node.members) walk(member, wanted, scope, visitor);
      return;
    case 'gate':
      if (node.count) walk(node.count, 'number', scope, visitor);
      if (node.margin) walk(node.margin, 'number', scope, visitor);
      // A name there is one of a list.
      walk(node.listing, node.listing.kind === 'list' ? 'region' : 'anything', scope, visitor);
      return;
    case 'unary':
      walk(node.operand, node.operator === 'not' ? 'region' : 'number', scope, visitor);
      return;
    case 'binary':
      walk(node.left, node.operator === '=>' ? 'region' : 'number', scope, visitor);
      walk(node.right, isRegionSide(node.operator, wanted) ? 'region' : 'number', scope, visitor);
      return;
    case 'logic':
      for (const operand of node.operands) walk(operand, 'region', scope, visitor);
      return;
    case 'comparison':
      for (const operand of namesCompared(node, visitor)) walk(operand, 'number', scope, visitor);
      if (node.band) walk(node.band, 'number', scope, visitor);
      return;
    case 'index':
      walk(node.target, 'anything', scope, visitor);
      walk(node.from, 'number', scope, visitor);
      if (node.to) walk(node.to, 'number', scope, visitor);
      return;
    case 'call':
      use(node.callee, 'function', scope, visitor);
      if (isOneOf(primitiveNames, node.callee.name.text) && !node.arguments.some(({ name }) => name?.text === 'over')) {
        visitor.onWholePoint();
      }
      for (const passed of node.arguments) walkArgument(passed, node, scope, visitor);
      return;
    case 'with':
      walk(node.value, wanted, scope, visitor);
      for (const { value } of node.settings) walk(value, 'number', scope, visitor);
      return;
    case 'for': {
      const inner = open(node.name, scope, visitor);
      walk(node.from, 'anything', scope, visitor);
      if (node.to) walk(node.to, 'number', scope, visitor);
      if (node.condition) walk(node.condition, 'number', inner, visitor);
      walk(node.body, wanted, inner, visitor);
      return;
    }
    case 'number':
    case 'percent':
    case 'string':
    case 'set':
    case 'missing':
      return;
  }
}

/** The operands of a comparison but for bare names that stand for categories. */
function namesCompared({ operands, operators }: ComparisonExpression, visitor: NameVisitor): readonly Expression[] {
  const mayTest = operators.some(isEquality) || operands.some((operand) => isCategorical(operand, visitor));
  return mayTest ? operands.flatMap((operand, i) => withoutCategories(operand, operands[1 - i], visitor)) : operands;
}

/** In `contains(r, s: a)` a bare name may be a category. */
function walkArgument(
  { name, value }: Argument,
  { callee }: CallExpression,
  scope: Scope | undefined,
  visitor: NameVisitor,
): void {
  const isPoint = name !== undefined && callee.name.text === 'contains';
  const members = isPoint && value.kind === 'list' ? value.members : [value];
  for (const member of members) {
    if (!isPoint || member.kind === 'for' || !isCategory(member, undefined, visitor)) {
      walk(member, 'anything', scope, visitor);
    }
  }
}

/** The right side of `=>`, and what a weight stands before. */
function isRegionSide(operator: BinaryExpression['operator'], wanted: Wanted): boolean {
  return operator === '=>' || (operator === '*' && wanted === 'region');
}

function isEquality({ operator }: { readonly operator: ComparisonOperator }): boolean {
  return operator === '==' || operator === '!=';
}

/** A bare name that stands for a category: one that some input has, or an unknown one beside a categorical input. */
function isCategory(operand: Expression, beside: Expression | undefined, visitor: NameVisitor): boolean {
  if (operand.kind !== 'name' || operand.module) return false;
  const { name } = operand;
  const found =
    visitor.isCategory(name) || (beside !== undefined && isCategorical(beside, visitor) && visitor.isFree(name));
  if (found) visitor.onCategory?.(name);
  return found;
}

/** An operand without what stands for categories beside a categorical input, in `s in [a, b]` too. */
function withoutCategories(operand: Expression, beside: Expression | undefined, visitor: NameVisitor): Expression[] {
  if (operand.kind !== 'list') return isCategory(operand, beside, visitor) ? [] : [operand];
  const members = operand.members.filter((member) => member.kind === 'for' || !isCategory(member, beside, visitor));
  return [{ ...operand, members }];
}

function isCategorical(operand: Expression, visitor: NameVisitor): boolean {
  if (operand.kind === 'index') return isCategorical(operand.target, visitor);
  return operand.kind === 'name' && !operand.module && visitor.isCategorical(operand.name);
}

function use({ name, module }: NameExpression, wanted: Wanted, scope: Scope | undefined, visitor: NameVisitor): void {
  if (module) {
    visitor.onModuleUse(module, name);
    return;
  }
  const locals: string[] = [];
  for (let inner = scope; inner; inner = inner.outer) {
    if (inner.name.text === name.text) {
      inner.used = true;
      visitor.onLocalUse?.(name, inner.name);
      return;
    }
    locals.push(inner.name.text);
  }
  visitor.onUse(name, locals, wanted);
}
