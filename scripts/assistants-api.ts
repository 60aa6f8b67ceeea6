/**
 * `npm run assistants-api -- --model-base-url <url> --model <name> [--port <number>]`: the extension's engine as an Assistants
 * server over HTTP on this machine, for any Assistants client in any language (docs/assistants-api.md). Everything is kept in
 * memory: each start is a fresh one.
 */
import { createLocalApi } from './assistants-api/local-api.ts';
import { readOptions, USAGE } from './assistants-api/options.ts';
import { serveOverHttp } from './assistants-api/serve-over-http.ts';

async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') {
    console.log(USAGE);
    return;
  }
  const { origin } = await serveOverHttp(createLocalApi(options), options.port);
  console.log(`Assistants API on ${origin}/v1 (models from ${options.base_url}, ${options.model} where none is given)`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
// One request's mishap must not take the other clients' threads along.
process.on('unhandledRejection', (reason) => console.error(reason));

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
