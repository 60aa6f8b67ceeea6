import { join } from 'node:path';
import { build } from 'vite';

type Shape = {
  /** A path from the root of the repository. */
  readonly entry: string;
  /** `iife` for scripts that are evaluated; what the module exports by default is then the global `name`. */
  readonly format: 'es' | 'iife';
  readonly name?: string;
};

const ROOT = join(import.meta.dirname, '..', '..');

/** A script for a page with everything it imports, as it would be shipped. */
export async function bundle({ entry, format, name = 'unused' }: Shape): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, lib: { entry: join(ROOT, entry), formats: [format], name, fileName: 'page' } },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const [script] = outputs.flatMap((one) => (one.type === 'chunk' ? [one.code] : []));
  if (script === undefined) throw new Error(`${entry} was not built.`);
  return script;
}
