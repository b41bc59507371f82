import { writing } from '../base/fixes.ts';
import type { ClassDeclaration, Declaration, OutputDeclaration } from '../../grammar/ast.ts';
import type { Context, Reporter } from './context.ts';
import type { Head, NamedRegion } from './program.ts';

/** What the file computes: its outputs, or its classes in file order. */
export function readHead(
  all: readonly Declaration[],
  regions: readonly NamedRegion[],
  reporter: Reporter,
  contextOf: (declaration: Declaration) => Context,
): Head {
  const declarations = all.filter(({ broken }) => !broken);
  const outputs = declarations.filter((each): each is OutputDeclaration => each.kind === 'output');
  const classes = declarations.filter((each): each is ClassDeclaration => each.kind === 'class');
  const [firstOutput] = outputs;
  const [firstClass, secondClass] = classes;
  if (firstOutput && firstClass) {
    const later = firstOutput.span.start > firstClass.span.start ? firstOutput : firstClass;
    const earlier = later === firstOutput ? firstClass : firstOutput;
    reporter.report(
      contextOf(later),
      'R0107',
      later.name.span,
      {},
      {
        related: [{ span: earlier.name.span, message: `\`${earlier.kind}\` is declared here` }],
      },
    );
    return { kind: 'none' };
  }
  // Another one that cannot be read may be the second.
  const alone = firstClass && !secondClass && all.length === declarations.length;
  if (alone) reportOneClass(firstClass, reporter, contextOf(firstClass));
  const [first, second] = classes.filter(({ value }) => value.kind === 'otherwise');
  if (first && second) {
    reporter.report(
      contextOf(second),
      'R0106',
      second.value.span,
      {},
      {
        related: [{ span: first.value.span, message: 'the first `otherwise` is here' }],
      },
    );
  }
  const known = new Set(regions.flatMap(({ role, name }) => (role === 'region' ? [] : [name])));
  if (firstOutput) {
    const sound = outputs.filter(({ name }) => known.has(name.text));
    return {
      kind: 'outputs',
      outputs: sound.map(({ name, column }) => ({ region: name.text, column: column?.value ?? name.text })),
    };
  }
  if (!firstClass) return { kind: 'none' };
  const sound = classes.filter(({ name }) => known.has(name.text));
  return {
    kind: 'classes',
    classes: sound.map(({ name, label, value }) => ({
      region: name.text,
      label: String(label?.value ?? name.text),
      ...(value.kind === 'unknown' && { unknown: true }),
    })),
  };
}

function reportOneClass(only: ClassDeclaration, reporter: Reporter, context: Context): void {
  const end = { file: only.span.file, start: only.span.end, end: only.span.end };
  reporter.report(
    context,
    'R0105',
    only.name.span,
    { name: only.name.text },
    {
      fixes:
        only.value.kind === 'otherwise'
          ? []
          : [writing(end, '\nclass other = otherwise', false, 'add a class for the rest')],
    },
  );
}
