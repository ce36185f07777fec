import 'reflect-metadata';
import { keepHeapSmall } from './start/keep-heap-small';
import { start } from './start/start';

keepHeapSmall();
void start();
