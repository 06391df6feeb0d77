/** As the `ref` of what is to have the focus from the moment that it is there. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus()
}
