/** Words of a drawn name: split at everything that is no letter or digit, and where small letters meet capitals. */
export function nameWords(name: string): readonly string[] {
  return name.replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2").split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

const irregular: Readonly<Record<string, string>> = {
  people: "person", children: "child", men: "man", women: "woman", mice: "mouse", feet: "foot", teeth: "tooth", geese: "goose", oxen: "ox", indices: "index", vertices: "vertex",
  matrices: "matrix", criteria: "criterion", phenomena: "phenomenon", leaves: "leaf", halves: "half", shelves: "shelf", knives: "knife", lives: "life", wives: "wife", analyses: "analysis",
  series: "series", species: "species", news: "news", data: "data", media: "media", status: "status", address: "address", bus: "bus", lens: "lens", metadata: "metadata", movies: "movie", cookies: "cookie",
  ties: "tie", pies: "pie", shoes: "shoe", caches: "cache", axes: "axis", quizzes: "quiz",
};

/** The English singular of a lower-case word; a word that is none stays. */
export function singular(word: string): string {
  const known = irregular[word];
  if (known !== undefined && Object.hasOwn(irregular, word)) return known;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|[^aeo]us|x|sh|[trnlo]ch|each|zz|[^sh]o)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) && !/(?:is|us)$/.test(word) ? word.slice(0, -1) : word;
}

/** The words with the last one in the singular: `order_items` gives order, item. */
export function singularWords(name: string): readonly string[] {
  const words = nameWords(name);
  const last = words.at(-1);
  return last === undefined ? words : [...words.slice(0, -1), keepCase(last, singular(last.toLowerCase()))];
}

function keepCase(word: string, replacement: string): string {
  return word === word.toLowerCase() ? replacement : word.toLowerCase() === replacement ? word : replacement;
}

function capitalised(word: string): string {
  const [first = "", ...rest] = word;
  return first.toUpperCase() + (word === word.toUpperCase() && word.length > 1 ? rest.join("").toLowerCase() : rest.join(""));
}

/** `OrderItem`. Empty where the words are. */
export function pascalCase(words: readonly string[]): string {
  return words.map(capitalised).join("");
}

/** `placedAt`. Empty where the words are. */
export function camelCase(words: readonly string[]): string {
  const [first = "", ...rest] = words;
  return (first === first.toUpperCase() ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1)) + pascalCase(rest);
}

/** `PLACED_AT`. Empty where the words are. */
export function upperSnake(words: readonly string[]): string {
  return words.map((word) => word.toUpperCase()).join("_");
}

/** `placed_at`, of ASCII letters and digits only, for file and constraint names; at most `most` characters. Empty where nothing is left. */
export function lowerSnake(words: readonly string[], most: number): string {
  return words.map((word) => word.toLowerCase().replace(/[^a-z0-9]/g, "")).filter((word) => word !== "").join("_").slice(0, most).replace(/_+$/, "");
}

/** The first of `name`, `name2`, `name3`, ... that is not taken; takes it. */
export function freeName(name: string, taken: Set<string>, separator = ""): string {
  let free = name;
  for (let i = 2; taken.has(free); i += 1) free = `${name}${separator}${i}`;
  taken.add(free);
  return free;
}
