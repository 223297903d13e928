import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { scripts, stampOf } from "../../sources.mjs";

for (const [name, files] of Object.entries(scripts))
  test(`the committed ${name} was built from the sources as they are`, () => {
    const committed = readFileSync(new URL(`../../wwwroot/viewer/${name}`, import.meta.url), "utf8");
    assert.equal(committed.slice(0, committed.indexOf("\n")), stampOf(files), "Run 'npm ci && npm run build' in wwwroot-assets and commit the result.");
  });
