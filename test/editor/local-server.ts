import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import { startServer } from '../../lsp/server.ts';
import type { Host } from '../../lsp/host.ts';
import { connect, type ClientNature, type Session } from './session.ts';

/** A machine without files. */
const nowhere: Host = { readText: () => Promise.resolve(undefined), listFiles: () => Promise.resolve([]) };

/** A session with a server in this process. */
export function localSession(host: Partial<Host> = {}, nature: ClientNature = {}): Promise<Session> {
  const [toServer, fromServer] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(toServer, fromServer), { ...nowhere, ...host });
  return connect(fromServer, toServer, nature);
}
