// Bundled by worker-script.ts and evaluated inside the background worker: nothing of the project but the programs may be imported.

import OpenAI from 'openai';
import { EXAMPLES, type ExampleName } from './examples.ts';

export type InWorker = { readonly run: (name: ExampleName) => Promise<readonly string[]> };

const { fetch } = globalThis.sitethread;
const client = new OpenAI({ apiKey: 'local', fetch, dangerouslyAllowBrowser: true, maxRetries: 0 });

Object.assign(globalThis, { examples: { run: (name) => EXAMPLES[name](client) } satisfies InWorker });
