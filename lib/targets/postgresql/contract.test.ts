import { openSandbox } from "../../sandbox";
import { describeTarget } from "../testing/contract";
import { postgresql } from "./index";

describeTarget(postgresql, () => openSandbox("postgresql"));
