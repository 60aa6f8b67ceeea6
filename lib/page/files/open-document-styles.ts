import { all, attribute, children } from './archive-xml.ts';

/** What the styles of an OpenDocument say about what is drawn in them. */
export type Styles = {
  readonly isHidden: (element: Element) => boolean;
  /** The title of the document. */
  readonly isTitle: (paragraph: Element) => boolean;
};

/** Styles may come from one another; so many steps are more than any program writes. */
const LONGEST_LINE = 20;

export function readStyles(documents: readonly (Document | null)[]): Styles {
  const styles = new Map(
    documents
      .flatMap((document) => (document === null ? [] : all(document, 'style')))
      .map((style) => [
        attribute(style, 'name') ?? '',
        { parent: attribute(style, 'parent-style-name'), hides: hides(style) },
      ]),
  );

  /** A style's name and those it comes from. */
  function lineOf(element: Element): string[] {
    const names: string[] = [];
    let name = attribute(element, 'style-name');
    while (name !== null && names.length < LONGEST_LINE) {
      names.push(name);
      name = styles.get(name)?.parent ?? null;
    }
    return names;
  }

  return {
    isHidden: (element) =>
      attribute(element, 'is-hidden') === 'true' ||
      attribute(element, 'display') === 'none' ||
      lineOf(element).some((name) => styles.get(name)?.hides === true),
    isTitle: (paragraph) => lineOf(paragraph).includes('Title'),
  };
}

/** Of words, of a sheet and of a slide. */
function hides(style: Element): boolean {
  return (
    attribute(children(style, 'text-properties')[0], 'display') === 'none' ||
    attribute(children(style, 'table-properties')[0], 'display') === 'false' ||
    attribute(children(style, 'drawing-page-properties')[0], 'visibility') === 'hidden'
  );
}
