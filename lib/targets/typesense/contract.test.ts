import { nativeContract } from "../native/testing/contract";
import { typesense } from "./index";

nativeContract(typesense);
