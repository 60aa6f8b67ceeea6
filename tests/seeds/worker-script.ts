import { resolve } from 'node:path';
import { build } from 'vite';

/** The examples and the client they need as one script that can be evaluated in any global scope. */
export async function workerScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: resolve(import.meta.dirname, 'in-worker.ts'), formats: ['iife'], name: 'bundle' },
    },
  });
  const [bundle] = [result].flat();
  if (bundle === undefined || !('output' in bundle)) throw new Error('Nothing was bundled.');
  return bundle.output[0].code;
}
