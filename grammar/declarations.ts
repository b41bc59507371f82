import type { IToken } from 'chevrotain';
import { diagnostic, type Diagnostic } from '../src/base/diagnostic.ts';
import type { Source, Span } from '../src/base/source.ts';
import type * as ast from './ast.ts';
import { ExpressionParser } from './expressions.ts';
import { describe } from './tolerant.ts';
import { kinds, opensDeclaration, types } from './lexer.ts';

const defaults = ['width', 'gain'] as const;

/** The declarations of a file; comments and what was repaired before are put in by `parse`. */
export interface ParsedFile {
  readonly declarations: readonly ast.Declaration[];
  /** The syntax error of each declaration, where it has one. */
  readonly failures: readonly (Diagnostic | undefined)[];
  /** Operators that are spelt as in another language. */
  readonly spellings: readonly Diagnostic[];
}

/** A file and its declarations (LANGUAGE section 2, `file` and `decl`). */
export class DeclarationParser extends ExpressionParser {
  private failures: (Diagnostic | undefined)[] = [];

  constructor() {
    super();
    this.performSelfAnalysis();
  }

  /** What the tokens of `source` say. Any list of tokens gives a tree. */
  parse(source: Source, tokens: IToken[]): ParsedFile {
    this.begin(source, tokens);
    this.failures = [];
    const declarations = this.file();
    return { declarations, failures: this.failures, spellings: this.spellings };
  }

  private readonly file = this.RULE('file', (): ast.Declaration[] => {
    const declarations: ast.Declaration[] = [];
    this.MANY(() => {
      declarations.push(this.SUBRULE(this.declaration));
    });
    return declarations;
  });

  private readonly declaration = this.RULE('declaration', (): ast.Declaration => {
    const first = this.ACTION(() => {
      this.beginDeclaration();
      return this.LA(1);
    });
    const made = this.OR<ast.Declaration>([
      { ALT: () => this.SUBRULE(this.inputDeclaration) },
      { ALT: () => this.SUBRULE(this.letDeclaration) },
      { ALT: () => this.SUBRULE(this.regionDeclaration) },
      { ALT: () => this.SUBRULE(this.frozenDeclaration) },
      { ALT: () => this.SUBRULE(this.outputDeclaration) },
      { ALT: () => this.SUBRULE(this.classDeclaration) },
      { ALT: () => this.SUBRULE(this.defaultDeclaration) },
      { ALT: () => this.SUBRULE(this.checkDeclaration) },
      { ALT: () => this.SUBRULE(this.importDeclaration) },
      { GATE: () => this.definesName(), ALT: () => this.SUBRULE(this.wordless), IGNORE_AMBIGUITIES: true },
      { ALT: () => this.SUBRULE(this.noDeclaration) },
    ]);
    const stray: IToken[] = [];
    this.MANY({
      GATE: () => !this.definesName(),
      DEF: () => {
        stray.push(this.CONSUME(kinds.Inner));
      },
    });
    return this.ACTION(() => this.finish(made, first, stray));
  });

  /** `x = ...` on a line of its own: what it declares is known though its word is not. */
  private readonly wordless = this.RULE('wordless', (): ast.Declaration => {
    this.ACTION(() => {
      const next = this.LA(1);
      this.fail(diagnostic('R0004', this.spanOf(next), { found: describe(next) }));
    });
    const definition = this.SUBRULE(this.definition);
    return this.ACTION(() =>
      definition ? { kind: 'let', span: this.here(), broken: false, ...definition } : this.nothing(),
    );
  });

  private readonly noDeclaration = this.RULE('noDeclaration', (): ast.Declaration => {
    const text: IToken[] = [];
    this.AT_LEAST_ONE({
      GATE: () => text.length === 0 || !this.definesName(),
      DEF: () => {
        text.push(this.CONSUME(kinds.Inner));
      },
    });
    return this.ACTION(() => {
      const [first] = text;
      if (first) this.fail(diagnostic('R0004', this.spanOf(first, text.at(-1)), { found: describe(first) }));
      return this.nothing();
    });
  });

  private readonly inputDeclaration = this.RULE('inputDeclaration', (): ast.Declaration => {
    const word = this.CONSUME(types.Input);
    const variables = this.separated({
      item: () => this.SUBRULE(this.variable),
      more: () => this.nextIs(types.Comma) || this.nextIs(types.Name),
      starts: isName,
      wanted: 'a name',
      end: '`in`',
      mayBeEmpty: false,
      mayTrail: false,
    });
    this.expect(1, types.In, ' in');
    const domain = this.SUBRULE(this.postfix);
    const column = this.SUBRULE(this.column);
    const columns = this.OPTION({
      GATE: () => this.nextIsWord('columns'),
      DEF: () => {
        this.CONSUME(types.Name);
        const first = this.SUBRULE(this.text);
        this.expect(2, types.Range, ' ..');
        const last = this.SUBRULE2(this.text);
        return this.ACTION(() => first && last && { first, last });
      },
    });
    return this.ACTION(() => ({
      kind: 'input',
      span: this.spanFrom(word),
      broken: false,
      variables: variables.filter((variable) => variable !== undefined),
      domain,
      ...(column && { column }),
      ...(columns && { columns }),
    }));
  });

  private readonly variable = this.RULE('variable', (): ast.InputVariable | undefined => {
    const name = this.SUBRULE(this.name);
    const size = this.OPTION(() => {
      const open = this.CONSUME(types.LeftBracket);
      this.ACTION(() => this.open(types.RightBracket));
      const count = this.SUBRULE(this.flat);
      this.close(1, types.RightBracket, open);
      return count;
    });
    return this.ACTION(() => name && { name, ...(size && { size }) });
  });

  private readonly letDeclaration = this.RULE('letDeclaration', (): ast.Declaration => {
    const word = this.CONSUME(types.Let);
    const definition = this.SUBRULE(this.definition);
    return this.ACTION(() =>
      definition ? { kind: 'let', span: this.spanFrom(word), broken: false, ...definition } : this.nothing(),
    );
  });

  private readonly regionDeclaration = this.RULE('regionDeclaration', (): ast.Declaration => {
    const word = this.CONSUME(types.Region);
    const definition = this.SUBRULE(this.definition);
    return this.ACTION(() =>
      definition
        ? { kind: 'region', frozen: false, span: this.spanFrom(word), broken: false, ...definition }
        : this.nothing(),
    );
  });

  private readonly frozenDeclaration = this.RULE('frozenDeclaration', (): ast.Declaration => {
    const word = this.CONSUME(types.Frozen);
    this.ACTION(() => {
      const next = this.LA(1);
      if (opensDeclaration(next) && !this.nextIs(types.Region))
        this.fail(diagnostic('R0020', this.spanOf(word), { found: describe(next) }));
    });
    // Another declaration after `frozen` is read for itself; a name alone is taken for a region's.
    const isRegion = (): boolean => this.nextIs(types.Region) || this.nextIs(types.Name);
    const definition = this.OR([
      {
        GATE: isRegion,
        ALT: () => {
          this.expect(1, types.Region, ' region');
          return this.SUBRULE(this.definition);
        },
      },
      {
        ALT: () => {
          this.ACTION(() => this.failure ?? this.reportMissing('`region`', ' region'));
          return undefined;
        },
      },
    ]);
    return this.ACTION(() =>
      definition
        ? { kind: 'region', frozen: true, span: this.spanFrom(word), broken: false, ...definition }
        : this.nothing(),
    );
  });

  private readonly definition = this.RULE(
    'definition',
    (): Pick<ast.LetDeclaration, 'name' | 'parameters' | 'value'> | undefined => {
      const name = this.SUBRULE(this.name);
      const parameters = this.OPTION(() => this.SUBRULE(this.parameters));
      this.expect(1, types.Define, ' =');
      const value = this.SUBRULE(this.expression);
      return this.ACTION(() => name && { name, ...(parameters && { parameters }), value });
    },
  );

  private readonly parameters = this.RULE('parameters', (): ast.Parameter[] => {
    const open = this.CONSUME(types.LeftParenthesis);
    this.ACTION(() => this.open(types.RightParenthesis));
    const found = this.separated({
      item: () => this.SUBRULE(this.parameter),
      more: () => !this.atEnd() && !this.nextIs(types.Define),
      starts: isName,
      wanted: 'a parameter name',
      end: '`)`',
      mayBeEmpty: true,
      mayTrail: false,
    });
    this.close(1, types.RightParenthesis, open);
    return this.ACTION(() => found.filter((parameter) => parameter !== undefined));
  });

  private readonly parameter = this.RULE('parameter', (): ast.Parameter | undefined => {
    const name = this.SUBRULE(this.name);
    const value = this.OPTION(() => {
      this.CONSUME(types.Define);
      return this.SUBRULE(this.flat, { ARGS: [types.Define] });
    });
    return this.ACTION(() => name && { name, ...(value && { default: value }) });
  });

  private readonly outputDeclaration = this.RULE('outputDeclaration', (): ast.Declaration => {
    const word = this.CONSUME(types.Output);
    const name = this.SUBRULE(this.name);
    const column = this.SUBRULE(this.column);
    this.expect(1, types.Define, ' =');
    const value = this.SUBRULE(this.expression);
    return this.ACTION(() =>
      name
        ? { kind: 'output', span: this.spanFrom(word), broken: false, name, ...(column && { column }), value }
        : this.nothing(),
    );
  });

  private readonly classDeclaration = this.RULE('classDeclaration', (): ast.Declaration => {
    const word = this.CONSUME(types.Class);
    const name = this.SUBRULE(this.name);
    const label = this.OPTION({
      GATE: () => this.nextIsWord('label'),
      DEF: () => {
        this.CONSUME(types.Name);
        return this.SUBRULE(this.label);
      },
    });
    this.expect(1, types.Define, ' =');
    const value = this.SUBRULE(this.classValue);
    return this.ACTION(() =>
      name
        ? { kind: 'class', span: this.spanFrom(word), broken: false, name, ...(label && { label }), value }
        : this.nothing(),
    );
  });

  private readonly classValue = this.RULE('classValue', (): ast.ClassDeclaration['value'] =>
    this.OR<ast.ClassDeclaration['value']>([
      {
        ALT: () => {
          const word = this.CONSUME(types.Otherwise);
          return this.ACTION(() => ({ kind: 'otherwise', span: this.spanFrom(word) }));
        },
      },
      {
        ALT: () => {
          const value = this.SUBRULE(this.expression);
          return this.ACTION(() => (isUnknown(value) ? { kind: 'unknown', span: value.span } : value));
        },
      },
    ]),
  );

  private readonly label = this.RULE('label', (): ast.StringLiteral | ast.NumberLiteral | undefined =>
    this.OR([
      { ALT: () => this.string(this.CONSUME(types.String)) },
      { ALT: () => this.number(this.CONSUME(types.Number)) },
      { ALT: () => this.ACTION(() => this.reportMissing('a text in quotes or a number')) },
    ]),
  );

  private readonly defaultDeclaration = this.RULE('defaultDeclaration', (): ast.Declaration => {
    const word = this.CONSUME(types.Default);
    const name = this.OPTION(() => this.CONSUME(types.Name));
    const setting = this.ACTION(() => this.setting(name, defaults));
    const value = this.SUBRULE(this.flat);
    return this.ACTION(() =>
      setting ? { kind: 'default', span: this.spanFrom(word), broken: false, setting, value } : this.nothing(),
    );
  });

  private readonly checkDeclaration = this.RULE('checkDeclaration', (): ast.Declaration => {
    const word = this.CONSUME(types.Check);
    const claim = this.SUBRULE(this.member);
    return this.ACTION(() => ({ kind: 'check', span: this.spanFrom(word), broken: false, claim }));
  });

  private readonly importDeclaration = this.RULE('importDeclaration', (): ast.Declaration => {
    const word = this.CONSUME(types.Import);
    const path = this.SUBRULE(this.text);
    const alias = this.OPTION(() => {
      this.CONSUME(types.As);
      return this.SUBRULE(this.name);
    });
    return this.ACTION(() =>
      path
        ? { kind: 'import', span: this.spanFrom(word), broken: false, path, ...(alias && { alias }) }
        : this.nothing(),
    );
  });

  private readonly column = this.RULE('column', (): ast.StringLiteral | undefined =>
    this.OPTION({
      GATE: () => this.nextIsWord('column'),
      DEF: () => {
        this.CONSUME(types.Name);
        return this.SUBRULE(this.text);
      },
    }),
  );

  /** The declaration with its whole extent, what cannot belong to it included. */
  private finish(made: ast.Declaration, first: IToken, stray: readonly IToken[]): ast.Declaration {
    const [from] = stray;
    if (from) this.fail(diagnostic('R0003', this.spanOf(from, stray.at(-1)), { found: describe(from) }));
    this.failures.push(this.endDeclaration());
    return { ...made, span: this.spanFrom(first) };
  }

  /** `declaration` sets the span of what it reads. */
  private here(): Span {
    return { file: this.source.path, start: this.lastEnd(), end: this.lastEnd() };
  }

  private nothing(): ast.BrokenDeclaration {
    return { kind: 'broken', span: this.here(), broken: true };
  }
}

/** The word that ends up as the class nobody can describe: `unknown` alone. */
function isUnknown(value: ast.Expression): boolean {
  return value.kind === 'name' && value.name.text === 'unknown' && value.module === undefined;
}

function isName(token: IToken): boolean {
  return token.tokenType === types.Name;
}
