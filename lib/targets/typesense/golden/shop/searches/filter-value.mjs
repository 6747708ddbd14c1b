// A value for filter_by: between backticks, so that commas, brackets, && and || in it mean nothing. There is no way to write a backtick itself.
export function filterValue(value) {
  return typeof value === "string" ? `\`${value.replaceAll("`", "")}\`` : String(value);
}

// The parameters of a search with its values: {{name}} in filter_by becomes filterValue(values.name), elsewhere the value as it is.
export function withValues(parameters, values) {
  const put = (text, write) => text.replaceAll(/\{\{([^}]+)\}\}/g, (_, name) => write(values[name]));
  return Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, typeof value === "string" ? put(value, key === "filter_by" ? filterValue : String) : value]));
}
