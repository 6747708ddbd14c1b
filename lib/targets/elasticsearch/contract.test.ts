import { nativeContract } from "../native/testing/contract";
import { elasticsearch } from "./index";

nativeContract(elasticsearch);
