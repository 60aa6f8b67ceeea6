import temml from 'temml';

/** In em and in points: no formula of an answer draws over what is around it. */
const MAX_SIZE: [number, number] = [20, 100];
/** Macros that expand to macros end here; the library's own limit is ten times this. */
const MAX_EXPAND = 100;

/**
 * Sets a formula into an element as MathML. Links, pictures, classes and styles that TeX could ask for are refused: where they stand
 * the command is shown. TeX that cannot be understood is left as it is.
 */
export function setFormula(place: HTMLElement, tex: string, display: boolean): void {
  const set = document.createElement('span');
  try {
    temml.render(tex, set, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      maxSize: MAX_SIZE,
      maxExpand: MAX_EXPAND,
      annotate: true,
    });
  } catch {
    return;
  }
  place.replaceChildren(...set.childNodes);
  place.className = 'set';
}
