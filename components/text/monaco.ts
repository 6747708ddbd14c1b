import { loader } from "@monaco-editor/react";
import * as monaco from "monaco-editor/editor/editor.api";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/caretOperations/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/codicon/register";
import "monaco-editor/features/comment/register";
import "monaco-editor/features/contextmenu/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/folding/register";
import "monaco-editor/features/gotoError/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/lineSelection/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/toggleTabFocusMode/register";
import "monaco-editor/features/wordHighlighter/register";
import "monaco-editor/features/wordOperations/register";
import "monaco-editor/languages/definitions/cypher/register";
import "monaco-editor/languages/definitions/graphql/register";
import "monaco-editor/languages/definitions/javascript/register";
import "monaco-editor/languages/definitions/lua/register";
import "monaco-editor/languages/definitions/markdown/register";
import "monaco-editor/languages/definitions/mysql/register";
import "monaco-editor/languages/definitions/pgsql/register";
import "monaco-editor/languages/definitions/python/register";
import "monaco-editor/languages/definitions/redis/register";
import "monaco-editor/languages/definitions/shell/register";
import "monaco-editor/languages/definitions/yaml/register";
import { dbmlTokens } from "./languages";

/** The editor comes with the page and its worker is bundled: nothing is fetched from elsewhere. */
globalThis.MonacoEnvironment = {
  getWorker: () => new Worker(new URL("monaco-editor/editor/editor.worker", import.meta.url), { type: "module" }),
};
loader.config({ monaco });

monaco.languages.register({ id: "dbml", extensions: [".dbml"] });
monaco.languages.setMonarchTokensProvider("dbml", dbmlTokens);
monaco.languages.setLanguageConfiguration("dbml", {
  comments: { lineComment: "//", blockComment: ["/*", "*/"] },
  brackets: [["{", "}"], ["[", "]"], ["(", ")"]],
  autoClosingPairs: [{ open: "{", close: "}" }, { open: "[", close: "]" }, { open: "(", close: ")" }, { open: "'", close: "'" }],
});

/** Gives the editor the interface's colours; call again when the theme changes. */
export function defineTheme(theme: "light" | "dark"): string {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => longHex(style.getPropertyValue(name).trim());
  const name = `strata-${theme}`;
  const bare = (variable: string) => color(variable).replace("#", "");
  monaco.editor.defineTheme(name, {
    base: theme === "dark" ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      { token: "", foreground: bare("--ink") },
      { token: "keyword", foreground: bare("--accent-text") },
      { token: "predefined", foreground: bare("--info") },
      { token: "type", foreground: bare("--info") },
      { token: "predefined.sql", foreground: bare("--info") },
      { token: "string", foreground: bare("--ok") },
      { token: "string.sql", foreground: bare("--ok") },
      { token: "operator.sql", foreground: bare("--ink-2") },
      { token: "identifier", foreground: bare("--ink") },
      { token: "number", foreground: bare("--warn") },
      { token: "comment", foreground: bare("--ink-3"), fontStyle: "italic" },
      { token: "operator", foreground: bare("--ink-2") },
      { token: "delimiter", foreground: bare("--ink-2") },
    ],
    colors: {
      "editor.background": color("--surface"),
      "editor.foreground": color("--ink"),
      "editorLineNumber.foreground": color("--ink-3"),
      "editorLineNumber.activeForeground": color("--ink"),
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${level}`, color("--ink-2")])),
      "editorCursor.foreground": color("--accent"),
      "editor.selectionBackground": color("--accent-selection"),
      "editor.lineHighlightBackground": color("--sunken"),
      "editor.lineHighlightBorder": color("--sunken"),
      "editorWidget.background": color("--surface"),
      "editorWidget.border": color("--line"),
      "editorHoverWidget.background": color("--surface"),
      "editorHoverWidget.border": color("--line"),
      "editorError.foreground": color("--bad"),
      "editorWarning.foreground": color("--warn"),
      "editorInfo.foreground": color("--info"),
      focusBorder: color("--accent"),
      "scrollbar.shadow": "#00000000",
    },
  });
  return name;
}

export { monaco };

/** The stylesheet's minifier writes #fff for #ffffff, which the editor does not take. */
function longHex(color: string): string {
  return /^#[0-9a-f]{3,4}$/i.test(color) ? color.replace(/[0-9a-f]/gi, "$&$&") : color;
}
