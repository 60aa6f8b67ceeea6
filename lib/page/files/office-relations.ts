import { type ArchiveFiles, all, attribute } from './archive-xml.ts';

/** What an element stands for: its other `id` is a number of its own. */
export function relationOf(element: Element): string {
  return [...element.attributes].find(({ localName, prefix }) => localName === 'id' && prefix !== null)?.value ?? '';
}

/** Files by what the others call them. */
export async function relations(
  xml: ArchiveFiles['xml'],
  name: string,
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const document = await xml(name);
  return new Map(
    (document === null ? [] : all(document, 'Relationship')).map((relation) => {
      const target = attribute(relation, 'Target') ?? '';
      return [attribute(relation, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : folder + target];
    }),
  );
}
