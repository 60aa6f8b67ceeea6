/** Reading values whose shape a server decides: nothing is trusted, nothing throws. */

type JsonRecord = Readonly<Record<string, unknown>>;

/** The object itself, or an empty one for anything that is no object. */
export function recordOf(value: unknown): JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {};
}

/** The text itself, or `''` for anything that is no text. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The list itself, or an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The parsed text, or undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Servers send HTML, plain sentences and half objects where JSON is due.
  }
}
