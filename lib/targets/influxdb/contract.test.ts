import { nativeContract } from "../native/testing/contract";
import { influxdb } from "./index";

nativeContract(influxdb);
