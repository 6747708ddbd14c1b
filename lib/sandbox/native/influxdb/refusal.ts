/** What the server or its command would answer with an error: ended at the sandbox's door, where it becomes a value. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

export function refuse(message: string): never {
  throw new Refusal(message);
}
