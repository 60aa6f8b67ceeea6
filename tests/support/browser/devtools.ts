/** One connection of the Chrome DevTools Protocol. */
export type Devtools = {
  readonly send: <Result>(method: string, params?: object) => Promise<Result>;
  readonly close: () => void;
};

type Answer = { readonly id?: number; readonly result?: unknown; readonly error?: { readonly message: string } };

export async function connectDevtools(address: string): Promise<Devtools> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, result, error } = JSON.parse(String(data)) as Answer;
    if (error === undefined) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(error.message));
    waiting.delete(id);
  });
  socket.addEventListener('close', () => {
    for (const one of waiting.values()) one.reject(new Error('The connection to the browser is closed.'));
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`No connection to ${address}.`)));
  });
  return {
    async send<Result>(method: string, params: object = {}) {
      const id = ++last;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(id, answer);
      socket.send(JSON.stringify({ id, method, params }));
      return (await answer.promise) as Result;
    },
    close: () => socket.close(),
  };
}
