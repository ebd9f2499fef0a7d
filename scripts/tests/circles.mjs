// Finds circles: between the crates of the workspace and the arrows that ARCHITECTURE.md draws, and between the modules of a
// crate. Prints what is wrong, a line each, and fails if anything is.
//
//   node scripts/tests/circles.mjs          the crates and all modules
//   node scripts/tests/circles.mjs CRATE    only the modules of this crate, with the places that make each circle
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const metadata = JSON.parse(
  execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps", "--quiet", "--offline"], { cwd: root, encoding: "utf8" }),
);
const only = process.argv[2];
const faults = [];

/** The crates that a crate uses, and those that its tests use too, from the table under "Crates" in ARCHITECTURE.md. */
function drawn() {
  const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8").split("\n## Crates\n")[1].split("\n## ")[0];
  const rows = text.split("\n").filter((line) => /^\| `/.test(line)).map((line) => line.split("|").map((cell) => cell.trim()));
  const named = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1].split("/").pop());
  return new Map(rows.map((cells) => [named(cells[1])[0], { may: new Set(named(cells[3])), tests: new Set(named(cells[4])) }]));
}

/** Every arrow in the manifests is drawn, and every drawn one is in the manifests. */
function crates() {
  const arrows = drawn();
  const ours = new Set(metadata.packages.map(({ name }) => name));
  for (const { name, dependencies } of metadata.packages) {
    const all = dependencies.filter(({ name: to }) => ours.has(to) && to !== name);
    const used = new Set(all.filter(({ kind }) => kind !== "dev").map(({ name: to }) => to));
    const inTests = new Set(all.filter(({ kind, name: to }) => kind === "dev" && !used.has(to)).map(({ name: to }) => to));
    const drawing = arrows.get(name);
    if (!drawing) {
      faults.push(`crate ${name} is not in ARCHITECTURE.md`);
      continue;
    }
    for (const [whose, uses, may] of [["crate", used, drawing.may], ["the tests of", inTests, drawing.tests]]) {
      for (const to of uses) if (!may.has(to)) faults.push(`${whose} ${name} uses ${to}, which ARCHITECTURE.md does not say`);
      for (const to of may) if (!uses.has(to)) faults.push(`ARCHITECTURE.md says that ${whose} ${name} uses ${to}, which it does not`);
    }
  }
  for (const name of arrows.keys()) if (!ours.has(name)) faults.push(`ARCHITECTURE.md names the crate ${name}, which is not there`);
}

/** All Rust files below a folder. */
function sources(folder) {
  return readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(".rs")).map((path) => join(folder, path));
}

/** A file without its comments, its strings and what only tests see. */
function code(path) {
  const text = readFileSync(path, "utf8").replace(/\/\/.*$/gm, "").replace(/"(?:[^"\\]|\\.)*"/gs, '""');
  return text.split(/^#\[cfg\((?:all\()?test\b.*\]\n(?:pub(?:\([^)]*\))? )?mod tests \{/m)[0].replace(/^#\[cfg\(test\)\]\n.*$/gm, "");
}

/** The names that `a::{b::{c, d}, e}` brings, as paths: a::b::c, a::b::d, a::e. */
function paths(tree) {
  const brace = tree.indexOf("{");
  if (brace < 0) return [tree.replace(/\s+as\s+\w+/, "").trim()];
  const before = tree.slice(0, brace).trim();
  const parts = [];
  let depth = 0;
  let from = brace + 1;
  for (let at = brace + 1; at < tree.length; at++) {
    if (tree[at] === "{") depth++;
    if ((tree[at] === "," && depth === 0) || (tree[at] === "}" && depth === 0)) {
      parts.push(tree.slice(from, at));
      from = at + 1;
      if (tree[at] === "}") break;
    }
    if (tree[at] === "}") depth--;
  }
  return parts.filter((part) => part.trim()).flatMap((part) => paths(part).map((path) => before + path));
}

/** What a file, itself the module `here`, names in its own crate: each as a path from the crate's root. */
function named(text, here) {
  const found = new Map();
  for (const match of text.matchAll(/(?<![\w:])(?:crate|super|self)::/g)) {
    for (const path of paths(text.slice(match.index, end(text, match.index)))) {
      const parts = path.split("::").map((part) => part.trim()).filter(Boolean);
      let base = parts[0] === "crate" ? [] : [...here];
      while (["crate", "self", "super"].includes(parts[0])) if (parts.shift() === "super") base.pop();
      found.set([...base, ...parts].join("::"), [...base, ...parts]);
    }
  }
  return [...found.values()];
}

/** Where the path that begins at `at` ends, braces included. */
function end(text, at) {
  let depth = 0;
  for (; at < text.length; at++) {
    if (text[at] === "{") {
      if (depth === 0 && text.slice(at - 2, at) !== "::") return at;
      depth++;
    } else if (text[at] === "}") {
      if (depth <= 1) return depth === 1 ? at + 1 : at;
      depth--;
    } else if (depth === 0 && !/[\w:]/.test(text[at])) return at;
  }
  return at;
}

/** The strongly connected components of more than one node (Tarjan). */
function knots(edges) {
  const index = new Map(), low = new Map(), stack = [], out = [];
  const visit = (node) => {
    index.set(node, index.size);
    low.set(node, index.get(node));
    stack.push(node);
    for (const to of edges.get(node)?.keys() ?? []) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(node, Math.min(low.get(node), low.get(to)));
    }
    if (low.get(node) === index.get(node)) {
      const knot = stack.splice(stack.indexOf(node));
      if (knot.length > 1) out.push(knot.sort());
    }
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return out;
}

/** What a module's own file gives out under another module's name: `pub use child::Name` belongs to the child. */
function doors(files) {
  const doors = new Map();
  for (const { here, text } of files) {
    const names = new Map();
    for (const match of text.matchAll(/\buse ([^;]+);/g)) {
      for (const path of paths(match[1])) {
        const parts = path.split("::").map((part) => part.trim());
        if (["self", "crate"].includes(parts[0])) parts.shift();
        if (parts.length > 1) names.set(parts.at(-1), parts[0]);
      }
    }
    doors.set(here.join("::"), names);
  }
  return doors;
}

/** A crate: which module stands on which, in every folder of its `src`. */
function modules({ name, manifest_path }) {
  const folder = join(manifest_path, "../src");
  const files = sources(folder)
    .map((path) => relative(folder, path))
    .filter((path) => !/(^|\/)(bin|tests)\//.test(path) && !/(^|\/)(tests|\w+_tests|main)\.rs$/.test(path))
    .map((path) => ({ path, here: place(path), text: code(join(folder, path)) }));
  const known = new Set(files.flatMap(({ here }) => here.map((_, at) => here.slice(0, at + 1).join("::"))));
  const door = doors(files);
  const edges = new Map();
  for (const { path, here, text } of files) {
    for (const target of named(text, here)) {
      let at = 0;
      while (at < here.length && here[at] === target[at]) at++;
      if (at >= here.length || at >= target.length) continue;
      const parent = here.slice(0, at).join("::");
      const child = (last) => [...here.slice(0, at), last].join("::");
      const to = known.has(child(target[at])) ? child(target[at]) : child(door.get(parent)?.get(target[at]) ?? "");
      const from = child(here[at]);
      if (!known.has(to) || to === from) continue;
      const targets = edges.get(from) ?? edges.set(from, new Map()).get(from);
      targets.set(to, [...(targets.get(to) ?? []), path]);
    }
  }
  for (const knot of knots(edges)) {
    faults.push(`crate ${name}: a circle of the modules ${knot.join(", ")}`);
    if (!only) continue;
    for (const from of knot) {
      for (const [to, at] of edges.get(from)) if (knot.includes(to)) console.log(`  ${from} -> ${to}: ${[...new Set(at)].join(", ")}`);
    }
  }
}

/** The module that a file is. */
function place(path) {
  const parts = path.replace(/\.rs$/, "").split("/");
  return ["mod", "lib"].includes(parts.at(-1)) ? parts.slice(0, -1) : parts;
}

if (!only) crates();
for (const found of metadata.packages) if (!only || found.name === only) modules(found);
for (const fault of faults) console.log(fault);
process.exit(faults.length ? 1 : 0);
