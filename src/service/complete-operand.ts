import type { CallExpression } from '../../grammar/ast.ts';
import type { Node } from '../../grammar/walk.ts';
import type { Analysis } from './analyse.ts';
import { builtins, builtinSignature, type Want } from './builtins.ts';
import { categoryItems, domainItems } from './complete-domain.ts';
import { nameItem, plain, snippetItem, wordItem, type Item } from './complete-items.ts';
import type { CompletionSite } from './complete-place.ts';
import { wantedAt, type Wanted } from './complete-want.ts';
import { natureOf } from './nature.ts';
import { calledFunction } from './occurrences.ts';
import { gateSnippets } from './snippets.ts';

/** What may stand where an operand is wanted: what fits there first. */
export function operandItems(analysis: Analysis, site: Extract<CompletionSite, { kind: 'operand' }>): Item[] {
  const wanted = wantedAt(site.path, analysis.names);
  const labels = wanted.call ? argumentItems(wanted.call, analysis) : [];
  if (wanted.want === 'domain' || wanted.want === 'range') return domainItems(wanted, analysis);
  if (wanted.want === 'category') {
    const categories = categoryItems(wanted.categories ?? '', analysis);
    const others = localItems(wanted);
    return [...labels, ...categories, ...others];
  }
  return [
    ...labels,
    ...localItems(wanted),
    ...nameItems(analysis, wanted, site.path[0]),
    ...builtinItems(wanted, site.next),
    ...wordItems(wanted),
  ];
}

/** How well something of this nature stands where `want` does: 2 it is that, 1 it may lead there, 0 it cannot. */
export function fits(nature: Want, want: Wanted['want']): 0 | 1 | 2 {
  if (nature === want || want === 'any') return 2;
  if (nature === 'any') return 1;
  switch (want) {
    case 'region':
      // A comparison starts with a number or a category.
      return nature === 'number' || nature === 'category' || nature === 'vector' || nature === 'list' ? 1 : 0;
    case 'number':
      return nature === 'vector' || nature === 'category' ? 1 : 0;
    case 'vector':
      return nature === 'number' ? 1 : 0;
    case 'list':
      return nature === 'vector' || nature === 'number' ? 1 : 0;
    case 'claim':
    case 'category':
    case 'text':
    case 'domain':
    case 'range':
      return 0;
  }
}

/** The arguments of a call that are not given yet, those that it needs first. */
function argumentItems(call: CallExpression, { names }: Analysis): Item[] {
  const given = new Set(call.arguments.flatMap(({ name }) => (name ? [name.text] : [])));
  const byPlace = call.arguments.filter(({ name }) => !name).length - 1;
  const own = calledFunction(call, names)?.parameters?.map(({ name, default: value }) => ({
    name: name.text,
    doc: value ? 'may be left out' : '',
    optional: value !== undefined,
  }));
  const { text } = call.callee.name;
  const built = own ? [] : (builtins.get(text)?.parameters ?? []);
  const inputs =
    text === 'contains' && byPlace > 0
      ? [...names.visible.values()].filter(({ declaration }) => declaration.kind === 'input')
      : [];
  const parameters = [
    ...(own ?? []).slice(Math.max(0, byPlace)),
    ...built.filter(({ named }) => named),
    ...inputs.map(({ name }) => ({ name: name.text, doc: 'coordinate', optional: false })),
  ];
  return parameters
    .filter(({ name }) => !given.has(name))
    .map(({ name, doc, optional }) => ({
      ...plain(`${name}: `, 'argument', optional ? -1 : -2),
      ...(doc !== '' && { detail: doc }),
    }));
}

function localItems({ locals }: Wanted): Item[] {
  const seen = new Set<string>();
  return locals.flatMap(({ text }) => (seen.has(text) || !seen.add(text) ? [] : [plain(text, 'parameter', 1)]));
}

/** The names of the file and its imports, those that fit first; inputs that nothing uses before others. */
function nameItems(analysis: Analysis, { want, locals, constant }: Wanted, inside: Node | undefined): Item[] {
  const { names, lets } = analysis;
  const hidden = new Set(locals.map(({ text }) => text));
  // What is being declared cannot be made of itself.
  if (inside && 'name' in inside && 'text' in inside.name) hidden.add(inside.name.text);
  const used = new Set([...names.uses.values()].flat().map(({ target }) => target.name.text));
  const items = [...names.visible].flatMap(([name, declared]) => {
    const isInput = declared.declaration.kind === 'input';
    const fit = fits(natureOf(declared, lets), want);
    if (hidden.has(name) || fit === 0 || (constant && isInput)) return [];
    const isFresh = isInput && !used.has(name);
    return [nameItem(declared, analysis, (fit === 2 ? 2 : 4) + (isFresh ? 0 : 1))];
  });
  const modules = [...names.modules.keys()].map((alias) => plain(alias, 'module', 8));
  return [...items, ...modules];
}

function builtinItems({ want }: Wanted, next: string): Item[] {
  const items = [...builtins].flatMap(([name, { parameters, gives, doc }]): Item[] => {
    const isClaim = gives === 'claim' || gives === 'measure' || name === 'exact' || name === 'soft';
    const fit =
      want === 'claim' ? (isClaim && name !== 'exact' && name !== 'soft' ? 2 : 0) : isClaim ? 0 : fits(gives, want);
    if (fit === 0) return [];
    const needed = parameters.filter((each) => !each.optional);
    const inside = needed.map((each, i) => {
      const place = `\${${i + 1}:${each.name.replace(/\W.*/, '')}}`;
      return `${each.named ? `${each.name}: ` : ''}${each.want === 'text' ? `"${place}"` : place}`;
    });
    // A bracket that stands there already takes the arguments.
    const text = next === '(' ? name : `${name}(${inside.join(', ')})`;
    return [
      {
        label: name,
        kind: 'function',
        detail: builtinSignature(name),
        doc,
        text,
        snippet: next !== '(',
        rank: fit === 2 ? 7 : 9,
        edits: [],
      },
    ];
  });
  const pi = want === 'number' || want === 'any' ? [{ ...plain('pi', 'value', 5), detail: '3.14159' }] : [];
  return [...items, ...pi];
}

function wordItems({ want, member, ofClass }: Wanted): Item[] {
  const region =
    want === 'region' || want === 'any'
      ? [...gateSnippets.map((each) => snippetItem(each, 6)), wordItem('not', 6)]
      : [];
  const claim = want === 'claim' ? [wordItem('not', 6)] : [];
  const repeat =
    member || want === 'claim'
      ? [
          snippetItem(
            { label: 'for', text: 'for ${1:i} in ${2:1..3}: $0', doc: 'Repeats a member for every value.' },
            6,
          ),
        ]
      : [];
  const others = ofClass ? [wordItem('otherwise', 3), wordItem('unknown', 6)] : [];
  return [...region, ...claim, ...repeat, ...others];
}
