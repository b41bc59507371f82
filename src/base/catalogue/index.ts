import { checks } from './r05-checks.ts';
import { data } from './r06-data.ts';
import { files } from './r08-files.ts';
import { geometry } from './r03-geometry.ts';
import { limits } from './r09-limits.ts';
import { names } from './r01-names.ts';
import { settings } from './r04-settings.ts';
import { text } from './r00-text.ts';
import { training } from './r07-training.ts';
import { types } from './r02-types.ts';

/** Every diagnostic there is, by code. Codes are stable and never used again for something else. */
export const catalogue = {
  ...text,
  ...names,
  ...types,
  ...geometry,
  ...settings,
  ...checks,
  ...data,
  ...training,
  ...files,
  ...limits,
};

export type Code = keyof typeof catalogue;

/** What the message of code `C` is made from. */
export type DataOf<C extends Code> = Parameters<(typeof catalogue)[C]['message']>[0];
