import type { Locator, Page } from 'playwright-core';

// What a user does in the workbench of VS Code, by keyboard only: a click into the text would scroll it away. Every
// wait is for something that is seen.

/** The status bar item of the extension, which has its tick once the server has answered. */
export function isReady(page: Page): Promise<void> {
  return page.locator('.statusbar-item:has(.codicon-check)', { hasText: 'Region' }).waitFor();
}

/** A row of the list of problems. */
export function problem(page: Page, text: string): Locator {
  return page.locator('.markers-panel .monaco-list-row', { hasText: text });
}

/** Puts the caret at a line and column from 1. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget input').fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  // The cursor is there before the key is: a preview moves it while the place is typed.
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
}

/** Runs a command of the palette by its title. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Waits until a line of the text is exactly this, hints in it included. */
export async function hasLine(page: Page, wanted: string): Promise<void> {
  await page.waitForFunction((text) => {
    const { document } = globalThis as unknown as {
      document: { querySelectorAll(s: string): Iterable<{ textContent: string }> };
    };
    const lines = [...document.querySelectorAll('.editor-instance .view-line')];
    return lines.some(
      ({ textContent }) => textContent.replaceAll('\u00A0', ' ').replace(/[\u200B-\u200D]/g, '') === text,
    );
  }, wanted);
}
