import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { cssPixels } from "./css-pixels.mjs";
import { scripts, stampOf } from "./sources.mjs";

/** Our scripts load Cornerstone3D as a file of its own. */
const apart = {
  name: "cornerstone-apart",
  setup: build => build.onResolve({ filter: /^\.\/cornerstone\.ts$/ }, () => ({ path: "./cornerstone.js", external: true })),
};

const common = { bundle: true, minify: true, format: "esm", target: "es2022", metafile: true };
const script = (name, entry, plugins) =>
  build({ ...common, entryPoints: [entry], plugins, outfile: `wwwroot/viewer/${name}`, banner: { js: stampOf(scripts[name]) } });

/** The licence of every package in the script: their authors ask for it to go where their work goes. */
function licences({ inputs }) {
  const folders = [...new Set(Object.keys(inputs).map(path => path.match(/^[^:]*node_modules\/(@[^/]+\/)?[^/]+/)?.[0]).filter(Boolean))].sort();
  return folders.map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license ?? "see below"})\n\n${file ? readFileSync(`${folder}/${file}`, "utf8").trim() : ""}\n`;
  }).join(`\n${"-".repeat(80)}\n\n`);
}

await script("viewer.js", "viewer/main.ts", [apart]);
await script("case.js", "viewer/case-viewer.ts", [apart]);
const { metafile } = await script("cornerstone.js", "viewer/cornerstone.ts", [cssPixels]);
writeFileSync("wwwroot/viewer/cornerstone-licences.txt", licences(metafile));
