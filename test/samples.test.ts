import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from '../grammar/parser.ts';
import { printAst } from '../grammar/print-ast.ts';
import { verifyAst } from '../grammar/verify-ast.ts';
import { makeSource } from '../src/base/source.ts';
import { hasErrors } from '../src/base/diagnostic.ts';
import { lower, type Form } from '../src/network/lower.ts';
import { printNetwork } from '../src/network/print.ts';
import { printReport, report } from '../src/network/report.ts';
import { verifyNetwork } from '../src/network/verify.ts';
import { printProgram } from '../src/program/print.ts';
import { buildGraph } from '../src/region/build.ts';
import { toForm } from '../src/region/forms.ts';
import { printGraph } from '../src/region/print.ts';
import { simplify } from '../src/region/simplify.ts';
import { verifyGraph } from '../src/region/verify.ts';
import { importingProgramOf } from './helpers/program-of.ts';

const root = new URL('samples/', import.meta.url).pathname;

// One idea a case; after a change of any pass read the difference, then accept it with `vitest -u`.
describe('samples: a text and everything it becomes', () => {
  it.each(readdirSync(root))('%s', async (name) => {
    const text = readFileSync(join(root, name, 'main.region'), 'utf8');
    const source = makeSource('main.region', text);
    const see = (file: string, printed: string) => expect(printed).toMatchFileSnapshot(join(root, name, file));

    const ast = parse(source);
    expect(ast.diagnostics).toEqual([]);
    expect(verifyAst(ast.value, text)).toEqual([]);
    await see('ast.txt', printAst(ast.value));

    const program = await importingProgramOf(text, (path) => textIn(join(root, name, path)));
    await see('program.txt', printProgram(program));

    const built = buildGraph(program);
    expect(hasErrors(built.diagnostics)).toBe(false);
    expect(verifyGraph(built.value)).toEqual([]);
    const form = formOf(name);
    const simple = simplify(built.value);
    const graph = form === 'direct' ? simple : toForm(simple, form).value;
    if (!graph) throw new Error('no form');
    expect(verifyGraph(graph)).toEqual([]);
    await see('graph.txt', printGraph(graph));

    const { value: network } = lower(graph, source, { mode: 'guarantee', form });
    if (!network) throw new Error('no network');
    expect(verifyNetwork(network)).toEqual([]);
    await see('network.txt', printNetwork(network));
    await see('report.txt', printReport(report(network)));
  });
});

/** What a case imports lies beside it. */
function textIn(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** The form that a case is about: its folder is named `form-dnf...` or `form-cnf...`. */
function formOf(name: string): Form {
  if (name.startsWith('form-dnf')) return 'dnf';
  return name.startsWith('form-cnf') ? 'cnf' : 'direct';
}
