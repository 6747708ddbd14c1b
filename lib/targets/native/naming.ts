/** What an embedded field is called: the child's name without its parent's (`order_items` in `orders`: `items`). */
export function embeddedName(child: string, parent: string): string {
  const stems = [parent, parent.replace(/ies$/, "y"), parent.replace(/(?<=[sxz]|ch|sh)es$/, ""), parent.replace(/s$/, "")];
  for (const stem of stems) {
    const rest = child.slice(stem.length);
    if (stem.length > 0 && child.toLowerCase().startsWith(stem.toLowerCase()) && /^(?:_+[^_]|[A-Z])/.test(rest)) return rest.replace(/^_+/, "").replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
  }
  return child;
}

/** Lower-case letters, digits and underscores, at most 60. */
export function slugOf(text: string): string {
  const slug = text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  return slug.slice(0, 60).replace(/_+$/, "") || "change";
}
