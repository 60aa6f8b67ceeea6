/** At most `limit` bytes of a body as text. A body that breaks off gives what came before. */
export async function readText(body: ReadableStream<Uint8Array>, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  let left = limit;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.byteLength;
    }
  } catch {
    // The status is known and half a sentence explains more than none.
  }
  await reader.cancel().catch(() => undefined); // It broke off before; there is nothing left to cancel.
  return text;
}
