import type { Session } from './session.ts';

/** One step of a recorded session. Places are lines and characters from 0; without one, where the last step ended. */
export type Step =
  | { readonly do: 'open'; readonly text: string }
  /** Typed letter by letter, each a change of its own. */
  | { readonly do: 'type'; readonly at?: Place; readonly text: string }
  /** So many letters before the place are erased, one by one. */
  | { readonly do: 'erase'; readonly at: Place; readonly count: number }
  | { readonly do: 'diagnostics' }
  | {
      readonly do: 'ask';
      readonly method: string;
      readonly at?: Place;
      readonly from?: Place;
      readonly to?: Place;
      readonly only?: readonly string[];
      readonly newName?: string;
    };

type Place = readonly [line: number, character: number];

export function readSteps(jsonLines: string): readonly Step[] {
  return jsonLines
    .trim()
    .split('\n')
    .map((line): Step => JSON.parse(line));
}

const uri = 'file:///work/session.region';

/** Plays a session; gives what the server answered, in words. */
export async function replay(session: Session, steps: readonly Step[]): Promise<string> {
  const told: string[] = [];
  let version = 1;
  let at: Place = [0, 0];
  const change = async (from: Place, to: Place, text: string): Promise<void> => {
    const range = { start: positionOf(from), end: positionOf(to) };
    await session.change(uri, ++version, [{ range, text }]);
  };
  for (const step of steps) {
    switch (step.do) {
      case 'open':
        await session.open(uri, step.text);
        break;
      case 'type':
        at = step.at ?? at;
        for (const letter of step.text) {
          await change(at, at, letter);
          at = letter === '\n' ? [at[0] + 1, 0] : [at[0], at[1] + letter.length];
        }
        break;
      case 'erase':
        at = step.at;
        for (let i = 0; i < step.count; i++) {
          const before: Place = [at[0], at[1] - 1];
          await change(before, at, '');
          at = before;
        }
        break;
      case 'diagnostics': {
        const found = await session.diagnostics(uri, version);
        told.push(
          'diagnostics',
          ...found.map(
            ({ range, code, message }) =>
              `  ${range.start.line}:${range.start.character} ${JSON.stringify(code)} ${JSON.stringify(message)}`,
          ),
        );
        break;
      }
      case 'ask':
        told.push(`${step.method} at ${(step.at ?? step.from ?? at).join(':')}`, shown(await ask(session, step, at)));
        break;
    }
  }
  return `${told.join('\n')}\n`;
}

async function ask(
  session: Session,
  { method, at, from, to, only, newName }: Extract<Step, { do: 'ask' }>,
  last: Place,
): Promise<unknown> {
  const place = positionOf(at ?? from ?? last);
  const parameters = {
    textDocument: { uri },
    position: place,
    positions: [place],
    ...(from && to && { range: { start: positionOf(from), end: positionOf(to) } }),
    context: { diagnostics: [], includeDeclaration: true, ...(only && { only }) },
    options: { tabSize: 2, insertSpaces: true },
    ...(newName !== undefined && { newName }),
  };
  return session.request(method, parameters).catch((error: unknown) => `refused: ${String(error)}`);
}

const longest = 12;

/** An answer on a few lines: of long lists the first. */
function shown(answer: unknown): string {
  if (!Array.isArray(answer)) return `  ${shownPart(answer)}`;
  const lines = answer.slice(0, longest).map((each) => `  ${shownPart(each)}`);
  return [...lines, ...(answer.length > longest ? [`  and ${answer.length - longest} more`] : [])].join('\n');
}

/** Without what differs from run to run; of a completion what it is called and puts in. */
function shownPart(part: unknown): string {
  const { label, textEdit } = part as { label?: unknown; textEdit?: { newText: string } };
  if (typeof label === 'string' && textEdit) return `${label} -> ${JSON.stringify(textEdit.newText)}`;
  return JSON.stringify(part, (key, value: unknown) => (key === 'resultId' ? undefined : value));
}

function positionOf([line, character]: Place): { line: number; character: number } {
  return { line, character };
}
