import { createConnection } from 'vscode-languageserver/node';
import { readUri } from '../src/node/read-uri.ts';
import { startServer } from './server.ts';

/** Serves one client on standard input and output until it disconnects; then the process ends. */
export function serveStdio(): void {
  startServer(createConnection(process.stdin, process.stdout), readUri);
}
