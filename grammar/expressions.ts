import type { IToken, TokenType } from 'chevrotain';
import { diagnostic } from '../src/base/diagnostic.ts';
import { nearest } from '../src/base/near.ts';
import { joinSpans } from '../src/base/source.ts';
import type * as ast from './ast.ts';
import { describe, TolerantParser } from './tolerant.ts';
import { kinds, typeSet, types } from './lexer.ts';
import { group, type FlatOperand, type FlatOperator } from './precedence.ts';

const settings = ['gain', 'bias', 'threshold', 'width'] as const;
const openGates = [types.AllOf, types.AnyOf, types.NoneOf];
const countedGates = [types.AtLeast, types.AtMost, types.Exactly, types.AllBut];

/** Tokens with which neither a member of a list nor what is left of one starts. */
const noMember = typeSet('Colon', 'Range', 'Dot', 'Of', 'If', 'With', 'As', 'Otherwise');
const categoryTypes = typeSet('Name', 'String', 'Number', 'Minus', 'Range');

const noPrefixes: FlatOperand['prefixes'] = [];

/** A gate before its members. */
interface GateHead {
  readonly word: IToken;
  readonly count?: ast.Expression;
  readonly margin?: ast.Expression;
}

/**
 * Everything that gives a value: operators, gates, lists, calls (LANGUAGE section 2, `expr` to `set`). The alternatives
 * of rules that run for every operand are made once, not at each call: they were half of the time.
 */
export class ExpressionParser extends TolerantParser {
  private readonly nameForms = [
    { ALT: () => this.nameOf(this.CONSUME(types.Name)) },
    { ALT: () => this.ACTION(() => this.reportMissing('a name')) },
  ];

  protected readonly name = this.RULE('name', (): ast.Name | undefined => this.OR(this.nameForms));

  protected readonly text = this.RULE('text', (): ast.StringLiteral | undefined =>
    this.OR([
      { ALT: () => this.string(this.CONSUME(types.String)) },
      { ALT: () => this.ACTION(() => this.reportMissing('a text in quotes')) },
    ]),
  );

  protected readonly expression = this.RULE('expression', (): ast.Expression => {
    const value = this.SUBRULE(this.flat);
    const found: ast.Setting[] = [];
    this.MANY(() => {
      const word = this.CONSUME(types.With);
      const name = this.OPTION(() => this.CONSUME(types.Name));
      const setting = this.ACTION(() => this.setting(name, settings));
      const amount = this.SUBRULE2(this.flat);
      this.ACTION(() => {
        if (setting) found.push({ setting, value: amount, span: joinSpans(this.spanOf(word), amount.span) });
      });
    });
    return this.ACTION(() => {
      const last = found.at(-1);
      return last ? { kind: 'with', span: joinSpans(value.span, last.span), value, settings: found } : value;
    });
  });

  /** Operands and operators without parentheses, up to `stop` if that is an operator which ends it here. */
  protected readonly flat = this.RULE('flat', (stop?: TokenType): ast.Expression => {
    const operands = [this.SUBRULE(this.operand)];
    const operators: FlatOperator[] = [];
    this.MANY({
      GATE: () => this.LA(1).tokenType !== stop,
      DEF: () => {
        operators.push(this.SUBRULE(this.infix));
        operands.push(this.SUBRULE2(this.operand));
      },
    });
    return this.ACTION(() => group({ operands, operators, text: this.source.text }, (found) => this.fail(found)));
  });

  private readonly infixForms = [
    {
      ALT: () => {
        const sign = this.CONSUME(kinds.Infix);
        return this.ACTION(() => this.infixOf(sign));
      },
    },
    {
      ALT: () => {
        const not = this.CONSUME(types.Not);
        const last = this.expect(1, types.In, ' in');
        return this.ACTION(() => ({ operator: 'not in' as const, span: this.spanOf(not, last) }));
      },
    },
  ];

  protected readonly infix = this.RULE('infix', (): FlatOperator => this.OR(this.infixForms));

  /** The `not` and `-` read before an operand. */
  private prefixes: FlatOperand['prefixes'][number][] = [];

  private readonly prefixForms = [{ ALT: () => this.CONSUME(types.Not) }, { ALT: () => this.CONSUME(types.Minus) }];

  private readonly readPrefix = (): void => {
    const sign = this.OR(this.prefixForms);
    this.ACTION(() => {
      const operator = sign.tokenType === types.Not ? 'not' : '-';
      this.prefixes.push({ operator, span: this.spanOf(sign) });
    });
  };

  protected readonly operand = this.RULE('operand', (): FlatOperand => {
    this.MANY(this.readPrefix);
    const prefixes = this.prefixes.length > 0 ? this.prefixes : noPrefixes;
    if (prefixes !== noPrefixes) this.prefixes = [];
    const value = this.SUBRULE(this.postfix);
    return { prefixes, value };
  });

  /** A call comes only after a name, and nothing after a gate. */
  protected readonly postfix = this.RULE('postfix', (): ast.Expression => {
    let value = this.SUBRULE(this.primary);
    this.MANY({
      GATE: () => value.kind === 'name' || (this.nextIs(types.LeftBracket) && value.kind !== 'gate'),
      DEF: () => {
        value = this.OR([
          { ALT: () => this.SUBRULE(this.index, { ARGS: [value] }) },
          { ALT: () => this.SUBRULE(this.call, { ARGS: [value] }) },
        ]);
      },
    });
    return value;
  });

  protected readonly index = this.RULE('index', (target: ast.Expression): ast.Expression => {
    const open = this.CONSUME(types.LeftBracket);
    this.ACTION(() => this.open(types.RightBracket));
    const from = this.SUBRULE(this.flat);
    const to = this.OPTION(() => {
      this.CONSUME(types.Range);
      return this.SUBRULE2(this.flat);
    });
    this.close(1, types.RightBracket, open);
    return this.ACTION(() => ({
      kind: 'index',
      span: { ...target.span, end: this.lastEnd() },
      target,
      from,
      ...(to && { to }),
    }));
  });

  protected readonly call = this.RULE('call', (callee: ast.Expression): ast.Expression => {
    const open = this.CONSUME(types.LeftParenthesis);
    this.ACTION(() => this.open(types.RightParenthesis));
    const found = this.separated({
      item: () => this.SUBRULE(this.argument),
      more: () => !this.atEnd(),
      starts: startsMember,
      wanted: 'an argument',
      end: '`)`',
      mayBeEmpty: true,
      mayTrail: true,
    });
    this.close(1, types.RightParenthesis, open);
    return this.ACTION(() => {
      if (callee.kind !== 'name') throw new Error('only names are called');
      const span = { ...callee.span, end: this.lastEnd() };
      return { kind: 'call', span, callee, arguments: found };
    });
  });

  protected readonly argument = this.RULE('argument', (): ast.Argument => {
    const name = this.OPTION({
      GATE: () => this.LA(2).tokenType === types.Colon || this.LA(2).tokenType === types.Define,
      DEF: () => {
        const token = this.CONSUME(types.Name);
        const sign = this.OR([{ ALT: () => this.CONSUME(types.Colon) }, { ALT: () => this.CONSUME(types.Define) }]);
        this.ACTION(() => {
          if (sign.tokenType === types.Define) this.respell(sign, ':');
        });
        return this.nameOf(token);
      },
    });
    const value = this.SUBRULE(this.member);
    return this.ACTION(() => ({
      ...(name && { name }),
      value,
      span: name ? joinSpans(name.span, value.span) : value.span,
    }));
  });

  private readonly memberForms = [
    { ALT: (): ast.Member => this.SUBRULE(this.repeat) },
    { ALT: (): ast.Member => this.SUBRULE(this.expression) },
  ];

  protected readonly member = this.RULE('member', (): ast.Member => this.OR(this.memberForms));

  protected readonly repeat = this.RULE('repeat', (): ast.Member => {
    const word = this.CONSUME(types.For);
    const name = this.SUBRULE(this.name);
    this.expect(1, types.In, ' in');
    const from = this.SUBRULE(this.flat);
    const to = this.OPTION(() => {
      this.CONSUME(types.Range);
      return this.SUBRULE2(this.flat);
    });
    const condition = this.OPTION2(() => {
      this.CONSUME(types.If);
      return this.SUBRULE3(this.flat);
    });
    this.expect(2, types.Colon, ':');
    const body = this.SUBRULE(this.member);
    return this.ACTION(() => {
      const span = joinSpans(this.spanOf(word), body.span);
      const bounds = { from, ...(to && { to }), ...(condition && { condition }) };
      return name ? { kind: 'for', span, name, ...bounds, body } : { kind: 'missing', span };
    });
  });

  private readonly primaryForms = [
    { ALT: (): ast.Expression => this.SUBRULE(this.gate) },
    { ALT: (): ast.Expression => this.number(this.CONSUME(types.Number)) },
    { ALT: (): ast.Expression => this.percent(this.CONSUME(types.Percent)) },
    { ALT: (): ast.Expression => this.string(this.CONSUME(types.String)) },
    { ALT: (): ast.Expression => this.SUBRULE(this.reference) },
    { ALT: (): ast.Expression => this.SUBRULE(this.parenthesized) },
    { ALT: (): ast.Expression => this.SUBRULE(this.list) },
    { ALT: (): ast.Expression => this.SUBRULE(this.set) },
    { ALT: (): ast.Expression => this.ACTION(() => this.missingExpression()) },
  ];

  protected readonly primary = this.RULE('primary', (): ast.Expression => this.OR(this.primaryForms));

  private readonly readModuleName = (): ast.Name | undefined => {
    this.CONSUME(types.Dot);
    return this.SUBRULE(this.name);
  };

  protected readonly reference = this.RULE('reference', (): ast.Expression => {
    const first = this.nameOf(this.CONSUME(types.Name));
    const second = this.OPTION(this.readModuleName);
    return this.ACTION(() =>
      second
        ? { kind: 'name', span: joinSpans(first.span, second.span), name: second, module: first }
        : { kind: 'name', span: first.span, name: first },
    );
  });

  protected readonly parenthesized = this.RULE('parenthesized', (): ast.Expression => {
    const open = this.CONSUME(types.LeftParenthesis);
    this.ACTION(() => this.open(types.RightParenthesis));
    const inner = this.SUBRULE(this.expression);
    this.close(1, types.RightParenthesis, open);
    return this.ACTION(() => ({ kind: 'parenthesized', span: this.spanFrom(open), inner }));
  });

  protected readonly list = this.RULE('list', (): ast.Expression => {
    const open = this.CONSUME(types.LeftBracket);
    const members = this.SUBRULE(this.members, { ARGS: [types.RightBracket] });
    this.close(1, types.RightBracket, open);
    return this.ACTION(() => ({ kind: 'list', span: this.spanFrom(open), members }));
  });

  /** The members of a list whose bracket has just been opened. */
  protected readonly members = this.RULE('members', (closer: TokenType): ast.Member[] => {
    this.ACTION(() => this.open(closer));
    return this.separated({
      item: () => this.SUBRULE(this.member),
      more: () => !this.atEnd(),
      starts: startsMember,
      wanted: 'a member of the list',
      end: closer === types.RightBracket ? '`]`' : '`)`',
      mayBeEmpty: true,
      mayTrail: true,
    });
  });

  protected readonly set = this.RULE('set', (): ast.Expression => {
    const open = this.CONSUME(types.LeftBrace);
    this.ACTION(() => this.open(types.RightBrace));
    const items = this.separated({
      item: () => this.SUBRULE(this.category),
      more: () => !this.atEnd(),
      starts: startsCategory,
      wanted: 'a category',
      end: '`}`',
      mayBeEmpty: true,
      mayTrail: true,
    });
    this.close(1, types.RightBrace, open);
    return this.ACTION(() => ({
      kind: 'set',
      span: this.spanFrom(open),
      items: items.filter((item) => item !== undefined),
    }));
  });

  protected readonly category = this.RULE('category', (): ast.SetItem | undefined =>
    this.OR([
      {
        ALT: () => {
          const name = this.CONSUME(types.Name);
          return this.ACTION(() => ({ kind: 'category', span: this.spanOf(name), value: name.image, quoted: false }));
        },
      },
      {
        ALT: () => {
          const text = this.string(this.CONSUME(types.String));
          return this.ACTION(() => ({ kind: 'category', span: text.span, value: text.value, quoted: true }));
        },
      },
      {
        ALT: () => {
          const dots = this.CONSUME(types.Range);
          return this.ACTION(() => ({ kind: 'open', span: this.spanOf(dots) }));
        },
      },
      {
        ALT: () => {
          const minus = this.OPTION(() => this.CONSUME(types.Minus));
          const digits = this.OPTION2(() => this.number(this.CONSUME(types.Number)));
          return this.ACTION(() => {
            if (!digits) return this.reportMissing('a number');
            const span = minus ? joinSpans(this.spanOf(minus), digits.span) : digits.span;
            return { kind: 'category', span, value: minus ? -digits.value : digits.value, quoted: false };
          });
        },
      },
    ]),
  );

  protected readonly gate = this.RULE('gate', (): ast.Expression => {
    const head = this.OR<GateHead>([
      ...openGates.map((gate, i) => ({ ALT: () => ({ word: this.consume(i, gate) }) })),
      {
        ALT: () => {
          const word = this.OR1(countedGates.map((gate, i) => ({ ALT: () => this.consume(i, gate) })));
          const count = this.SUBRULE(this.flat, { ARGS: [types.Band] });
          const margin = this.OPTION(() => {
            const sign = this.CONSUME(types.Band);
            const value = this.SUBRULE2(this.flat);
            this.ACTION(() => this.checkMargin(word, sign, value));
            return value;
          });
          this.expect(1, types.Of, ' of');
          return { word, count, ...(margin && { margin }) };
        },
      },
    ]);
    const listing = this.SUBRULE(this.listing);
    const { word } = head;
    return this.ACTION(() => ({
      kind: 'gate',
      ...head,
      span: joinSpans(this.spanOf(word), listing.span),
      gate: gateWord(word),
      word: this.spanOf(word),
      listing,
    }));
  });

  protected readonly listing = this.RULE('listing', (): ast.Expression =>
    this.OR<ast.Expression>([
      {
        IGNORE_AMBIGUITIES: true,
        ALT: () => {
          const open = this.CONSUME(types.LeftParenthesis);
          const members = this.SUBRULE(this.members, { ARGS: [types.RightParenthesis] });
          this.close(1, types.RightParenthesis, open);
          return this.ACTION(() => ({ kind: 'list', span: this.spanFrom(open), members }));
        },
      },
      { ALT: () => this.SUBRULE(this.postfix) },
    ]),
  );

  /** The setting that `name` names or nearly names. */
  protected setting<S extends string>(name: IToken | undefined, allowed: readonly S[]): S | undefined {
    const exact = allowed.find((word) => word === name?.image);
    if (exact) return exact;
    const near = name && allowed.find((word) => word === nearest(name.image, allowed));
    const { span, found } = name ? { span: this.spanOf(name), found: describe(name) } : this.place();
    const fixes = near ? [{ title: `write \`${near}\``, safe: false, edits: [{ span, text: near }] }] : [];
    this.fail(diagnostic('R0021', span, { found, settings: allowed }, { fixes }));
    return near;
  }

  private infixOf(sign: IToken): FlatOperator {
    const operator = infixes.get(sign.tokenType);
    if (operator !== undefined) return { operator, span: this.spanOf(sign) };
    this.respell(sign, '==');
    return { operator: '==', span: this.spanOf(sign) };
  }

  private checkMargin(gate: IToken, sign: IToken, margin: ast.Expression): void {
    if (gate.tokenType !== types.Exactly && gate.tokenType !== types.AllBut) return;
    const span = joinSpans(this.spanOf(sign), margin.span);
    const cut = { ...span, start: this.source.text.slice(0, span.start).trimEnd().length };
    const fixes = [{ title: 'remove the margin', safe: false, edits: [{ span: cut, text: '' }] }];
    this.fail(diagnostic('R0016', span, { gate: gateWord(gate) }, { fixes }));
  }
}

const infixes = new Map<TokenType, FlatOperator['operator']>([
  [types.Implies, '=>'],
  [types.Or, 'or'],
  [types.Xor, 'xor'],
  [types.And, 'and'],
  [types.Band, '+-'],
  [types.LessEqual, '<='],
  [types.Less, '<'],
  [types.GreaterEqual, '>='],
  [types.Greater, '>'],
  [types.Equal, '=='],
  [types.NotEqual, '!='],
  [types.In, 'in'],
  [types.Plus, '+'],
  [types.Minus, '-'],
  [types.Star, '*'],
  [types.Slash, '/'],
  [types.Power, '^'],
]);

const gateWords = new Map<TokenType, ast.GateWord>([
  [types.AllOf, 'all of'],
  [types.AnyOf, 'any of'],
  [types.NoneOf, 'none of'],
  [types.AtLeast, 'at least'],
  [types.AtMost, 'at most'],
  [types.Exactly, 'exactly'],
  [types.AllBut, 'all but'],
]);

function gateWord(token: IToken): ast.GateWord {
  const word = gateWords.get(token.tokenType);
  if (word === undefined) throw new Error(`${token.image} opens no gate`);
  return word;
}

function startsMember(token: IToken): boolean {
  return !noMember.has(token.tokenType);
}

function startsCategory(token: IToken): boolean {
  return categoryTypes.has(token.tokenType);
}
