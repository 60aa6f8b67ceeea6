import type { Firefox } from './firefox.ts';

/** Stores a connection to a server of Chat Completions, which becomes the default: what Save on the options page sends. */
export async function connectFirefox(firefox: Firefox, baseUrl: string): Promise<void> {
  const options = await firefox.openDocument('options.html');
  await options.evaluate(save, baseUrl);
  await options.close();
}

/** Runs in the options page. */
async function save(base_url: string): Promise<void> {
  const connection = {
    id: null,
    name: 'Test server',
    service: 'custom',
    base_url,
    protocol: 'chat-completions',
    model: 'test-model',
  };
  await Reflect.get(globalThis, 'browser').runtime.sendMessage({
    name: 'connection-save',
    input: { connection, key: 'sk-test-1234' },
  });
}
