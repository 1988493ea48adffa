// What is measured outside the browser.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** The program that measures natively: it answers each line with another. */
export class Native {
  #child;
  #lines;

  constructor(program, logs) {
    this.#child = spawn(program, ["serve", logs], { stdio: ["pipe", "pipe", "inherit"] });
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  /** Milliseconds that `what` takes on a log, and what was found. */
  async measure(what, log) {
    this.#child.stdin.write(`${what} ${log}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`the native program ended at \`${what} ${log}\``);
    const [took, found] = value.split(" ").map(Number);
    return { took, found };
  }

  end() {
    this.#child.stdin.end();
  }
}

/** How long ripgrep takes to count the lines with any of the literals, its start included. */
export async function ripgrep(program, literals, log) {
  const started = performance.now();
  const child = spawn(program, ["-c", "-F", "-i", "-f", literals, log], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  await once(child, "close");
  return { took: performance.now() - started, found: Number(output) };
}
