/**
 * The tab that shows a panel, where it is a button among others. Tabs that are links or list items are read as such at their own
 * place, and a single tab is no choice.
 */
export function tabLabel(panel: Element): Element | null {
  const id = panel.getAttribute('aria-labelledby');
  const tab = id ? panel.ownerDocument.getElementById(id) : null;
  if (tab?.localName !== 'button' || tab.getAttribute('role') !== 'tab') return null;
  const tabs = tab.closest('[role="tablist"]')?.querySelectorAll('[role="tab"]').length ?? 0;
  return tabs > 1 ? tab : null;
}
