import { entry } from './entry.ts';

/** R08. Network files and exports. */
export const files = {
  R0820: entry<{ path: string; reason: string }>({
    severity: 'error',
    title: 'file cannot be written',
    message: ({ path, reason }) => `cannot write \`${path}\`: ${reason}`,
    help: 'The result could not be stored there; a file of that name, if there was one, is as it was. Name another place with `-o`, or make room or a folder first.',
  }),
  R0830: entry<{ value: number }>({
    severity: 'error',
    title: 'number too large for float32',
    message: ({ value }) =>
      `the network holds ${value}, single precision ends at about 3.4e38; export it with \`--precision f64\``,
    help: 'ONNX files are written in single precision unless you ask for double. A number that large usually comes from a range or a gain in an unsuitable unit.',
  }),
  R0840: entry<{ path: string; reason: string }>({
    severity: 'error',
    title: 'file cannot be read',
    message: ({ path, reason }) => `cannot read \`${path}\`: ${reason}`,
    help: 'The spec or network file could not be opened. Look at the spelling of the path and at the permissions; `-` reads a spec from standard input.',
  }),
  R0841: entry<{ path: string; limit: number }>({
    severity: 'error',
    title: 'file too large',
    message: ({ path, limit }) => `\`${path}\` is larger than ${limit} bytes, which is the limit here`,
    help: 'A spec is at most 4 MiB and a network file at most 1 GiB. A file of that size is probably something else.',
  }),
};
