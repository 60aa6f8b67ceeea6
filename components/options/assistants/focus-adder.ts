/** A button that goes with what it removes hands the focus on, to the button under the list that adds to it. */
export function focusAdder({ currentTarget }: { readonly currentTarget: Element }): void {
  const list = currentTarget.closest('.files-field, .functions-field, .metadata-field');
  list?.querySelector<HTMLElement>(':scope > button')?.focus();
}
