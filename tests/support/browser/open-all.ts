/** Told of each thing as soon as it is open: what closes it. */
export type AtTheEnd = (close: () => void | Promise<void>) => void;

/** Opens things one after the other. `close` closes the last one first; where one cannot be opened, those before it are closed at once. */
export async function openAll<T extends object>(
  open: (atTheEnd: AtTheEnd) => Promise<T>,
): Promise<T & { readonly close: () => Promise<void> }> {
  const opened: Parameters<AtTheEnd>[0][] = [];
  const close = async () => {
    for (const one of opened.splice(0).reverse()) await one();
  };
  try {
    return { ...(await open((one) => opened.push(one))), close };
  } catch (error) {
    await close();
    throw error;
  }
}
