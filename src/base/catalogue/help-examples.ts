// Made from test/diagnostics by `npm run generate`.
import type { HelpExample } from './help-example.ts';

/** By code: the smallest input that gives it, and what is said of that. */
export const helpExamples: Readonly<Record<string, HelpExample>> = {
  R0001: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 40]\nregion warm = any of (x >= 20, y >= 25',
    },
    message: 'error R0001: expected `)`, found the end of the file',
    mended: 'input x, y in [0, 40]\nregion warm = any of (x >= 20, y >= 25)',
  },
  R0002: {
    command: 'check main.region',
    files: {
      'main.region': 'region warm = x >=',
    },
    message: 'error R0002: expected an expression, found the end of the file',
  },
  R0003: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 40]\nregion warm = x >= 20 y >= 25',
    },
    message: 'error R0003: `y` cannot follow here; conditions are joined by `and` or `or`',
    mended: 'input x, y in [0, 40]\nregion warm = x >= 20 and y >= 25',
  },
  R0004: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 40]\nwarm = x >= 20',
    },
    message:
      'error R0004: `warm` starts no declaration; a declaration starts with `input`, `let`, `region`, `output`, `class`, `default`, `check` or `import`',
    mended: 'input x in [0, 40]\nregion warm = x >= 20',
  },
  R0005: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 40]\nregoin warm = x >= 20',
    },
    message: 'error R0005: `regoin` cannot stand here; did you mean `region`?',
    mended: 'input x in [0, 40]\nregion warm = x >= 20',
  },
  R0006: {
    command: 'check main.region',
    files: {
      'main.region': 'input class in [0, 1]',
    },
    message: 'error R0006: `class` is a word of the language and cannot be a name',
    mended: 'input class_ in [0, 1]',
  },
  R0007: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 40]\nregion warm = x >= 20 && y >= 25',
    },
    message: 'error R0007: `&&` is written `and` here',
    mended: 'input x, y in [0, 40]\nregion warm = x >= 20 and y >= 25',
  },
  R0008: {
    command: 'check main.region',
    files: {
      'main.region': 'default width .5',
    },
    message: 'error R0008: a number has digits on both sides of its point: `0.5`, not `.5`',
    mended: 'default width 0.5',
  },
  R0009: {
    command: 'check main.region',
    files: {
      'main.region': 'let far = 1e999',
    },
    message: 'error R0009: `1e999` is past the largest number there is, about 1.8e308',
  },
  R0010: {
    command: 'check main.region',
    files: {
      'main.region': 'default width 5 %',
    },
    message: 'error R0010: the percent sign follows its number at once: `5%`, not `5 %`',
    mended: 'default width 5%',
  },
  R0011: {
    command: 'check main.region',
    files: {
      'main.region': 'let one = 1;',
    },
    message: 'error R0011: `;` has no meaning in this language',
    mended: 'let one = 1',
  },
  R0012: {
    command: 'check main.region',
    files: {
      'main.region': 'import "shapes.region',
      'shapes.region': 'let unit = 1',
    },
    message: 'error R0012: this quote is not closed on its line',
    mended: 'import "shapes.region"',
  },
  R0013: {
    command: 'check main.region',
    files: {
      'main.region': 'input s in {"a\\d"}',
    },
    message: 'error R0013: `\\d` is no escape; expected `\\"`, `\\\\`, `\\n`, `\\t` or `\\u{hex}`',
    mended: 'input s in {"a\\\\d"}',
  },
  R0014: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 40]\nregion warm = 3x >= 20',
    },
    message: 'error R0014: `3x` is no number and no name; a product is written `3*x`',
    mended: 'input x in [0, 40]\nregion warm = 3*x >= 20',
  },
  R0015: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 40]\nregion warm = x >= 20 +- 1 + 2',
    },
    message: 'error R0015: `+- t` closes a comparison; `+` cannot follow it without parentheses',
    mended: 'input x in [0, 40]\nregion warm = x >= 20 +- (1 + 2)',
  },
  R0016: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 40]\nlet signs = [x >= 20, y >= 20]\nregion warm = exactly 2 +- 0.1 of signs',
    },
    message: 'error R0016: `exactly` takes no margin; `at least` and `at most` do',
    mended: 'input x, y in [0, 40]\nlet signs = [x >= 20, y >= 20]\nregion warm = exactly 2 of signs',
  },
  R0017: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 40]\nregion warm = 20 <= x > y',
    },
    message: 'error R0017: `<=` and `>` do not chain; a chain runs one way, such as `0 <= x < 1`',
    mended: 'input x, y in [0, 40]\nregion warm = 20 <= x and x > y',
  },
  R0018: {
    command: 'check main.region',
    files: {
      'main.region':
        'input x in [0, 40]\nregion a = x >= 10\nregion b = x >= 20\nregion c = x >= 30\nregion warm = a => b => c',
    },
    message: 'error R0018: `a => b => c` can be read in two ways; put one of the two in parentheses',
    mended:
      'input x in [0, 40]\nregion a = x >= 10\nregion b = x >= 20\nregion c = x >= 30\nregion warm = a => (b => c)',
  },
  R0019: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 40]\nregion a = x >= 10\nregion b = x >= 20\nregion warm = any of (2 * not a, b)',
    },
    message: 'error R0019: after `*` a `not` needs parentheses',
    mended: 'input x in [0, 40]\nregion a = x >= 10\nregion b = x >= 20\nregion warm = any of (2 * (not a), b)',
  },
  R0020: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 30]\nfrozen output warm = x >= 20',
    },
    message: 'error R0020: `frozen` stands before `region` only, found `output`',
    mended: 'input x in [0, 30]\noutput warm = x >= 20',
  },
  R0021: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 40]\nregion warm = x >= 20 with gian 3',
    },
    message: 'error R0021: expected `gain`, `bias`, `threshold` or `width`, found `gian`',
    mended: 'input x in [0, 40]\nregion warm = x >= 20 with gain 3',
  },
  R0022: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 40]\noutput warm = x >= 20 /// in degrees',
    },
    message: 'warning R0022: no declaration follows this `///`, so it documents nothing',
    mended: 'input x in [0, 40]\noutput warm = x >= 20 // in degrees',
  },
  R0101: {
    command: 'check main.region',
    files: {
      'main.region': 'input speed, load in [0, 10]\noutput r = speed + laod >= 1',
    },
    message: 'error R0101: nothing here is called `laod`; did you mean `load`?',
    mended: 'input speed, load in [0, 10]\noutput r = speed + load >= 1',
  },
  R0102: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet x = 3\noutput r = x + y >= 1',
    },
    message:
      'error R0102: `x` is declared twice; a file has one namespace for inputs, lets, regions, outputs and classes',
  },
  R0103: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet a = b + 1\nlet b = 2*a\noutput r = x + y >= a',
    },
    message: 'error R0103: these are defined in a circle: `a` -> `b` -> `a`',
  },
  R0104: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet f(n) = n + f(n)\noutput r = x + y >= 1',
    },
    message: 'error R0104: a function cannot call itself, nor through others: `f` -> `f`',
  },
  R0105: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nclass a = x + y >= 1',
    },
    message: 'error R0105: `a` is the only class; a classifier needs at least two',
    mended: 'input x, y in [0, 10]\nclass a = x + y >= 1\nclass other = otherwise',
  },
  R0106: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nclass a = x + y >= 1\nclass b = otherwise\nclass c = otherwise',
    },
    message: 'error R0106: only one class can be `otherwise`',
  },
  R0107: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nclass a = x + y >= 1\nclass b = otherwise\noutput c = x >= 2',
    },
    message: 'error R0107: a file has either outputs or classes, this one has both',
  },
  R0108: {
    command: 'check main.region',
    files: {
      'main.region':
        'input x, y in [0, 10]\nlet scale = 2\nlet twice(scale) = 2*scale\noutput r = twice(x) + y >= scale',
    },
  },
  R0109: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\ninput z in [0, 1]\noutput r = x + y >= 1',
    },
  },
  R0110: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet limit = 3\noutput r = x + y >= 1',
    },
  },
  R0111: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet f(p, q) = 2*p\noutput r = f(x, 1) + y >= 1',
    },
  },
  R0112: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 1]\ninput s in {a, b}\nregion a = x >= 0.5\noutput r = s == a or a',
    },
  },
  R0120: {
    command: 'check main.region',
    files: {
      'main.region': 'import "lib.region"\ninput x, y in [0, 10]\noutput r = x + y >= 1',
    },
    message: 'error R0120: there is no file `lib.region` to import; its path counts from the folder of this file',
  },
  R0121: {
    command: 'check main.region',
    files: {
      'main.region': 'import "a.region"\ninput x, y in [0, 10]\noutput r = x + y >= limit',
      'a.region': 'import "main.region"\nlet limit = 1',
    },
    message: 'error R0121: files import each other: main.region -> a.region -> main.region',
  },
  R0122: {
    command: 'check main.region',
    files: {
      'main.region': 'import "a.region"\ninput x, y in [0, 10]\noutput r = x + y >= limit',
      'a.region': 'let limit = 1/0',
    },
    message: 'error R0122: `a.region` has errors: `1/0` divides by 0',
  },
  R0123: {
    command: 'check main.region',
    files: {
      'main.region': 'import "a.region"\ninput x, y in [0, 10]\nlet limit = 2\noutput r = x + y >= limit',
      'a.region': 'let limit = 1',
    },
    message:
      'error R0123: `a.region` declares `limit`, and so does this file; give the import a name of its own: `as a`',
    mended: 'import "a.region" as a\ninput x, y in [0, 10]\nlet limit = 2\noutput r = x + y >= limit',
  },
  R0124: {
    command: 'check main.region',
    files: {
      'main.region': 'import "a.region"\ninput x, y in [0, 10]\noutput r = far and x + y >= 1',
      'a.region': 'input x in [0, 5]\nregion far = x >= 3',
    },
    message:
      'error R0124: the input `x` is declared `x in [0, 10]` here and `x in [0, 5]` there; inputs of one name are one and the same, so both must agree',
  },
  R0125: {
    command: 'check main.region',
    files: {
      'main.region': 'import "../a.region"\ninput x, y in [0, 10]\noutput r = x + y >= 1',
    },
    message: "error R0125: `../a.region` lies outside the project's folder; allow it with `--allow-outside`",
  },
  R0126: {
    command: 'check main.region --limit imports=1',
    files: {
      'main.region': 'import "a.region"\nimport "b.region"\ninput x, y in [0, 10]\noutput r = x + y >= one + two',
      'a.region': 'let one = 1',
      'b.region': 'let two = 2',
    },
    message:
      'error R0126: more than 1 file is imported, directly and through others; that is the limit (`--limit imports=...`)',
  },
  R0201: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = norm(x) + y <= 2',
    },
    message: 'error R0201: `norm` takes a vector, `x` is a number',
    mended: 'input x, y in [0, 10]\noutput r = abs(x) + y <= 2',
  },
  R0202: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y',
    },
    message:
      'error R0202: `output r` needs a region, `x + y` is a number; a comparison such as `x + y >= 10` makes one',
    mended: 'input x, y in [0, 10]\noutput r = x + y >= 10',
  },
  R0203: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = ball(center: [1, 2, 3], radius: 2)',
    },
    message:
      'error R0203: `center` of `ball` has 3 numbers, the file has 2 inputs; say which ones are meant with `over: [x, y]`',
  },
  R0204: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nregion a = x >= 1\nregion b = y >= 1\noutput r = a + b >= 2',
    },
    message: 'error R0204: `a` is a region and cannot be added; to count regions write `at least 2 of (...)`',
    mended: 'input x, y in [0, 10]\nregion a = x >= 1\nregion b = y >= 1\noutput r = at least 2 of (a, b)',
  },
  R0205: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nregion a = x + y >= 1\noutput r = a >= 1',
    },
    message: 'error R0205: `a` is a region, it holds or not, so there is nothing to compare: write `a`',
    mended: 'input x, y in [0, 10]\nregion a = x + y >= 1\noutput r = a',
  },
  R0206: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet a = x + y >= 5\noutput r = a and x >= 2',
    },
    message: 'error R0206: `a` is a region: declare it with `region`, `let` names numbers, vectors and lists',
    mended: 'input x, y in [0, 10]\nregion a = x + y >= 5\noutput r = a and x >= 2',
  },
  R0207: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet signs = [x >= 1, y >= 1]\noutput r = signs and x >= 2',
    },
    message:
      'error R0207: `and` needs one region, `signs` is a list; say how many must hold: `all of`, `any of`, `at least 2 of`',
    mended: 'input x, y in [0, 10]\nlet signs = [x >= 1, y >= 1]\noutput r = all of signs and x >= 2',
  },
  R0208: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y == 3',
    },
    message: 'error R0208: `==` between real numbers has no width; write `x + y in [2.9, 3.1]`',
    mended: 'input x, y in [0, 10]\noutput r = x + y in [2.9, 3.1]',
  },
  R0209: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet v = [1, 2] + [1, 2, 3]\noutput r = x + y >= v[1]',
    },
    message: 'error R0209: a vector of 2 and a vector of 3 cannot be added',
  },
  R0210: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet v = [1, 2]\noutput r = x + y >= v[3]',
    },
    message: 'error R0210: `v` has the places 1 to 2, but no place 3',
  },
  R0211: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet v = [1, 2]\noutput r = x + y >= v[1.5]',
    },
    message: 'error R0211: an index must be a whole number, this is 1.5',
  },
  R0212: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = at least x of (x >= 1, y >= 2)',
    },
    message: 'error R0212: the count of a gate must be a constant, `x` depends on the inputs',
  },
  R0213: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = any of (for i in 1..3 if 1: x + y >= i)',
    },
    message: 'error R0213: `if` after `for` takes a comparison of constants, such as `i != 4`; this is `1`',
  },
  R0214: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = at least 3 of (x >= 1, y >= 2)',
    },
    message: 'error R0214: 3 can never be reached: the 2 members weigh 2 in all',
    mended: 'input x, y in [0, 10]\noutput r = at least 2 of (x >= 1, y >= 2)',
  },
  R0215: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x >= 1 xor y >= 2 xor x + y >= 4',
    },
    message: 'warning R0215: `xor` of 3 holds for an odd number of them; for just one write `exactly 1 of (...)`',
    mended: 'input x, y in [0, 10]\noutput r = exactly 1 of (x >= 1, y >= 2, x + y >= 4)',
  },
  R0216: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x >= 5 or exactly 0 of (x >= 1, y >= 2)',
    },
    message: 'warning R0216: `exactly 0 of` is `none of`',
    mended: 'input x, y in [0, 10]\noutput r = x >= 5 or none of (x >= 1, y >= 2)',
  },
  R0217: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 3 +- 5%',
    },
    message: 'error R0217: a band is stated in the units of what is compared, not as a percentage',
    mended: 'input x, y in [0, 10]\noutput r = (x + y >= 3 with width 5%)',
  },
  R0218: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = ball(centre: [1, 2], radius: 2)',
    },
    message: 'error R0218: `ball` has no `centre`; did you mean `center`?',
    mended: 'input x, y in [0, 10]\noutput r = ball(center: [1, 2], radius: 2)',
  },
  R0219: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = ball(center: [1, 2], center: [1, 2], radius: 2)',
    },
    message: 'error R0219: `ball` gets `center` twice',
  },
  R0220: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = ball(center: [1, 2])',
    },
    message: 'error R0220: `ball` still needs `radius`',
  },
  R0221: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet f(p) = norm(p)\noutput r = f(x, y) >= 8',
    },
    message: 'error R0221: `f` takes `p`, 2 are given',
    mended: 'input x, y in [0, 10]\nlet f(p) = norm(p)\noutput r = f([x, y]) >= 8',
  },
  R0222: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = ball(center: [1, 2], 2)',
    },
    message: 'error R0222: in a call of `ball` arguments without a name stand before those with one',
    mended: 'input x, y in [0, 10]\noutput r = ball(center: [1, 2], radius: 2)',
  },
  R0223: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1 or any of (for i in 3..1: x >= i)',
    },
    message: 'warning R0223: `any of` an empty list never holds',
  },
  R0224: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet mixed = [x, y >= 1]\noutput r = x + y >= mixed[1]',
    },
    message: 'error R0224: the elements of a list are of one kind, here are a number and a region',
  },
  R0225: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y in [3, 1]',
    },
    message: 'error R0225: an interval runs from the smaller to the larger number, this one from 3 to 1',
    mended: 'input x, y in [0, 10]\noutput r = x + y in [1, 3]',
  },
  R0226: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1/0',
    },
    message: 'error R0226: `1/0` divides by 0',
  },
  R0227: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nregion a = x >= 1\nregion b = y >= 1\noutput r = at least 3 of (a*2, b)',
    },
    message: 'error R0227: a weight stands before its region: `a*2` has it behind',
    mended: 'input x, y in [0, 10]\nregion a = x >= 1\nregion b = y >= 1\noutput r = at least 3 of (2*a, b)',
  },
  R0228: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nregion a = x >= 1\nregion b = y >= 1\noutput r = at least 1 of (-2*a, b)',
    },
    message: 'error R0228: a weight is above 0, this is -2; to count against write `2*(not ...)`',
    mended: 'input x, y in [0, 10]\nregion a = x >= 1\nregion b = y >= 1\noutput r = at least 1 of (2*(not a), b)',
  },
  R0229: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nregion a = x + y >= 1\noutput r = 2*a',
    },
    message: 'error R0229: `2*a` has a weight, which only a member of a gate or list can have',
  },
  R0230: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet f(p) = 2*p\noutput r = x + y >= f',
    },
    message: 'error R0230: `f` is a function: call it, `f(...)`',
  },
  R0231: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nlet f = 2\noutput r = x + y >= f(1)',
    },
    message: 'error R0231: `f` takes no arguments',
  },
  R0232: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= sqrt(-1)',
    },
    message: 'error R0232: `sqrt(-1)` is no finite number',
  },
  R0233: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0]\noutput r = x >= 1',
    },
    message: 'error R0233: the range of an input is two constants, `in [0, 8]`; this is `[0]`',
  },
  R0234: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10] column "a"\noutput r = x + y >= 1',
    },
    message: 'error R0234: `column "a"` goes with one input; declare each by itself to give it a column',
    mended: 'input x, y in [0, 10]\noutput r = x + y >= 1',
  },
  R0235: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1 and all of ()',
    },
    message: 'error R0235: a gate needs members between its parentheses',
  },
  R0236: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\ninput s in {red, green, blue}\noutput r = s == gren and x + y >= 1',
    },
    message: 'error R0236: `s` has no category `gren`; did you mean `green`?',
    mended: 'input x, y in [0, 10]\ninput s in {red, green, blue}\noutput r = s == green and x + y >= 1',
  },
  R0237: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\ninput s in {a, b, c}\ninput t in {d, e}\noutput r = s == t and x + y >= 1',
    },
    message: 'error R0237: `s` and `t` have no category in common, so they are never equal',
  },
  R0238: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\ninput s in {a, b, c}\noutput r = s in {a, ..} and x + y >= 1',
    },
    message:
      'error R0238: `..` stands for any other value in the declaration of an input; here name the categories that you mean',
    mended: 'input x, y in [0, 10]\ninput s in {a, b, c}\noutput r = s in {a} and x + y >= 1',
  },
  R0239: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\ninput s in {a, b, c}\noutput r = s >= b and x + y >= 1',
    },
    message: 'error R0239: the categories of `s` have no order; name those that you mean: `s in {b, c}`',
    mended: 'input x, y in [0, 10]\ninput s in {a, b, c}\noutput r = s in {b, c} and x + y >= 1',
  },
  R0240: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x/y >= 2',
    },
    message:
      'error R0240: `x/y` is not linear or quadratic in the inputs; compare without the division: `x/y >= 2` is `x >= 2*y` where y > 0, or add a data column that holds it',
  },
  R0241: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = norm([x, y]) <= x',
    },
    message:
      'error R0241: a norm compares with a constant, in `norm([x, y]) <= x` the other side depends on the inputs',
  },
  R0242: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nregion a = x + y >= 1\noutput r = a +- 0.1',
    },
    message: 'error R0242: `+-` closes a comparison, such as `x >= 2 +- 0.1`; `a +- 0.1` compares nothing',
    mended: 'input x, y in [0, 10]\nregion a = x + y >= 1\noutput r = a',
  },
  R0243: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\ninput s in {a, b, c}\noutput r = s in ["a", "b"] and x + y >= 1',
    },
    message: 'error R0243: `in` after `s` takes categories in braces, `{a, c}`; this is a list of categories',
    mended: 'input x, y in [0, 10]\ninput s in {a, b, c}\noutput r = s in {"a", "b"} and x + y >= 1',
  },
  R0244: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\ninput s in {a, b, c}\noutput r = unlisted(s) and x + y >= 1',
    },
    message: 'error R0244: every cell of `s` is one of its categories; add `..` to its set to allow others',
  },
  R0245: {
    command: 'check main.region',
    files: {
      'main.region': 'input s[3] in {a, c, g, t}\noutput r = all of match(s, 1, "a[c")',
    },
    message: 'error R0245: `a[c` is no pattern; it has a letter for each place, `.` for any, `[ct]` for one of several',
  },
  R0246: {
    command: 'check main.region',
    files: {
      'main.region': 'input s in {..}\noutput r = unlisted(s)',
    },
    message: 'error R0246: a set needs at least one category',
  },
  R0247: {
    command: 'check main.region',
    files: {
      'main.region': 'input s in {a, b, a}\noutput r = s == a',
    },
    message: 'error R0247: the category `a` stands in the set already',
    mended: 'input s in {a, b}\noutput r = s == a',
  },
  R0248: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 1] columns "a" .. "b"\noutput r = x >= 0.5',
    },
    message: 'error R0248: `columns "a" .. "b"` goes with one vector, `input v[8]`; a single input takes `column "a"`',
    mended: 'input x in [0, 1] column "a"\noutput r = x >= 0.5',
  },
  R0301: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x*y >= 1',
    },
    message:
      'error R0301: `x*y >= 1` is no ellipsoid: its form curves both ways (eigenvalues -0.5, 0.5); describe it by comparisons joined by `and`, `or`, or add a data column that holds it',
  },
  R0302: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x^2 <= y',
    },
    message:
      'error R0302: `x^2 <= y` is a parabola: it is straight in a direction in which it does not curve; approximate it by halfspaces or a large ellipse, or add a data column that holds it',
  },
  R0303: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x^2 + y^2 <= -1',
    },
    message: 'error R0303: `x^2 + y^2 <= -1` has no inside: its squared size would be -1',
  },
  R0304: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = ball(center: [1, 2], radius: 0)',
    },
    message: 'error R0304: `radius` must be above 0, this is 0',
  },
  R0305: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = gaussian(mean: [1, 2], sd: [1, 0])',
    },
    message: 'error R0305: `sd` must be above 0, this is 0',
  },
  R0306: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = gaussian(mean: [1, 2], sd: [1, 1], level: 1.5)',
    },
    message: 'error R0306: the level of a Gaussian lies between 0 and 1, this is 1.5',
  },
  R0307: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = gaussian(mean: [1, 2], cov: [[1, 2], [2, 1]])',
    },
    message: 'error R0307: the covariance gives some direction no spread: it is not positive definite',
  },
  R0308: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = box(lo: [1, 2], hi: [0, 3])',
    },
    message: 'error R0308: `lo` must be below `hi` in every place; in place 1 they are 1 and 0',
  },
  R0309: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = halfspace(normal: [0, 0], offset: 1)',
    },
    message: 'error R0309: the normal of a halfspace must not be all zeros',
  },
  R0310: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1 and 1 <= 2',
    },
    message: 'warning R0310: `1 <= 2` does not depend on the inputs: it always holds',
  },
  R0312: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = polygon([[1, 1], [3, 3], [3, 1], [1, 3]])',
    },
    message: 'error R0312: the polygon crosses or touches itself',
  },
  R0313: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = simplex([[1, 1], [3, 3]])',
    },
    message: 'error R0313: a simplex in 2 dimensions has 3 corners, this has 2',
  },
  R0320: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 10]\noutput late = x >= 7 and x <= 3',
    },
    message:
      'warning R0320: the output `late` is empty: no point within the ranges of the inputs lies in it; `x >= 7` and `x <= 3` exclude each other',
  },
  R0321: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 10]\noutput any_x = x >= 3 or x <= 7',
    },
    message:
      'warning R0321: the output `any_x` holds everywhere: every point within the ranges of the inputs lies in it',
  },
  R0322: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 10]\noutput late = x >= 3 and x >= 7',
    },
    message: 'warning R0322: `x >= 3` changes nothing here: wherever `x >= 7` holds, it holds too',
  },
  R0323: {
    command: 'check main.region',
    files: {
      'main.region':
        'input length in [0, 8]\ninput width in [0, 3]\nclass long = length >= 4.5\nclass wide = width >= 1.6\nclass small = otherwise',
    },
    message:
      'warning R0323: the classes `long` and `wide` overlap at length = 6.3, width = 2.3; expected each point in one class: there `long` is the answer, because it comes first',
  },
  R0324: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 3\nclass high = x >= 7',
    },
    message: 'warning R0324: no class holds at x = 5; expected each point in one class',
  },
  R0325: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 10]\nclass warm = x >= 3\nclass hot = x >= 7\nclass cold = otherwise',
    },
    message: 'warning R0325: the class `hot` is never the answer: wherever it holds, `warm` holds too and comes first',
  },
  R0326: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 5\nclass high = x >= 5',
    },
    message: 'info R0326: the classes `low` and `high` have a boundary in common, such as at x = 5, where `low` counts',
  },
  R0327: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 10]\noutput five = x >= 5 and x <= 5',
    },
    message: 'warning R0327: the output `five` has no inside: its parts only touch, at x = 5',
  },
  R0401: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\nregion a = x + y >= 1\noutput r = a with gain 3',
    },
    message:
      'error R0401: `with` does not reach into `a`: set it where the region is written, or make a gate of its own, `all of (a)`',
    mended: 'input x, y in [0, 10]\nregion a = x + y >= 1\noutput r = all of (a) with gain 3',
  },
  R0402: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1 with bias 1',
    },
    message: 'error R0402: `bias` is a setting of gates; a comparison or primitive takes `width` or `gain`',
    mended: 'input x, y in [0, 10]\noutput r = x + y >= 1',
  },
  R0403: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = exactly 1 of (x >= 1, y >= 2) with gain 3',
    },
    message: 'error R0403: `gain` cannot be set here: this form becomes several units; write out its parts to set each',
  },
  R0404: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 8 +- 1 with width 2',
    },
    message: 'error R0404: `+-` and `width` set the same thing; keep one',
    mended: 'input x, y in [0, 10]\noutput r = x + y >= 8 +- 1',
  },
  R0405: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1 with width 0',
    },
    message: 'error R0405: a width is a constant above 0, not `0`',
  },
  R0406: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = (x >= 1 and y >= 2) with bias x',
    },
    message: 'error R0406: a bias is a constant number, not `x`',
  },
  R0407: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\ndefault width 0.2\ndefault width 0.3\noutput r = x + y >= 1',
    },
    message: 'error R0407: a file has one `default`, of width or of gain; this is another',
    mended: 'input x, y in [0, 10]\ndefault width 0.2\n\noutput r = x + y >= 1',
  },
  R0408: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\ninput s in {a, b, c}\noutput r = (s == a with width 0.1) and x + y >= 1',
    },
    message: 'error R0408: a test of a category is sharp by itself: it takes no band, width or gain',
    mended: 'input x, y in [0, 10]\ninput s in {a, b, c}\noutput r = (s == a) and x + y >= 1',
  },
  R0450: {
    command: 'compile main.region --limit regionNodes=3',
    files: {
      'main.region': 'input x in [0, 9]\noutput p = x >= 1 xor x >= 5',
    },
    message:
      'error R0450: the gates up to this one have more than 3 members in all, which is the limit (`--limit regionNodes=...`); `xor` of n counts as n times n',
  },
  R0451: {
    command: 'compile main.region',
    files: {
      'main.region':
        'input x in [0, 9]\nregion inner = x >= 1\nfrozen region outer = inner and x <= 8\noutput p = not inner or outer',
    },
    message: 'info R0451: `inner` is frozen for all who use it, because frozen `outer` needs it',
  },
  R0452: {
    command: 'compile main.region',
    files: {
      'main.region': 'input x, y in [0, 9]\noutput p = (x >= 1 and y >= 1) with gain 3 with bias 1.5',
    },
    message:
      'warning R0452: with gain 3 and bias 1.5 this gate reaches 0.537 where 0.95 is needed; a gain of 9.159 would be enough',
  },
  R0453: {
    command: 'compile main.region',
    files: {
      'main.region': 'input x in [0, 9]\noutput p = gaussian(mean: [4], sd: 1) with gain 1',
    },
    message:
      'warning R0453: this Gaussian is so soft that its unit is not sure at any distance; nothing is promised of what uses it',
  },
  R0454: {
    command: 'compile main.region',
    files: {
      'main.region': 'input x in [0, 99]\noutput p = at least 50 of (for i in 1..40: sqrt(i + 1) * (x >= i))',
    },
    message:
      'error R0454: the weights of these 40 members add up to more than 1000000 different sums, so the nearest ones to the threshold cannot be found; round the weights, or state a margin: `at least 3.2 +- 0.1 of`',
  },
  R0455: {
    command: 'compile main.region',
    files: {
      'main.region':
        'input v[8] in [0, 9]\ndefault width 5\noutput p = at least 2.6 of (0.31 * (v[1] >= 1), 0.47 * (v[2] >= 2), 0.53 * (v[3] >= 3), 0.67 * (v[4]…',
    },
    message:
      'warning R0455: sums of these weights come as close as 0.01 to each other around the threshold, out of 5.58: the gate needs a gain of 732.7; a margin (`at least 3.2 +- 0.1 of`) would allow a softer one',
  },
  R0456: {
    command: 'compile main.region',
    files: {
      'main.region':
        'input x, y, z in [0, 9]\noutput p = at least 1_000_001 of (1_000_000 * (x >= 1), 1_000_000 * (y >= 1), z >= 1)',
    },
    message:
      'error R0456: this gate must tell sums apart that differ by 1 in 1000000: its members would have to be surer than numbers can say; state a margin, round the weights, or split the gate',
  },
  R0457: {
    command: 'compile main.region',
    files: {
      'main.region': 'input x, y in [0, 1_000_000]\noutput p = x >= 5_000 +- 0.001 and y >= 5_000',
    },
    message:
      'warning R0457: in single precision this unit may be wrong by up to 2, because its gain is 3664; the gate above can bear 0.09. In double precision the promise holds',
  },
  R0458: {
    command: 'compile main.region',
    files: {
      'main.region': 'input x in [0, 9]\noutput p = gaussian(mean: [4], sd: 1, level: 0.0005)',
    },
    message: "warning R0458: a level of 0.0005 needs a gain above 1000: far away, the unit's argument is only -0.0005",
  },
  R0460: {
    command: 'compile main.region',
    files: {
      'main.region': 'input x in [0, 9]\nregion r = x >= 1',
    },
    message:
      'error R0460: the file names regions but no `output` and no `class`, so there is nothing to compile; write `output r = ...`, or two classes',
  },
  R0461: {
    command: 'compile main.region',
    files: {
      'main.region': 'input x in [0, 9]\noutput p = x >= 1 with width 1e-310',
    },
    message:
      'error R0461: the transition of this halfspace is too narrow: its unit would need an infinite gain; state a larger width',
  },
  R0462: {
    command: 'compile main.region --limit regionNodes=8',
    files: {
      'main.region': 'input x, y, z in [0, 9]\noutput p = x >= 1 and (y >= 1 or (z >= 1 and x <= 8))',
    },
    message:
      'error R0462: the network would have 10 units, with those that carry values through its layers; the limit is 8 (`--limit regionNodes=...`)',
  },
  R0463: {
    command: 'compile main.region --limit networkBytes=8',
    files: {
      'main.region': 'input x, y in [0, 9]\noutput p = x >= 1 and y >= 1',
    },
    message:
      'error R0463: the layers of the network would take 16 bytes, the limit is 8 (`--limit networkBytes=...`): they are stored with a number for every pair of units in neighbouring layers',
  },
  R0464: {
    command: 'compile main.region --form dnf',
    files: {
      'main.region':
        'input x, y in [0, 1]\nregion both = all of (x >= 0.5, y >= 0.5) with gain 3\noutput r = both or x >= 0.9',
    },
    message:
      'error R0464: `r` uses this gate, whose settings ask for it as written: `--form dnf` takes gates apart; leave the settings out, or use `--form direct`',
  },
  R0465: {
    command: 'compile main.region --form dnf',
    files: {
      'main.region': 'input x, y in [0, 1]\nregion both = x >= 0.5 and y >= 0.5\noutput r = both or x >= 0.9',
    },
    message:
      'info R0465: with `--form dnf` the network has no unit for `both`: outputs are written anew from what they compare',
  },
  R0466: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 100]\ninput y in [0, 100]\noutput r = x >= 40 +- 0.01 and y >= 30',
    },
  },
  R0501: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1\ncheck r',
    },
    message: 'error R0501: `check` states a claim, such as `contains(r, [1, 2])` or `disjoint(a, b)`; `r` is a region',
    mended: 'input x, y in [0, 10]\noutput r = x + y >= 1\ncheck not empty(r)',
  },
  R0502: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1\ncheck width(r)',
    },
    message: 'error R0502: `width(r)` is a number; state what it should be, such as `width(r) <= 0.5`',
    mended: 'input x, y in [0, 10]\noutput r = x + y >= 1\ncheck width(r) <= 0.5',
  },
  R0503: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1\ncheck contains(r, [1, 2]) and contains(r, [2, 3])',
    },
    message: 'error R0503: claims do not combine by `and`: write one `check` for each',
    mended: 'input x, y in [0, 10]\noutput r = x + y >= 1\ncheck contains(r, [1, 2])\ncheck contains(r, [2, 3])',
  },
  R0504: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1\ncheck contains(r, [1])',
    },
    message: 'error R0504: the point has 1 coordinate, the file has 2 inputs: x, y',
  },
  R0505: {
    command: 'check main.region',
    files: {
      'main.region': 'input speed, load in [0, 10]\noutput r = speed + load >= 1\ncheck contains(r, speed: 1, laod: 2)',
    },
    message: 'error R0505: `laod` is no input; did you mean `load`?',
    mended: 'input speed, load in [0, 10]\noutput r = speed + load >= 1\ncheck contains(r, speed: 1, load: 2)',
  },
  R0506: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1\ncheck contains(r, x: 1)',
    },
    message: 'error R0506: the region depends on `y` too: give a value for it',
  },
  R0507: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = empty(x >= 1) and y >= 1',
    },
    message: 'error R0507: `empty` belongs into a `check`',
  },
  R0508: {
    command: 'check main.region',
    files: {
      'main.region': 'input x, y in [0, 10]\noutput r = x + y >= 1\ncheck width(r) == 2',
    },
    message:
      'error R0508: a measure is compared by `<=`, `<`, `>=` or `>`, alone or in sums and multiples; this is `width(r) == 2`',
  },
  R0509: {
    command: 'check main.region',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 3\nclass odd = unknown\ncheck certified(odd)',
    },
    message:
      'error R0509: `certified` compares a network with what is written of a region; `odd` is `unknown`, so nothing is written of it',
  },
  R0601: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
    },
    message: 'error R0601: cannot read `data.csv`: there is no such file or folder',
  },
  R0602: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': '',
    },
    message: 'error R0602: `data.csv` is empty, expected a first line with the names of its columns and rows below it',
  },
  R0603: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class',
    },
    message: 'error R0603: `data.csv` names its columns but has no row, expected at least one',
  },
  R0604: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,tr�s',
    },
    message: 'error R0604: cannot read `data.csv` as CSV: it is not UTF-8 text',
  },
  R0605: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,low\n0,8,high',
    },
    message:
      'error R0605: `data.csv`, line 3: found 3 cells, the first line names 2 columns; a cell with the separator in it needs double quotes around it',
  },
  R0606: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,"low\n0.8,high',
    },
    message: 'error R0606: `data.csv`, line 2: a cell opens with `"` and no `"` closes it',
  },
  R0607: {
    command: 'eval main.region --data "SELECT x FROM nowhere" --sql --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
    },
    message: 'error R0607: the query failed: Table with name nowhere does not exist!',
  },
  R0610: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'X,class\n0.2,low\n0.8,high',
    },
    message: 'error R0610: the data has no column for input `x`, expected `x`; did you mean `X`?',
  },
  R0611: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,Class\n0.2,low\n0.8,high',
    },
    message: 'error R0611: the data has no column `class` to take the labels from; did you mean `Class`?',
  },
  R0612: {
    command: 'eval main.region --data data.csv',
    files: {
      'main.region': 'input x in [0, 1]\noutput low = x <= 0.5',
      'data.csv': 'x,small\n0.2,yes\n0.8,no',
    },
    message: 'error R0612: the data has no column for output `low`, expected `low`; it has `x`, `small`',
  },
  R0613: {
    command: 'predict main.region --data data.csv --keep nmae',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,name\n0.2,Ann\n0.8,Bea',
    },
    message: 'error R0613: the data has no column `nmae` to keep; did you mean `name`?',
  },
  R0614: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,x,class\n0.2,0.3,low\n0.8,0.7,high',
    },
    message: 'error R0614: the data has 2 columns named `x`, expected one; rename or remove the others',
  },
  R0615: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input s[3] in {a, c} columns "p1" .. "p3"\nclass one = s[1] == a\nclass two = otherwise',
      'data.csv': 'p1,p3,class\na,c,one\nc,c,two',
    },
    message: 'error R0615: the data has 2 columns from `p1` to `p3`, expected 3, one for each element of `s`',
  },
  R0620: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,low\n,high',
    },
    message:
      'error R0620: row 2 (line 3), column `x`: found an empty cell, expected a number; fill it in, or choose `--missing drop`, `median` or `unknown`',
  },
  R0621: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,low\n0.8 m,high',
    },
    message: 'error R0621: row 2 (line 3), column `x`: found `0.8 m`, expected a number',
  },
  R0622: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x;class\n0,2;low\n0,8;high',
    },
    message:
      'error R0622: row 1 (line 2), column `x`: found `0,2`, expected a point as decimal sign (`0.2`); 1 more such cell',
  },
  R0623: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,low\nNaN,high',
    },
    message:
      'error R0623: row 2 (line 3), column `x`: found `NaN`, which is no value, expected a number; fill it in, or choose `--missing drop`, `median` or `unknown`',
  },
  R0624: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,low\ninf,high',
    },
    message: 'error R0624: row 2 (line 3), column `x`: found `inf`, expected a finite number',
  },
  R0625: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input island in {Torgersen, Biscoe, Dream}\nclass one = island == Dream\nclass two = otherwise',
      'data.csv': 'island,class\nDreem,one\nBiscoe,two',
    },
    message:
      'error R0625: row 1 (line 2), column `island`: found `Dreem`, which is no category of `island`; did you mean `Dream`?',
  },
  R0626: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input island in {Torgersen, Biscoe, Dream}\nclass one = island == Dream\nclass two = otherwise',
      'data.csv': 'island,class\n,one\nBiscoe,two',
    },
    message:
      'error R0626: row 1 (line 2), column `island`: found an empty cell, expected a category of `island` (`Torgersen`, `Biscoe`, `Dream`); fill it in, choose `--missing drop`, `median` or `unknown`, or declare the input open with `..`',
  },
  R0627: {
    command: 'eval main.region --data data.csv --label class --missing median',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,low\n,high',
    },
    message:
      'error R0627: values of `x` are missing, and nothing is known to fill them with: a network file stores the medians of the rows it was trained on; train first, or choose `--missing drop` or `unknown`',
  },
  R0628: {
    command: 'eval main.region --data data.csv --label class --missing drop',
    files: {
      'main.region': 'input x, y in [0, 1]\nclass low = x + y <= 1\nclass high = otherwise',
      'data.csv': 'x,y,class\n0.2,,low\n,1,high',
    },
    message:
      'error R0628: each of the 2 rows of the data lacks a value of some input, expected at least one that has all; is a column empty?',
  },
  R0630: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,low\n0.8,hihg',
    },
    message: 'error R0630: row 2 (line 3), column `class`: no class has the label `hihg` (1 row); did you mean `high`?',
  },
  R0631: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,low\n0.8,\n0.9,high',
    },
    message:
      'error R0631: row 2 (line 3), column `class`: found an empty cell, expected a label; fill it in or leave the row out',
  },
  R0632: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,low',
    },
    message: 'warning R0632: no row of the data has the label of class `high` in column `class`',
  },
  R0633: {
    command: 'eval main.region --data data.csv',
    files: {
      'main.region': 'input x in [0, 1]\noutput low = x <= 0.5',
      'data.csv': 'x,low\n0.2,yes\n0.8,maybe',
    },
    message:
      'error R0633: row 2 (line 3), column `low`: found `maybe`, expected a value for output `low`: true/false, yes/no, 1/0, 1/-1 or a share from 0 to 1',
  },
  R0640: {
    command: 'eval main.region --data data.csv --label class',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,low\n80,high',
    },
    message: 'warning R0640: 1 value of input `x` in 2 rows lies outside its range [0, 1]: 80',
  },
  R0641: {
    command: 'eval main.region --data data.csv --label class --missing drop',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
      'data.csv': 'x,class\n0.2,low\n,high\n0.9,high',
    },
    message: 'info R0641: 1 of 3 rows lacks a value of some input: left out',
  },
  R0701: {
    command: 'train main.region --data data.csv --label class --lr 0',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 5\nclass high = otherwise',
      'data.csv': 'x,class\n1,low\n2,low\n7,high\n9,high',
    },
    message: 'error R0701: `--lr` is 0, expected a finite number above 0',
  },
  R0702: {
    command: 'train main.region --data data.csv',
    files: {
      'main.region': 'input x in [0, 10]\nfrozen region low = x <= 5\noutput safe = low',
      'data.csv': 'x,safe\n1,true\n9,false',
    },
    message: 'error R0702: there is nothing to train: every unit of the network is frozen',
  },
  R0703: {
    command: 'train main.region --data data.csv --label class --holdout 0.1',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 5\nclass high = otherwise',
      'data.csv': 'x,class\n1,low\n2,low\n7,high\n9,high',
    },
    message:
      'error R0703: 4 rows cannot be split with `--holdout 0.1`: training and held-out rows need at least one each',
  },
  R0704: {
    command: 'train main.region --data data.csv --label class --lr 1e308',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 5\nclass high = otherwise',
      'data.csv': 'x,class\n1,low\n2,low\n7,high\n9,high\n2,high\n8,low',
    },
    message:
      'warning R0704: training diverged in epoch 3: numbers of layer 1 are no longer finite, expected the loss to fall; the best weights until then are kept. `--lr 1e+308` is probably too large',
  },
  R0705: {
    command: 'train main.region --data data.csv --label class --epochs 3 --calibrate',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 5\nclass high = otherwise',
      'data.csv': 'x,class\n1,low\n2,low\n7,high\n9,high',
    },
    message:
      'warning R0705: there are no validation rows, which `--calibrate` measures by; the probabilities stay as training left them. Expected at least 40 rows and a `--validation` share above 0',
  },
  R0706: {
    command: 'train main.region --data data.csv --label class --optimizer lbfgs --batch 2',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 5\nclass high = otherwise',
      'data.csv': 'x,class\n1,low\n2,low\n7,high\n9,high',
    },
    message:
      'error R0706: `--optimizer lbfgs` does not go with `--batch`: its line search compares values and slopes that must be those of one function',
  },
  R0707: {
    command: 'train main.region --data data.csv --label class --resume data.csv',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 5\nclass high = otherwise',
      'data.csv': 'x,class\n1,low\n2,low\n7,high\n9,high',
    },
    message:
      'error R0707: this is no checkpoint to go on from: it does not begin with a safetensors header. Expected a file that `regionc train` wrote while it ran',
  },
  R0708: {
    command: 'train main.region --data data.csv --label class --resume',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 5\nclass high = otherwise',
      'data.csv': 'x,class\n1,low\n2,low\n7,high\n9,high',
    },
    message:
      'error R0708: the checkpoint is of another training: `data` was hash 0000000000000000 then, now it is hash f6a1c0aecdb67377',
  },
  R0709: {
    command: 'train main.region --data data.csv --label class --freeze lower',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 5\nclass high = otherwise',
      'data.csv': 'x,class\n1,low\n2,low\n7,high\n9,high',
    },
    message: 'error R0709: `--freeze` names `lower`, but the text has no region, output or class of this name',
  },
  R0710: {
    command: 'train main.region --data data.csv --label class --keep certified --extra-units 8 --noise 0.5',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 5\nclass high = x >= 5.5',
      'data.csv': 'x,class\n1,low\n2,low\n7,high\n9,high',
    },
    message:
      'error R0710: `--keep certified` keeps what the network proves at the start, but there its parameters do not prove `low` outside its bands; try a smaller `--noise`, fewer `--extra-units` or a larger `--keep-share`',
  },
  R0711: {
    command: 'train main.region --data data.csv --label class --widths text --epochs 3',
    files: {
      'main.region': 'input x in [0, 10]\nclass low = x <= 5 +- 0.01\nclass high = otherwise',
      'data.csv': 'x,class\n1,low\n2,low\n7,high\n9,high',
    },
    message:
      'warning R0711: training will hardly move `low`: none of 4 rows lie near enough to its boundary to tell where it should be. A width of 2.5 in place of 0.02 would reach a tenth of them',
  },
  R0712: {
    command: 'plot --log train.jsonl',
    files: {},
    message:
      'error R0712: line 1 is no entry of a training log: it has no field `steps`; expected a file that `regionc train --log` wrote, one JSON object for each epoch',
  },
  R0801: {
    command: 'check net.safetensors',
    files: {},
    message: 'error R0801: this is no network file of regionc: it does not begin with a safetensors header',
  },
  R0802: {
    command: 'check net.safetensors',
    files: {},
    message:
      'error R0802: the network file has format version 0, this regionc reads version 1; compile or train it again, or use the regionc that wrote it',
  },
  R0803: {
    command: 'check net.safetensors',
    files: {},
    message: 'error R0803: the network file is cut short: numbers are missing at its end; copy or make it again',
  },
  R0804: {
    command: 'check net.safetensors',
    files: {},
    message:
      'error R0804: the content of the network file does not fit together: layer1.gain has a number that is not finite; make it again',
  },
  R0820: {
    command: 'compile main.region -o main.region/main.safetensors',
    files: {
      'main.region': 'input x in [0, 1]\nclass low = x <= 0.5\nclass high = otherwise',
    },
    message: 'error R0820: cannot write `main.region/main.safetensors`: a part of its path is a file, not a folder',
  },
  R0830: {
    command: 'export main.region --to onnx -o main.onnx',
    files: {
      'main.region': 'input x in [0, 1e300]\noutput low = x <= 5e299',
    },
    message:
      'error R0830: the network has a number of 5e+299, more than single precision can hold (about 3.4e38); export it with `--precision f64`',
  },
  R0840: {
    command: 'check absent.region',
    files: {},
    message: 'error R0840: cannot read `absent.region`: there is no such file or folder',
  },
  R0841: {
    command: 'check big.safetensors --limit networkBytes=10',
    files: {},
    message:
      'error R0841: `big.safetensors` has more than 10 bytes, the limit for a network file (`--limit networkBytes=...`)',
  },
  R0842: {
    command: 'fmt main.region --check',
    files: {
      'main.region': 'input x in [0, 1]\noutput r = x >= 0.5',
    },
    message: 'error R0842: the formatting settings for `main.region` cannot be used: `printWidth` is "wide"',
  },
  R0901: {
    command: 'check main.region --limit sourceBytes=20',
    files: {
      'main.region': 'input x in [0, 30]\noutput warm = x >= 20',
    },
    message: 'error R0901: the file has more than 20 bytes, the limit for a spec (`--limit sourceBytes=...`)',
  },
  R0902: {
    command: 'check main.region',
    files: {
      'main.region':
        'region deep = ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((…',
    },
    message: 'error R0902: brackets, gates and `for` are nested more than 100 deep here',
  },
  R0903: {
    command: 'check main.region',
    files: {
      'main.region':
        'let long = 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1…',
    },
    message: 'error R0903: this expression is 1002 operators deep, the limit is 1000',
  },
  R0910: {
    command: 'check main.region --limit regionNodes=1000',
    files: {
      'main.region':
        'input x, y in [0, 10]\noutput r = any of (for i in 1..100000: any of (for j in 1..100000: x + y >= i + j))',
    },
    message:
      'error R0910: calls and `for` stand for more than 1000 regions here, which is the limit (`--limit regionNodes=...`)',
  },
  R0911: {
    command: 'check main.region',
    files: {
      'main.region': 'input v[20000] in [0, 1]\noutput r = v[1] >= 0.5',
    },
    message:
      'error R0911: the inputs of the file have 20000 coordinates in all, the limit is 10000 (`--limit inputs=...`)',
  },
  R0912: {
    command: 'check main.region',
    files: {
      'main.region':
        'input x, y in [0, 10]\nlet f0(p) = f1(p)\nlet f1(p) = f2(p)\nlet f2(p) = f3(p)\nlet f3(p) = f4(p)\nlet f4(p) = f5(p)\nlet f5(p) = f6(p)\nlet f6(p) = f7(p)\nlet f7(p) = f8(p)\nlet f8(p) = f9(p)\nlet f9(p) = f10(p)\nlet f10(p) = f11(p)\n…',
    },
    message: 'error R0912: functions call each other more than 200 deep here',
  },
  R0913: {
    command: 'compile main.region --form dnf --limit formTerms=1000',
    files: {
      'main.region': 'input v[20] in [0, 1]\noutput r = all of (for i in 1..10: v[i] >= 0.5 or v[i + 10] >= 0.5)',
    },
    message:
      'error R0913: `r` takes 1024 terms as dnf, the limit is 1000 (`--limit formTerms=...`); `--form cnf` takes 10, and `--form direct` grows with the text only',
  },
  R0914: {
    command: 'compile main.region --form dnf --limit formPrimitives=10',
    files: {
      'main.region': 'input v[20] in [0, 1]\noutput r = any of (for i in 1..20: v[i] >= 0.5)',
    },
    message:
      'error R0914: `r` is made of 20 primitives, the limit for `--form dnf` is 10 (`--limit formPrimitives=...`); use `--form direct`',
  },
};
