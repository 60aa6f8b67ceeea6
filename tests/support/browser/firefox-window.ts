import type { Browser } from 'puppeteer-core';

/** Runs code in Firefox's own window, with all its rights; the browser must be started with `--remote-allow-system-access`. */
export type FirefoxWindow = {
  /** `task` is a self-contained function of JSON arguments; its result comes back as JSON. */
  readonly run: <Parameters extends readonly unknown[], Result>(
    task: (...parameters: Parameters) => Result | Promise<Result>,
    ...parameters: Parameters
  ) => Promise<Result>;
};

type Reply<T> = { readonly result: T };
type Connection = { send<T>(method: string, parameters: object): Promise<Reply<T>> };
type Tree = { readonly contexts: readonly { readonly context: string }[] };
type Evaluation = {
  readonly result?: { readonly value?: string };
  readonly exceptionDetails?: { readonly text: string };
};

/** Firefox's addition to WebDriver BiDi: contexts of the browser's own documents. */
const CHROME = { 'moz:scope': 'chrome' };

export async function firefoxWindow(browser: Browser): Promise<FirefoxWindow> {
  // Puppeteer has no public door to BiDi commands of the browser's vendor.
  const { connection } = browser as unknown as { connection: Connection };
  const tree = await connection.send<Tree>('browsingContext.getTree', CHROME);
  const [window] = tree.result.contexts;
  if (window === undefined) throw new Error('Firefox has no window.');

  return {
    async run(task, ...parameters) {
      const call = `(${task})(...${JSON.stringify(parameters)})`;
      const { result } = await connection.send<Evaluation>('script.evaluate', {
        ...CHROME,
        // What is undefined has no JSON; null stands for it.
        expression: `Promise.resolve(${call}).then((value) => JSON.stringify(value ?? null))`,
        target: { context: window.context },
        awaitPromise: true,
      });
      if (result.exceptionDetails !== undefined)
        throw new Error(`In Firefox's window: ${result.exceptionDetails.text}`);
      return JSON.parse(result.result?.value ?? 'null');
    },
  };
}
