/**
 * How runs and assistants name who answers: `on-device`; `default`, the default connection with its own model; `conn_…/model`, or
 * `conn_…/` for that connection's own model. Any other name is one that the default connection's server knows.
 */

/** Also the connection id of answers that are made without any model. */
export const ON_DEVICE = 'on-device';

export const DEFAULT_MODEL = 'default';

/** How the ids of connections begin. */
export const CONNECTION_ID = 'conn_';

export type NamedModel = {
  /** The id of a connection, or one of the two names above. */
  readonly place: string;
  /** Of the model there; empty for the connection's own. */
  readonly name: string;
  /** A connection was named that is there no more: the default one answers, with its own model. */
  readonly gone: boolean;
};

export function readModelName(model: string, connections: readonly { readonly id: string }[]): NamedModel {
  if (model === ON_DEVICE || model === DEFAULT_MODEL) return { place: model, name: '', gone: false };
  const id = idIn(model);
  if (id === null) return { place: DEFAULT_MODEL, name: model, gone: false };
  if (connections.some((one) => one.id === id)) return { place: id, name: model.slice(id.length + 1), gone: false };
  const gone = id.startsWith(CONNECTION_ID);
  return { place: DEFAULT_MODEL, name: gone ? '' : model, gone };
}

export function modelName(place: string, name = ''): string {
  if (place === ON_DEVICE) return ON_DEVICE;
  return place === DEFAULT_MODEL ? name || DEFAULT_MODEL : `${place}/${name}`;
}

/** `get` may give one of another id. */
type Connections<C> = { get(id: string): Promise<C | undefined>; default(): Promise<C | undefined> };

/** The connection that a name leads to, undefined for this device, and the model there, empty for the connection's own. */
export async function connectionNamed<C extends { readonly id: string }>(
  model: string,
  connections: Connections<C>,
): Promise<Pick<NamedModel, 'name' | 'gone'> & { readonly connection: C | undefined }> {
  const id = idIn(model);
  const named = id === null ? undefined : await connections.get(id);
  const { place, name, gone } = readModelName(model, named === undefined ? [] : [named]);
  if (place === ON_DEVICE) return { connection: undefined, name, gone };
  return { connection: place === DEFAULT_MODEL ? await connections.default() : named, name, gone };
}

/** Servers have models with a slash in their names, too. */
function idIn(model: string): string | null {
  const end = model.indexOf('/');
  return end === -1 ? null : model.slice(0, end);
}
