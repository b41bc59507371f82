import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import { startServer } from '../../lsp/server.ts';
import type { Host } from '../../lsp/host.ts';
import { connect, type Session } from './session.ts';

/** A machine without files. */
const nowhere: Host = { readText: () => Promise.resolve(undefined), listFiles: () => Promise.resolve([]) };

/** A session with a server in this process. */
export function localSession(host: Host = nowhere): Promise<Session> {
  const [toServer, fromServer] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(toServer, fromServer), host);
  return connect(fromServer, toServer);
}
