export { serve, type EmulatorServer, type ServeOptions } from './serve.ts';
export { readDataFile } from './read-data-file.ts';
