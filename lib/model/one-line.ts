/**
 * A text from users as part of one line of a file: line breaks and control characters (terminals obey them) become spaces;
 * bidirectional overrides go, since they would disguise what follows.
 */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").replace(/[\u202a-\u202e\u2066-\u2069]/g, "").trim();
}
