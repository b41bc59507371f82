import { entry } from './entry.ts';

/** R08. Network files and exports. */
export const files = {
  R0801: entry<{ problem: string }>({
    severity: 'error',
    title: 'not a network file',
    message: ({ problem }) => `this is no network file of regionc: ${problem}`,
    help: 'A network file is written by `regionc compile` or `regionc train`, in the safetensors layout with a description of the network in its metadata. A safetensors file from elsewhere has no such description. Compile the spec again, or look whether the path is the right one.',
  }),
  R0802: entry<{ found: string; expected: string }>({
    severity: 'error',
    title: 'network file of another version',
    message: ({ found, expected }) =>
      `the network file has format version ${found}, this regionc reads version ${expected}; compile or train it again, or use the regionc that wrote it`,
    help: 'The format of network files may change between versions of regionc. The file still holds the text and the options that it was made with, in its metadata, so it can be made again.',
  }),
  R0803: entry<{ problem: string }>({
    severity: 'error',
    title: 'network file cut short',
    message: ({ problem }) => `the network file is cut short: ${problem}; copy or make it again`,
    help: 'The header of the file announces more bytes than there are. A copy or download may have stopped halfway. Regionc itself writes a file under another name first and renames it when it is complete.',
  }),
  R0804: entry<{ problem: string }>({
    severity: 'error',
    title: 'network file with unsound content',
    message: ({ problem }) => `the content of the network file does not fit together: ${problem}; make it again`,
    help: 'Every shape, index and number of a network file is checked before it is used. Here something does not fit: a tensor of the wrong shape, a number that is not finite, a link to a unit that is not there. The file was changed after it was written, or by a tool that does not know the format.',
  }),
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
      `the network has a number of ${value}, more than single precision can hold (about 3.4e38); export it with \`--precision f64\``,
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
    message: ({ path, limit }) =>
      `\`${path}\` has more than ${limit} bytes, the limit for a network file (\`--limit networkBytes=...\`)`,
    help: 'A network file is at most 1 GiB unless you say otherwise. A file of that size is probably something else.',
  }),
  R0842: entry<{ path: string; reason: string }>({
    severity: 'error',
    title: 'formatting settings cannot be used',
    message: ({ path, reason }) => `the formatting settings for \`${path}\` cannot be used: ${reason}`,
    help: 'How wide a line is, and what it is indented and ended with, is read from the `.prettierrc` and `.editorconfig` of the project: `printWidth` and `tabWidth` (whole numbers), `useTabs` (true or false) and `endOfLine` (auto, lf, crlf or cr). One of these files cannot be read, or holds another value. Mend it; nothing was formatted.',
  }),
};
