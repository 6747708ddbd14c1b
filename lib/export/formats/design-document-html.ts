import { escapeHtml } from "../escape";
import type { DocumentInput, ExportFormat } from "../input";
import { renderMarkdown } from "../safe-markdown";
import { diagramFile, writeDesignDocument } from "./design-document";

/** The same document as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. */
export const designDocumentHtml: ExportFormat = {
  id: "design-document-html", label: "Design document (HTML)", extension: "html", mediaType: "text/html", write: writeHtml,
};

function writeHtml(input: DocumentInput): string {
  // As an image an SVG cannot run anything, whatever it holds.
  const images = new Map(input.diagramSvg === undefined ? [] : [[diagramFile, `data:image/svg+xml;base64,${base64(input.diagramSvg)}`]]);
  const body = renderMarkdown(writeDesignDocument(input), images);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Database Design: ${escapeHtml(input.name)}</title>
<style>${styles}</style>
</head>
<body>
<main>
${body}</main>
</body>
</html>
`;
}

function base64(text: string): string {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

const styles = `
:root { color-scheme: light dark; --ink: #1f2328; --quiet: #59636e; --line: #d1d9e0; --shade: #f6f8fa; --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --quiet: #9aa4af; --line: #373e47; --shade: #1f242b; --paper: #15191e; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, sans-serif; }
main { max-width: 720px; margin: 0 auto; padding: 48px 24px; overflow-wrap: break-word; }
h2 { font-size: 28px; line-height: 1.25; margin: 0 0 24px; } h3 { font-size: 19px; margin: 40px 0 12px; }
pre { background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: 16px; overflow-x: auto; font-size: 13px; line-height: 1.5; }
code { font-family: ui-monospace, "JetBrains Mono", Menlo, Consolas, monospace; font-size: 0.875em; } pre code { font-size: inherit; }
table { border-collapse: collapse; width: 100%; font-size: 14px; } th, td { border: 1px solid var(--line); padding: 8px 12px; text-align: left; vertical-align: top; }
th { background: var(--shade); } a { color: inherit; } img { max-width: 100%; height: auto; background: #fff; border: 1px solid var(--line); border-radius: 6px; }
@media print {
  :root { color-scheme: light; --ink: #000; --quiet: #333; --line: #bbb; --shade: #fff; --paper: #fff; }
  body { font-size: 11pt; } main { max-width: none; padding: 0; } h3 { break-after: avoid; } tr, img { break-inside: avoid; }
  pre { white-space: pre-wrap; border-color: #ccc; } a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 9pt; }
}
`;
