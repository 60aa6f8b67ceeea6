/** Declarations in a `style` attribute that hide an element where no browser computes styles: parsed copies and tests. */
const HIDING =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0*%?\s*(?:!|;|$)|font-size\s*:\s*0*[01]?(?:px|pt|em|rem|%)?\s*(?:!|;|$)|color\s*:\s*transparent|(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}(?:px|em|rem)|clip\s*:\s*rect\(0)/i;

export function attributesHide(element: Element): boolean {
  const hidden = element.getAttribute('hidden');
  if (hidden !== null && hidden !== 'until-found') return true;
  const style = element.getAttribute('style');
  return style !== null && HIDING.test(style);
}
