import type { languages } from "monaco-editor/editor/editor.api";

/** Languages of the text panes. */
export type TextLanguage = "sql" | "mysql" | "dbml" | "plain" | "json" | "javascript" | "python" | "cypher" | "graphql" | "redis" | "lua" | "yaml" | "markdown" | "shell";

/** Monaco's ids: SQL is coloured as PostgreSQL's, which has most of the others' words too; MySQL quotes in its own way. JSON is a part of JavaScript. */
export const monacoLanguage: Readonly<Record<TextLanguage, string>> = {
  sql: "pgsql", mysql: "mysql", dbml: "dbml", plain: "plaintext", json: "javascript", javascript: "javascript", python: "python", cypher: "cypher", graphql: "graphql", redis: "redis", lua: "lua",
  yaml: "yaml", markdown: "markdown", shell: "shell",
};

/** The language of a native file by the name its target gives, plain where Monaco knows none. */
export function textLanguage(name: string): TextLanguage {
  switch (name) {
    case "sql": case "mysql": case "json": case "javascript": case "python": case "cypher": case "graphql": case "redis": case "lua": case "yaml": case "markdown": case "shell": return name;
    case "typescript": case "js": return "javascript";
    case "bash": case "sh": return "shell";
    default: return "plain";
  }
}

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
