import { parentPort } from 'node:worker_threads';
import { goLast } from '../platform/workers/go-last';
import { readDictionary } from './dictionary';

goLast();
parentPort?.postMessage(readDictionary().table);
