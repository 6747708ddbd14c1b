import { config } from "zod";

// Runs before anything else of ours in the browser. zod 4 tries `new Function` to learn whether it may compile its parsers;
// our Content-Security-Policy forbids that, and each try is reported as a violation.
config({ jitless: true });
