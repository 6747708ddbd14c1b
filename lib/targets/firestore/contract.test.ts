import { nativeContract } from "../native/testing/contract";
import { firestore } from ".";

nativeContract(firestore);
