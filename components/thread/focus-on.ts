/** Also what is no control takes the focus then; nothing scrolls. */
export function focusOn(element: HTMLElement | undefined): void {
  if (element === undefined) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
