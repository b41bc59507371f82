import { entry } from './entry.ts';

/** R08. Network files and exports. */
export const files = {
  R0820: entry<{ path: string; reason: string }>({
    severity: 'error',
    title: 'file cannot be written',
    message: ({ path, reason }) => `cannot write \`${path}\`: ${reason}`,
    help: 'The result could not be stored there; a file of that name, if there was one, is as it was. Name another place with `-o`, or make room or a folder first.',
  }),
};
