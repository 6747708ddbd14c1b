import type { languages } from "monaco-editor/editor/editor.api";

/** Languages of the text panes. */
export type TextLanguage = "sql" | "mysql" | "dbml" | "plain";

/** Monaco's ids: SQL is coloured as PostgreSQL's, which has most of the others' words too; MySQL quotes in its own way. */
export const monacoLanguage: Readonly<Record<TextLanguage, string>> = { sql: "pgsql", mysql: "mysql", dbml: "dbml", plain: "plaintext" };

/** Words and shapes of DBML, for colouring (Monaco brings none). */
export const dbmlTokens: languages.IMonarchLanguage = {
  ignoreCase: true,
  defaultToken: "",
  keywords: ["project", "table", "tablegroup", "tablepartial", "enum", "ref", "indexes", "checks", "note", "records", "as"],
  settings: ["pk", "primary", "key", "unique", "not", "null", "increment", "default", "name", "type", "delete", "update", "cascade", "restrict", "set", "no", "action", "headercolor", "color", "check"],
  tokenizer: {
    root: [
      [/\/\/.*$/, "comment"],
      [/\/\*/, "comment", "@comment"],
      [/'''/, "string", "@longText"],
      [/'(?:[^'\\]|\\.)*'/, "string"],
      [/"[^"]*"/, "identifier"],
      [/`[^`]*`/, "string.escape"],
      [/\b\d+(?:\.\d+)?\b/, "number"],
      [/[<>-](?=\s)/, "operator"],
      [/[a-z_]\w*/, { cases: { "@keywords": "keyword", "@settings": "type", "@default": "identifier" } }],
      [/[{}()[\]]/, "@brackets"],
    ],
    comment: [[/[^*/]+/, "comment"], [/\*\//, "comment", "@pop"], [/[*/]/, "comment"]],
    longText: [[/[^']+/, "string"], [/'''/, "string", "@pop"], [/'/, "string"]],
  },
};
