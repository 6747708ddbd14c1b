import type { OpenNativeSandbox } from "../native-sandbox";
import { serverAddress } from "../../servers";
import { MongoChecker } from "./checker";

/** MongoDB's documented rules, and DocumentDB behind them where its address is known. */
export const openMongoSandbox: OpenNativeSandbox = async () => {
  const url = serverAddress("mongodb");
  if (url === undefined) return new MongoChecker();
  try {
    return await (await import("./documentdb")).openDocumentDb(url);
  } catch (error) {
    return new MongoChecker(`DocumentDB at STRATA_DOCUMENTDB_URL did not answer: ${error instanceof Error ? error.message : String(error)}`);
  }
};
