/** Bytes that one file in an archive may unpack to: more is no document but an attack. */
const MOST_BYTES = 100 * 1024 * 1024;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

type Entry = { readonly method: number; readonly start: number; readonly size: number; readonly encrypted: boolean };

export type Archive = {
  readonly names: readonly string[];
  /** Null where there is no such file. Throws where it is damaged, encrypted, packed in an unusual way or longer than any document. */
  bytes(name: string): Promise<Uint8Array | null>;
};

/** Reads the directory of a ZIP archive. Throws where there is none. */
export function openZip(archive: Uint8Array): Archive {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const entries = readDirectory(archive, view);
  return {
    names: [...entries.keys()],
    async bytes(name) {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      if (entry.encrypted) throw new Error(`${name} is encrypted.`);
      // The local header's own names and notes may be longer than the directory's.
      const start = entry.start + 30 + view.getUint16(entry.start + 26, true) + view.getUint16(entry.start + 28, true);
      const packed = archive.slice(start, start + entry.size);
      if (entry.method === STORED) return packed;
      if (entry.method !== DEFLATED) throw new Error(`${name} is packed in an unusual way.`);
      return unpack(packed);
    },
  };
}

function readDirectory(archive: Uint8Array, view: DataView): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const end = endOfDirectory(view);
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new Error('The archive is damaged.');
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(archive.subarray(at + 46, at + 46 + length));
    entries.set(name, {
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      start: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Behind it stands no more than a note. */
function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  throw new Error('There is no directory in the archive.');
}

async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      throw new Error('There is more in the archive than in any document.');
    }
    pieces.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
