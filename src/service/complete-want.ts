import type { CallExpression, Declaration, Expression, Name } from '../../grammar/ast.ts';
import type { Node } from '../../grammar/walk.ts';
import type { NameTable } from '../program/names.ts';
import { builtins, type Want } from './builtins.ts';
import { calledFunction } from './occurrences.ts';

/** What fits in a place of an expression. */
export interface Wanted {
  readonly want: Want | 'claim' | 'domain' | 'range';
  /** The names that lead into it, which are in reach there: parameters and `for` names, innermost first. */
  readonly locals: readonly Name[];
  /** Beside a categorical input: its name. */
  readonly categories?: string;
  /** It must depend on no input. */
  readonly constant: boolean;
  /** A member of a gate or a list: `for` may start it, and a weight. */
  readonly member: boolean;
  /** In a class: `otherwise` and `unknown` too. */
  readonly ofClass: boolean;
  /** The call whose argument it is, where an argument may start. */
  readonly call?: CallExpression;
}

/** What fits where the last node of `path` stands. */
export function wantedAt(path: readonly Node[], names: NameTable): Wanted {
  const locals = localsAt(path);
  const none = { locals, constant: false, member: false, ofClass: false };
  let member = false;
  for (let i = path.length - 1; i > 0; i--) {
    const [child, parent] = [path[i], path[i - 1]];
    if (!child || !parent) break;
    const found = wantedIn(parent, child, path[i - 2], names);
    if (found === 'member') {
      member = true;
      continue;
    }
    if (found !== 'same') return { ...none, member, ...found };
  }
  return { ...none, want: 'any', member };
}

type Part = Partial<Wanted> & Pick<Wanted, 'want'>;

const constant: Part = { want: 'number', constant: true };

/** The categorical input that the set at the end of `path` is compared with. */
export function setBeside(path: readonly Node[], names: NameTable): string | undefined {
  const [parent, set] = path.slice(-2);
  if (parent?.kind !== 'comparison') return undefined;
  const place = parent.operands.findIndex((operand) => operand === set);
  const beside = parent.operands[place - 1];
  return beside && categoricalName(beside, names);
}

/** What a parent wants of its child: the same as is wanted of the parent, of a member, or something of its own. */
function wantedIn(parent: Node, child: Node, around: Node | undefined, names: NameTable): Part | 'same' | 'member' {
  switch (parent.kind) {
    case 'parenthesized':
      return 'same';
    case 'unary':
      return { want: parent.operator === 'not' ? 'region' : 'number' };
    case 'binary':
      return { want: parent.operator === '=>' ? 'region' : parent.operator === '*' ? 'any' : 'number' };
    case 'logic':
      return { want: 'region' };
    case 'comparison':
      return wantedInComparison(parent, child, names);
    case 'gate':
      return child === parent.listing ? { want: 'list' } : constant;
    case 'list':
      if (around?.kind === 'gate' && around.listing === parent) return { want: 'region', member: true };
      return {
        want: memberWant(
          parent.members.filter((each) => each !== child),
          names,
        ),
        member: true,
      };
    case 'index':
      return child === parent.target ? { want: 'list' } : constant;
    case 'call':
      return wantedInCall(parent, child, names);
    case 'with':
      return child === parent.value ? 'same' : constant;
    case 'for':
      if (child === parent.body) return 'member';
      return child === parent.condition ? constant : { want: 'list' };
    case 'input':
      return child === parent.domain ? { want: 'domain' } : constant;
    case 'let':
      return { want: 'any' };
    case 'region':
      return { want: child === parent.value ? 'region' : 'any' };
    case 'output':
      return { want: 'region' };
    case 'class':
      return { want: 'region', ofClass: true };
    case 'default':
      return constant;
    case 'check':
      return { want: 'claim' };
    case 'number':
    case 'percent':
    case 'string':
    case 'name':
    case 'set':
    case 'otherwise':
    case 'unknown':
    case 'missing':
    case 'import':
    case 'broken':
      return 'same';
  }
}

function wantedInComparison(parent: Extract<Node, { kind: 'comparison' }>, child: Node, names: NameTable): Part {
  if (child === parent.band) return constant;
  const place = parent.operands.findIndex((operand) => operand === child);
  const beside = parent.operands[place === 0 ? 1 : place - 1];
  const categories = beside && categoricalName(beside, names);
  const operator = parent.operators[Math.max(0, place - 1)]?.operator;
  const isIn = operator === 'in' || operator === 'not in';
  if (isIn && place > 0)
    return { want: categories === undefined ? 'range' : 'domain', ...(categories !== undefined && { categories }) };
  if (categories !== undefined) return { want: 'category', categories };
  return { want: 'number' };
}

function wantedInCall(parent: CallExpression, child: Node, names: NameTable): Part {
  const place = parent.arguments.findIndex(({ value }) => value === child);
  const argument = parent.arguments[place];
  if (!argument) return { want: 'any' };
  const call = argument.name ? {} : { call: parent };
  const { text } = parent.callee.name;
  if (calledFunction(parent, names)) return { want: 'any', ...call };
  if (text === 'contains' && argument.name) {
    const categories = categoricalName({ kind: 'name', span: argument.name.span, name: argument.name }, names);
    return categories === undefined ? { want: 'number' } : { want: 'category', categories };
  }
  const parameters = builtins.get(text)?.parameters ?? [];
  const parameter = argument.name
    ? parameters.find(({ name }) => name === argument.name?.text)
    : parameters[Math.min(place, parameters.length - 1)];
  return { want: parameter?.want ?? 'any', ...call };
}

/** What the other members of a list are, as far as their form tells. */
function memberWant(others: readonly Node[], names: NameTable): Want {
  for (const other of others) {
    if (other.kind === 'number' || other.kind === 'binary') return 'number';
    if (other.kind === 'comparison' || other.kind === 'logic' || other.kind === 'gate') return 'region';
    const declaration = other.kind === 'name' ? names.visible.get(other.name.text)?.declaration : undefined;
    if (declaration?.kind === 'region') return 'region';
    if (declaration?.kind === 'input') return 'number';
  }
  return 'any';
}

/** The categorical input that an expression is, or is an element of. */
function categoricalName(expression: Expression, names: NameTable): string | undefined {
  if (expression.kind === 'index') return categoricalName(expression.target, names);
  if (expression.kind !== 'name' || expression.module) return undefined;
  const declared = names.visible.get(expression.name.text);
  const isSet = declared?.declaration.kind === 'input' && declared.declaration.domain.kind === 'set';
  return isSet ? expression.name.text : undefined;
}

function localsAt(path: readonly Node[]): Name[] {
  const locals: Name[] = [];
  for (const [i, node] of path.entries()) {
    const child = path[i + 1];
    if (node.kind === 'for' && (child === node.body || child === node.condition)) locals.unshift(node.name);
    if (isFunction(node)) locals.unshift(...parametersBefore(node, child));
  }
  return locals;
}

function isFunction(node: Node): node is Extract<Declaration, { kind: 'let' | 'region' }> {
  return node.kind === 'let' || node.kind === 'region';
}

/** All parameters in the body, those before it in a default. */
function parametersBefore(node: Extract<Declaration, { kind: 'let' | 'region' }>, child: Node | undefined): Name[] {
  const parameters = node.parameters ?? [];
  const at = parameters.findIndex((parameter) => parameter.default === child);
  return (child === node.value || at < 0 ? parameters : parameters.slice(0, at)).map(({ name }) => name);
}
