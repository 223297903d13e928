import { build } from "esbuild";
import { scripts, stampOf } from "./sources.mjs";

/** Our scripts load Cornerstone3D as a file of its own. */
const apart = {
  name: "cornerstone-apart",
  setup: build => build.onResolve({ filter: /^\.\/cornerstone\.ts$/ }, () => ({ path: "./cornerstone.js", external: true })),
};

const common = { bundle: true, minify: true, format: "esm", target: "es2022" };
for (const [name, entry, plugins] of [["viewer.js", "viewer/main.ts", [apart]], ["cornerstone.js", "viewer/cornerstone.ts", []]])
  await build({ ...common, entryPoints: [entry], plugins, outfile: `wwwroot/viewer/${name}`, banner: { js: stampOf(scripts[name]) } });
