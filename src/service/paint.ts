/** Wraps text in a terminal style; the identity where colours are off. */
export type Paint = (style: 'error' | 'warning' | 'info' | 'hint' | 'soft' | 'bold', text: string) => string;

/** Colours for a terminal that has them. */
export const paintAnsi: Paint = (style, text) => `\u001B[${styles[style]}m${text}\u001B[0m`;

export const paintNothing: Paint = (_style, text) => text;

const styles = { error: '1;31', warning: '1;33', info: '1;36', hint: '2', soft: '2', bold: '1' };
