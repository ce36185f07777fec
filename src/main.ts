import 'reflect-metadata';
import { start } from './start/start';

void start();
