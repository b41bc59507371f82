import { entry } from './entry.ts';

/** R09. Limits. */
export const limits = {
  R0901: entry<{ bytes: number; limit: number }>({
    severity: 'error',
    title: 'source too large',
    message: ({ bytes, limit }) => `the file has ${bytes} bytes, the limit is ${limit}`,
    help: 'Source files are read up to a limit so that a wrong file cannot take all memory. Split the file and `import` its parts.',
  }),
};
