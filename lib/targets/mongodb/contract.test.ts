import { nativeContract } from "../native/testing/contract";
import { mongodb } from ".";

nativeContract(mongodb);
