const SCHEME = 'file-upload:';

/**
 * The address of a file of the user's own, which no page can have and no browser opens. `hash`: of its bytes, in hexadecimal digits. The
 * same content under the same name has the same address wherever it is attached.
 */
export function fileAddress(hash: string, name: string): string {
  return `${SCHEME}${hash}/${encodeURIComponent(name.toWellFormed())}`;
}
