import { parentPort } from 'node:worker_threads';
import { makeCrewThread } from '../exec/crew-thread.ts';

// A thread of a crew.

parentPort?.on('message', makeCrewThread());
