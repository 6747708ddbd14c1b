import { nativeContract } from "../native/testing/contract";
import { dgraph } from ".";

nativeContract(dgraph);
