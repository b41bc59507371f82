import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  type Connection,
} from 'vscode-languageserver/browser';
import { examineText, type ExaminationJob } from '../src/service/examine-text.ts';
import type { Examination } from '../src/service/examination.ts';
import type { Examiner } from './host.ts';
import { startServer } from './server.ts';

// The server in a web worker. The same script, under another name, is the worker that looks closely at texts.

interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'error', listen: (event: WorkerEvent) => void): void;
}

interface WorkerEvent {
  readonly data?: unknown;
  readonly message?: string;
}

interface WorkerScope extends Port {
  readonly name: string;
  readonly location: { readonly href: string };
}

interface Thread extends Port {
  terminate(): void;
}

declare const self: WorkerScope;
declare const Worker: new (url: string, options: { readonly name: string }) => Thread;

const examinerName = 'region-examiner';

if (self.name === examinerName) serveExaminations();
else serve();

function serve(): void {
  const connection: Connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
  startServer(connection, {
    // The client reads files: a worker has none.
    readText: async (uri) => (await connection.sendRequest<string | null>('region/readText', uri)) ?? undefined,
    listFiles: () => connection.sendRequest<readonly string[]>('region/listFiles'),
    examiner: makeExaminer(),
  });
}

/** One thread a job, ended where the job is cancelled: such threads share no memory in which to say so. */
function makeExaminer(): Examiner {
  const threads = new Set<Thread>();
  return {
    run(job) {
      const thread = new Worker(self.location.href, { name: examinerName });
      threads.add(thread);
      let cancel = (): void => {};
      const result = new Promise<Examination | undefined>((resolve, reject) => {
        const end = (): void => {
          thread.terminate();
          threads.delete(thread);
        };
        cancel = () => {
          end();
          resolve(undefined);
        };
        thread.addEventListener('message', ({ data }) => {
          end();
          resolve((data as { readonly result?: Examination }).result);
        });
        thread.addEventListener('error', ({ message }) => {
          end();
          reject(new Error(message));
        });
      });
      thread.postMessage(job);
      return { result, cancel: () => cancel() };
    },
    close() {
      for (const thread of threads) thread.terminate();
    },
  };
}

function serveExaminations(): void {
  const now = (): number => performance.now() / 1000;
  self.addEventListener('message', ({ data }) => {
    void examineText(data as ExaminationJob, { now, cancelled: () => false }).then((result) =>
      self.postMessage({ result }),
    );
  });
}
