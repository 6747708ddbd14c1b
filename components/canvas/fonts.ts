const wanted = [`600 13px "Inter Variable"`, `400 12px "JetBrains Mono Variable"`];
/** A font that does not come must not keep the diagram away; milliseconds. */
const patience = 1500;
let loading: Promise<void> | undefined;

/**
 * Resolves when the fonts of the canvas are there to be drawn and measured with, or are late. A canvas remembers what a font's
 * name meant when it was first drawn or measured with, so neither may happen before.
 */
export function canvasFonts(): Promise<void> {
  loading ??= Promise.race([stylesheets().then(() => Promise.allSettled(wanted.map((font) => document.fonts.load(font)))), late()]).then(() => undefined);
  return loading;
}

const late = () => new Promise<void>((resolve) => setTimeout(resolve, patience));

/** Code may run before the stylesheet that names the fonts; until then no font answers to the name. */
async function stylesheets(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].filter((link) => link.sheet === null);
  await Promise.all(links.map((link) => new Promise<void>((resolve) => {
    link.addEventListener("load", () => resolve(), { once: true });
    link.addEventListener("error", () => resolve(), { once: true });
  })));
}
