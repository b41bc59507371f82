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
};
