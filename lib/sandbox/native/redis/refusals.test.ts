import { describe, expect, it } from "vitest";
import { openRedis } from ".";

const library = "FUNCTION LOAD \"#!lua name=things\\nredis.register_function(\\\"put_x\\\", function() end)\"";
const create = "FT.CREATE idx:things_v1 ON HASH PREFIX 1 things: SCHEMA name TEXT WEIGHT 2 price NUMERIC SORTABLE";

const refused: readonly (readonly [string, readonly string[], string, string])[] = [
  ["quotes that are not closed", [], "SET a \"b", "quotes"], ["a command that is not there", [], "HGETTALL a", "unknown command"], ["a library twice", [library], library, "already exists"],
  ["a library without a name", [], "FUNCTION LOAD \"return 1\"", "metadata"], ["a function of another library", [library], library.replace("name=things", "name=others"), "already exists in library things"],
  ["a call of a function that is not there", [], "FCALL put_x 0", "Function not found"], ["more keys than words", [library], "FCALL put_x 2 a", "Bad number of keys"], ["a rule that is none", [], "ACL SETUSER me things:*", "Syntax error"],
  ["a search index twice", [create], create, "already exists"], ["a search index on what is neither", [], create.replace("HASH", "SET"), "Invalid rule type"], ["a search field of no type", [], create.replace("NUMERIC", "NUMBER"), "Invalid field type"],
  ["a JSON field without a path", [], create.replace("HASH", "JSON"), "no JSON path"], ["a vector without its size", [], `${create} v VECTOR HNSW 2 TYPE FLOAT32`, "vector"], ["a prefix fewer than counted", [], create.replace("PREFIX 1", "PREFIX 3"), "PREFIX"],
  ["an alias of no index", [], "FT.ALIASADD idx:things idx:things_v1", "Unknown index"], ["an alias twice", [create, "FT.ALIASADD idx:things idx:things_v1"], "FT.ALIASADD idx:things idx:things_v1", "already exists"],
  ["dropping an index that is not there", [], "FT.DROPINDEX idx:things_v1", "Unknown Index"], ["taking a field out of an index", [create], "FT.ALTER idx:things_v1 SCHEMA DROP name", "only adds"], ["asking an index that is not there", [], "FT.SEARCH idx:things *", "No such index"],
];

describe("the account of Redis commands", () => {
  for (const [what, before, command, message] of refused) {
    it(`refuses ${what}`, async () => {
      const sandbox = await openRedis("8.0");
      for (const each of before) expect([each, await sandbox.run(each)]).toMatchObject([each, { ok: true }]);
      const catalog = await sandbox.catalog();
      expect(await sandbox.run(command)).toEqual({ ok: false, message: expect.stringContaining(message) });
      expect(await sandbox.catalog()).toEqual(catalog);
    });
  }
});
