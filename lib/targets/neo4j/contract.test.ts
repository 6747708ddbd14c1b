import { nativeContract } from "../native/testing/contract";
import { neo4j } from ".";

nativeContract(neo4j);
