import { texOfMathml } from './mathml.ts';

/** Formulas as the TeX their page carries. One formula often stands in a page two or three times; it is read once. */

export type Formula = { readonly tex: string; readonly display: boolean };

/** Class names that renderers give to what they draw around a formula, and to their previews. */
const RENDERED = /(?:^|\s)(?:katex(?:-display)?|MathJax(?:_Display|_Preview)?|mwe-math-element\S*)(?:\s|$)/;
const PICTURE = /(?:^|\s)(?:mwe-math|latex|tex)(?:[\s-]|$)/;

/** True where an element renders, previews or carries a formula: the walk asks {@link formulaOf} and never goes inside. */
export function isMath(element: Element, className: string): boolean {
  switch (element.localName) {
    case 'script':
      return /^math\/tex/i.test(element.getAttribute('type') ?? '');
    case 'math':
    case 'mjx-container':
      return true;
    case 'img':
      return className !== '' && PICTURE.test(className) && element.hasAttribute('alt');
    case 'span':
    case 'div':
      return className !== '' && RENDERED.test(className);
    default:
      return false;
  }
}

/** Null when the element only repeats a formula that another one carries, or carries none. */
export function formulaOf(element: Element): Formula | null {
  if (element.localName === 'script') {
    return formula(element.textContent, /mode=display/i.test(element.getAttribute('type') ?? ''));
  }
  if (element.matches('.MathJax_Preview') || isRenderedBesideItsScript(element)) return null;
  return formula(texOf(element), isDisplayed(element));
}

/** MathJax 2 keeps its script after what it drew. */
function isRenderedBesideItsScript(element: Element): boolean {
  if (!element.matches('.MathJax, .MathJax_Display')) return false;
  const frame = element.closest('.MathJax_Display') ?? element;
  return frame.nextElementSibling?.matches('script[type^="math/tex"]') ?? false;
}

const TEX =
  'annotation[encoding="application/x-tex"], annotation[encoding="TeX"], annotation[encoding="LaTeX"], annotation[encoding="application/x-latex"]';

function texOf(element: Element): string | null {
  const annotation = element.querySelector(TEX);
  if (annotation) return annotation.textContent;
  for (const candidate of [element, ...element.querySelectorAll('[alttext], [data-latex], [data-tex], img[alt]')]) {
    for (const name of ['alttext', 'data-latex', 'data-tex', 'alt']) {
      const value = candidate.getAttribute(name);
      if (value) return value;
    }
  }
  const mathml = element.localName === 'math' ? element : element.querySelector('math');
  return mathml ? texOfMathml(mathml) : element.textContent;
}

function isDisplayed(element: Element): boolean {
  return (
    element.matches('.katex-display, .MathJax_Display, [display="true"], [display="block"], .mwe-math-element-block') ||
    element.querySelector('math[display="block"]') !== null
  );
}

function formula(source: string | null, display: boolean): Formula | null {
  const trimmed = (source ?? '').trim().replace(/\s+/g, ' ');
  const styled = /^\{\\displaystyle\s+(.*)\}$/.exec(trimmed);
  const tex = (styled?.[1] ?? trimmed).trim();
  return tex === '' ? null : { tex, display };
}
