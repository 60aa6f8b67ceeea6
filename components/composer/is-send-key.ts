/** Enter alone. The key that ends an input method's composition is no Enter; 229 is how some browsers report it. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.altKey && !event.isComposing && event.keyCode !== 229;
}
