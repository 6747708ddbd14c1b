import { spawn, spawnSync } from "node:child_process";

/** A Python that can import a module, or undefined where there is none. */
export function pythonWith(module: string): string | undefined {
  return ["python3", "/usr/bin/python3"].find((command) => spawnSync(command, ["-c", `import ${module}`], { stdio: "ignore" }).status === 0);
}

/** What a run of a script gave. */
export interface ScriptRun {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs a script to its end, or until `stopAfter` lines of output: then it is killed at once. `onOutput` sees what was printed so far. */
export function runPython(python: string, args: readonly string[], stopAfter = Infinity, onOutput: (out: string) => void = () => {}): Promise<ScriptRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [...args]);
    let out = "";
    let error = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      onOutput(out);
      if (out.split("\n").length > stopAfter) child.kill("SIGKILL");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => { error += text; });
    child.on("error", reject).on("close", (code) => { resolve({ code, out, error }); });
  });
}
