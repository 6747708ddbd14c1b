/** Names begin with a letter or digit and hold letters, digits, `-` and `_` (influxdb3 create table); 2.x takes them too. `time` is the time's. */
export function influxName(name: string, fallback: string): string {
  const plain = name.normalize("NFKD").replaceAll(/[^A-Za-z0-9_-]+/g, "_").replace(/^[^A-Za-z0-9]+/, "").replace(/_+$/, "").slice(0, 60);
  return plain === "" ? fallback : plain === "time" ? "time_" : plain;
}

/** A migration's slug or a file's name: lower-case letters, digits and underscores, at most 60. */
export function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_+|_+$/g, "").slice(0, 60).replace(/_+$/, "") || "table";
}

/** A word of a shell command. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A name in SQL and InfluxQL. */
export function sqlName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A text in Flux. */
export function fluxText(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("${", "\\${").replaceAll(/[\r\n]+/g, " ")}"`;
}
