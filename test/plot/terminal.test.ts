import { describe, expect, it } from 'vitest';
import { plotTerminal } from '../../src/plot/terminal.ts';
import { irisRows, pictures } from './pictures.ts';
import { irisInput } from './subjects.ts';

// eslint-disable-next-line no-control-regex
const escapes = /\u001b\[[\d;]*m/g;

describe('a picture in the terminal', () => {
  it('is letters in a pipe', async () => {
    const text = plotTerminal(irisInput(irisRows()), { colour: 'none' });
    await expect(text).toMatchFileSnapshot('expected.terminal-iris.txt');
    // eslint-disable-next-line no-control-regex
    expect(text).toMatch(/^[\u0000-\u007f]*$/);
  });

  it('is half blocks in full colour, and sets the terminal back at each line', () => {
    const lines = plotTerminal(irisInput(), { colour: 'full' }).split('\n');
    const field = lines.filter((line) => line.includes('▀▀'));
    expect(field).toHaveLength(18);
    for (const line of field) {
      expect(line.replace(escapes, '')).toMatch(/│▀{64}│$/);
      expect(line.endsWith('\u001b[0m│')).toBe(true);
    }
  });

  it('is light shade with 16 colours', () => {
    const text = plotTerminal(irisInput(irisRows()), { colour: 'basic' });
    expect(text).toContain('░');
    expect(text).toContain('×');
    expect(text).not.toContain('38;2;');
  });

  it('fits a small terminal', () => {
    const text = plotTerminal(irisInput(), { colour: 'none', columns: 40, rows: 16 });
    const field = text.split('\n').filter((line) => line.endsWith('|'));
    expect(field).toHaveLength(10);
    for (const line of field) expect(line.length).toBeLessThanOrEqual(40);
  });

  it('draws each output, and one line for one input', () => {
    const input = pictures['five outputs'];
    const one = pictures['one input'];
    if (input === undefined || one === undefined) throw new Error('the pictures are gone');
    const text = plotTerminal(input, { colour: 'none' });
    for (const name of ['north', 'ring', 'square', 'corner']) expect(text).toContain(`\n${name}\n`);
    expect(text).toContain('+ inside   . outside   : below 0.95   # boundary');
    const line = plotTerminal(one, { colour: 'none' });
    expect(line.split('\n').filter((part) => part.endsWith('|'))).toHaveLength(1);
  });

  it('lets no name steer it', () => {
    const input = pictures['hostile names'];
    if (input === undefined) throw new Error('the picture is gone');
    // eslint-disable-next-line no-control-regex
    expect(plotTerminal(input, { colour: 'none' })).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});
