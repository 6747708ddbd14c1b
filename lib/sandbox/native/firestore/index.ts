import type { OpenNativeSandbox } from "../native-sandbox";
import { FirestoreChecker } from "./checker";
import { findVendor } from "./vendor";

/** Firestore's documented rules, and its own tools where they are installed. */
export const openFirestoreSandbox: OpenNativeSandbox = async (version) => new FirestoreChecker(version, await findVendor());
