import type { Suggestion } from "./combobox";

/** Keeps what contains the text, what begins with it first; order otherwise as given. */
export function filterSuggestions(suggestions: readonly Suggestion[], text: string): readonly Suggestion[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return suggestions;
  const begins: Suggestion[] = [];
  const contains: Suggestion[] = [];
  for (const suggestion of suggestions) {
    const label = suggestion.label.toLowerCase();
    if (label.startsWith(wanted)) begins.push(suggestion);
    else if (label.includes(wanted)) contains.push(suggestion);
  }
  return [...begins, ...contains];
}
