import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

/** The TextMate grammar, as editors load it. */
export async function loadGrammar(): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  const file = new URL('../../grammar/region.tmLanguage.json', import.meta.url);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(file, 'utf8'), 'region.json'),
  });
  const loaded = await registry.loadGrammar('source.region');
  if (!loaded) throw new Error('the grammar does not load');
  return loaded;
}

/** The innermost scope of every character, without the language's suffix. */
export function scopesOf(grammar: IGrammar, text: string): readonly string[] {
  const scopes: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split(/(?<=\n)/)) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line.replace(/\r?\n$/, ''), state);
    const own: string[] = Array.from({ length: line.length }, () => '');
    for (const { startIndex, endIndex, scopes: found } of tokens) {
      own.fill((found.at(-1) ?? '').replace(/\.region$/, ''), startIndex, Math.min(endIndex, line.length));
    }
    scopes.push(...own);
    state = ruleStack;
  }
  return scopes;
}
