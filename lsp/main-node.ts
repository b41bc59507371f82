import { createConnection } from 'vscode-languageserver/node';
import { makeExaminer } from '../src/node/examiner.ts';
import { formatOptionsOfUri } from '../src/node/format-options.ts';
import { listRegionFiles } from '../src/node/list-region-files.ts';
import { readUri } from '../src/node/read-uri.ts';
import { startServer } from './server.ts';

/**
 * Serves one client on standard input and output until it disconnects; then the process ends. `examineScript` is the
 * file of the worker that looks at what takes longer (`serveExaminations`).
 */
export function serveStdio(examineScript: string | URL): void {
  const examiner = makeExaminer(examineScript);
  startServer(createConnection(process.stdin, process.stdout), {
    readText: readUri,
    listFiles: listRegionFiles,
    formatOptions: formatOptionsOfUri,
    examiner,
  });
}
