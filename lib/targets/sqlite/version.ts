/** SQLite 3.53 brought ALTER COLUMN SET/DROP NOT NULL, ADD CONSTRAINT CHECK and DROP CONSTRAINT (measured on 3.54.1; refused by 3.40.1). */
export function altersConstraints(version: string): boolean {
  const [major, minor] = version.split(".").map(Number);
  return (major ?? 0) > 3 || (major === 3 && (minor ?? 0) >= 53);
}
