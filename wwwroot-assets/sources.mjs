import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL(".", import.meta.url);

/** Everything of ours: a source that only one of the two scripts uses counts for both. */
const own = readdirSync(new URL("viewer/", folder)).filter(name => name.endsWith(".ts") && name !== "cornerstone.ts").map(name => `viewer/${name}`);

/** What a committed script was built from: its own sources, or for what others wrote the lock file. Ends of lines do not count. */
export const scripts = {
  "viewer.js": own,
  "case.js": own,
  "cornerstone.js": ["package-lock.json", "css-pixels.mjs", "viewer/cornerstone.ts"],
};

/** The first line of a script that was built from these files as they are now. */
export function stampOf(files) {
  const hash = createHash("sha256");
  for (const file of [...files].sort()) hash.update(file).update(readFileSync(new URL(file, folder), "utf8").replaceAll("\r\n", "\n"));
  return `/* built from ${hash.digest("hex")} */`;
}
