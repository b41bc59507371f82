import { serveStdio } from './main-node.ts';

// The server as a program of its own, for editors that bring it along; the worker's bundle lies beside this one.
serveStdio(new URL('./examine.mjs', import.meta.url));
