// Fails the build when what a first visit loads grows beyond its budget: index.html's script with everything that it
// imports statically, compressed as the server sends it.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUDGET_KIB = 170;
const dist = resolve(dirname(fileURLToPath(import.meta.url)), '../dist');
const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));

const loaded = new Set();
const visit = key => {
  const chunk = manifest[key];
  if (loaded.has(chunk.file)) return;
  loaded.add(chunk.file);
  (chunk.css ?? []).forEach(file => loaded.add(file));
  (chunk.imports ?? []).forEach(visit);
};
Object.keys(manifest)
  .filter(key => manifest[key].isEntry)
  .forEach(visit);

const size = [...loaded].reduce(
  (sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length,
  0,
);
const kib = size / 1024;
console.log(`start-up: ${kib.toFixed(1)} KiB compressed in ${loaded.size} files (budget ${BUDGET_KIB} KiB)`);
if (kib > BUDGET_KIB) {
  console.error('start-up bundle is over its budget: load more of it lazily');
  process.exit(1);
}
