/** Whether keys pressed on this element are text: single-letter shortcuts must not fire then. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [role=textbox], [role=combobox], .monaco-editor") !== null;
}

/** Whether a menu, dialog or list on top of the page has the keyboard. */
export function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=menu], [role=dialog], [role=alertdialog], [role=listbox][data-state=open]") !== null;
}
