import type {
  CallExpression,
  ComparisonOperator,
  Declaration,
  Expression,
  Member,
  Name,
  NameExpression,
  Parameter,
} from '../../grammar/ast.ts';
import { isOneOf, primitiveNames } from './builtin-names.ts';

/** What a walk over one declaration tells of its names. */
export interface NameVisitor {
  /** A name that is no parameter and no `for` name, with those in reach. */
  onUse(name: Name, locals: readonly string[]): void;
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

/** Visits the names used in a declaration, each in its scope. */
export function walkNames(declaration: Declaration, visitor: NameVisitor): void {
  switch (declaration.kind) {
    case 'input':
      for (const { size } of declaration.variables) if (size) walk(size, undefined, visitor);
      walk(declaration.domain, undefined, visitor);
      return;
    case 'let':
    case 'region':
      walkFunction(declaration.parameters ?? [], declaration.value, visitor);
      return;
    case 'output':
    case 'default':
      walk(declaration.value, undefined, visitor);
      return;
    case 'class': {
      const { value } = declaration;
      if (value.kind !== 'otherwise' && value.kind !== 'unknown') walk(value, undefined, visitor);
      return;
    }
    case 'check':
      walk(declaration.claim, undefined, visitor);
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

function walkFunction(parameters: readonly Parameter[], body: Expression, visitor: NameVisitor): void {
  let scope: Scope | undefined;
  const opened: Scope[] = [];
  for (const parameter of parameters) {
    if (parameter.default) walk(parameter.default, scope, visitor);
    scope = open(parameter.name, scope, visitor);
    opened.push(scope);
  }
  walk(body, scope, visitor);
  for (const { name, used } of opened) if (!used) visitor.onUnusedLocal(name);
}

function open(name: Name, outer: Scope | undefined, visitor: NameVisitor): Scope {
  visitor.onHiding(name);
  return { name, used: false, outer };
}

/** An explicit stack for what may be long (operand chains); recursion only where brackets bound the depth. */
function walk(start: Member, scope: Scope | undefined, visitor: NameVisitor): void {
  const pending: Member[] = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    switch (node.kind) {
      case 'name':
        use(node, scope, visitor);
        break;
      case 'parenthesized':
        pending.push(node.inner);
        break;
      case 'list':
        pushAll(pending, node.members);
        break;
      case 'gate':
        pending.push(node.listing);
        if (node.margin) pending.push(node.margin);
        if (node.count) pending.push(node.count);
        break;
      case 'unary':
        pending.push(node.operand);
        break;
      case 'binary':
        pending.push(node.right, node.left);
        break;
      case 'logic':
        pushAll(pending, node.operands);
        break;
      case 'comparison':
        if (node.band) pending.push(node.band);
        pushAll(
          pending,
          node.operands.some((operand) => isCategorical(operand, visitor)) || node.operators.some(isEquality)
            ? node.operands.filter((operand, i) => !isCategory(operand, node.operands[1 - i], visitor))
            : node.operands,
        );
        break;
      case 'index':
        if (node.to) pending.push(node.to);
        pending.push(node.from, node.target);
        break;
      case 'call':
        use(node.callee, scope, visitor);
        if (
          isOneOf(primitiveNames, node.callee.name.text) &&
          !node.arguments.some(({ name }) => name?.text === 'over')
        ) {
          visitor.onWholePoint();
        }
        pushAll(pending, namedCategoriesOut(node, visitor));
        break;
      case 'with':
        pushAll(pending, [node.value, ...node.settings.map(({ value }) => value)]);
        break;
      case 'for': {
        const inner = open(node.name, scope, visitor);
        walk(node.from, scope, visitor);
        if (node.to) walk(node.to, scope, visitor);
        if (node.condition) walk(node.condition, inner, visitor);
        walk(node.body, inner, visitor);
        break;
      }
      case 'number':
      case 'percent':
      case 'string':
      case 'set':
      case 'missing':
        break;
    }
  }
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

function isCategorical(operand: Expression, visitor: NameVisitor): boolean {
  if (operand.kind === 'index') return isCategorical(operand.target, visitor);
  return operand.kind === 'name' && !operand.module && visitor.isCategorical(operand.name);
}

/** The arguments of a call; in `contains(r, s: a)` a bare name may be a category. */
function namedCategoriesOut({ callee, arguments: passed }: CallExpression, visitor: NameVisitor): Member[] {
  return passed.flatMap(({ name, value }): Member[] => {
    if (callee.name.text !== 'contains' || !name || value.kind === 'for') return [value];
    if (value.kind === 'list')
      return value.members.filter((member) => member.kind === 'for' || !isCategory(member, undefined, visitor));
    return isCategory(value, undefined, visitor) ? [] : [value];
  });
}

/** So that the first is visited first; lists may be longer than a call takes arguments. */
function pushAll(pending: Member[], nodes: readonly Member[]): void {
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i];
    if (node) pending.push(node);
  }
}

function use({ name, module }: NameExpression, scope: Scope | undefined, visitor: NameVisitor): void {
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
  visitor.onUse(name, locals);
}
