import { nativeContract } from "../native/testing/contract";
import { redis } from ".";

nativeContract(redis);
