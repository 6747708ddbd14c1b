import { nativeContract } from "../native/testing/contract";
import { dynamodb } from ".";

nativeContract(dynamodb);
