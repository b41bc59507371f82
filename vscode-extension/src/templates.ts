import { commands, window, workspace, type ExtensionContext } from 'vscode';

interface Template {
  readonly label: string;
  readonly description: string;
  readonly content: string;
}

const templates: readonly Template[] = [
  {
    label: 'Classes',
    description: 'a network that tells classes apart',
    content: `/// What is known of the problem, in a sentence.

/// Length in cm.
input length in [0, 10]
input width in [0, 5]

region small = length <= 2.5 +- 0.2

class first = small
class second = width >= 2 and not small
class other = otherwise

check contains(first, [1, 1])
check disjoint(first, second)
`,
  },
  {
    label: 'Outputs',
    description: 'regions that may overlap, one output each',
    content: `/// What is known of the problem, in a sentence.

input x, y in [-5, 5]

output near = norm([x, y]) <= 2
output above = y >= 0 +- 0.5

check not contains(near, [3, 3])
`,
  },
  {
    label: 'Scores',
    description: 'signs that are counted, with categories',
    content: `/// Two or more of three signs.

input pressure in [40, 250]
input rate in [4, 60]
input ward in {surgery, medicine, other}

let signs = [pressure <= 100, rate >= 22, ward == surgery]

class high label 1 = at least 2 of signs
class low label 0 = otherwise

check contains(high, pressure: 90, rate: 25, ward: medicine)
`,
  },
  {
    label: 'Library',
    description: 'shapes that other files import',
    content: `/// Shapes to import.

/// Between two circles around c.
region ring(p, c, inner = 1, outer = 2) = inner <= norm(p - c) <= outer
`,
  },
];

/** New files to begin with. */
export function registerTemplates({ subscriptions }: ExtensionContext): void {
  subscriptions.push(
    commands.registerCommand('region.new', async () => {
      const chosen = await window.showQuickPick(templates, { placeHolder: 'What the file is to be' });
      if (!chosen) return;
      const document = await workspace.openTextDocument({ language: 'region', content: chosen.content });
      await window.showTextDocument(document);
    }),
  );
}
