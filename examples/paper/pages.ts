import type { Page } from './page.ts';
import { page as figure1 } from './fig01-sigmoid/page.ts';
import { page as figure3 } from './fig03-boolean-operations/page.ts';
import { page as figure4 } from './fig04-weighted-gate/page.ts';

/** All figures and results, in the paper's order. */
export const pages: readonly Page[] = [figure1, figure3, figure4];
