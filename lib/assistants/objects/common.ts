/** What several objects share. */

export type Metadata = Readonly<Record<string, string>>;

/** Position of a row in creation order: strictly increasing within a database, also inside one second. */
export type CreationOrder = number;

/** What a deletion answers. */
export type Deleted<Name extends string> = {
  readonly id: string;
  readonly object: `${Name}.deleted`;
  readonly deleted: true;
};
