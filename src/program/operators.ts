import type { BinaryExpression, Expression, LogicExpression, UnaryExpression } from '../../grammar/ast.ts';
import type { Fix } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import { divide, multiply, negate, power, sum, type Term } from './arithmetic.ts';
import type { Context } from './context.ts';
import type { Evaluation } from './evaluation.ts';
import type { GateForm } from './program.ts';
import { regionValue, unknown, type Operand, type Value } from './value.ts';

/** `not r` or `-a`. */
export function evaluateUnary(expression: UnaryExpression, context: Context, evaluation: Evaluation): Value {
  const { operator, operand, span } = expression;
  if (operator === '-') return negate(operandOf(operand, context, evaluation), span, context, evaluation.reporter);
  const region = evaluation.region(operand, '`not`', context);
  return region ? regionValue({ kind: 'not', region, span }) : unknown;
}

/** Chains of `+ -` and of `* /` lean left and may be long: they are taken apart in a loop. */
export function evaluateBinary(expression: BinaryExpression, context: Context, evaluation: Evaluation): Value {
  const { operator, left, right, span } = expression;
  switch (operator) {
    case '+':
    case '-':
      return sum(termsOf(expression, context, evaluation), context, evaluation.reporter);
    case '*':
    case '/':
      return evaluateFactors(expression, context, evaluation);
    case '^': {
      const base = operandOf(left, context, evaluation);
      return power(base, operandOf(right, context, evaluation), span, context, evaluation.reporter);
    }
    case '=>': {
      const premise = evaluation.region(left, '`=>`', context);
      const conclusion = evaluation.region(right, '`=>`', context);
      if (!premise || !conclusion) return unknown;
      const members = [{ kind: 'not', region: premise, span: left.span } as const, conclusion];
      return regionValue({
        kind: 'gate',
        form: 'any',
        members: members.map((region) => ({ weight: 1, region })),
        span,
      });
    }
  }
}

/** `a and b and c`. */
export function evaluateLogic(expression: LogicExpression, context: Context, evaluation: Evaluation): Value {
  const { operator, operands, span } = expression;
  const members = operands.map((operand) => {
    const region = evaluation.region(operand, `\`${operator}\``, context);
    return region && { weight: 1, region, span: operand.span };
  });
  if (!members.every((member) => member !== undefined)) return unknown;
  if (operator === 'xor' && members.length > 2) {
    const fixes = [exactlyOne(expression, evaluation)];
    evaluation.reporter.report(context, 'R0215', span, { members: members.length }, { fixes });
  }
  return regionValue({ kind: 'gate', form: logicForms[operator], members, span });
}

const logicForms = { and: 'all', or: 'any', xor: 'parity' } as const satisfies Record<
  LogicExpression['operator'],
  GateForm
>;

function exactlyOne({ operands, span }: LogicExpression, { reporter }: Evaluation): Fix {
  return writing(span, `exactly 1 of (${operands.map((each) => reporter.textOf(each.span)).join(', ')})`, false);
}

function operandOf(expression: Expression, context: Context, evaluation: Evaluation): Operand {
  return { value: evaluation.evaluate(expression, context), span: expression.span };
}

function termsOf(expression: Expression, context: Context, evaluation: Evaluation): Term[] {
  const terms: Term[] = [];
  const add = (term: Expression, sign: 1 | -1): void => {
    terms.push({ value: evaluation.evaluate(term, context), span: term.span, sign });
  };
  let rest = expression;
  while (rest.kind === 'binary' && (rest.operator === '+' || rest.operator === '-')) {
    add(rest.right, rest.operator === '+' ? 1 : -1);
    rest = rest.left;
  }
  add(rest, 1);
  return terms.toReversed();
}

function evaluateFactors(expression: BinaryExpression, context: Context, evaluation: Evaluation): Value {
  const steps: { readonly operator: string; readonly right: Expression; readonly span: Span }[] = [];
  let rest: Expression = expression;
  while (rest.kind === 'binary' && (rest.operator === '*' || rest.operator === '/')) {
    steps.push(rest);
    rest = rest.left;
  }
  let left = operandOf(rest, context, evaluation);
  for (const { operator, right, span } of steps.toReversed()) {
    const combine = operator === '*' ? multiply : divide;
    left = { value: combine(left, operandOf(right, context, evaluation), span, context, evaluation.reporter), span };
  }
  return left.value;
}
