import { openSqlJs } from "../../sandbox/sqljs";
import { describeTarget } from "../testing/contract";
import { sqlite } from "./index";

describeTarget(sqlite, () => openSqlJs(sqlite));
