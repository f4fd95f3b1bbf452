// The size of every contract below src/, as compiled for the chain (forge's output directory must be up to date). Fails when
// one does not fit: EIP-170 allows 24,576 bytes of code, EIP-3860 49,152 bytes of creation code.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { home, solidityFiles } = require('./analysis.js');

const CODE = 24_576;
const CREATION_CODE = 49_152;

/** @returns {{name: string, code: number, creationCode: number}[]} in bytes, by name */
function sizes(out = path.join(home, 'out')) {
  return solidityFiles(home, 'src').flatMap((file) => {
    const names = [...fs.readFileSync(path.join(home, file), 'utf8').matchAll(/^contract\s+(\w+)/gm)].map((each) => each[1]);
    return names.map((name) => {
      const artifact = path.join(out, path.basename(file), `${name}.json`);
      if (!fs.existsSync(artifact)) throw new Error(`forge made no ${artifact}; build first`);
      const { bytecode, deployedBytecode } = JSON.parse(fs.readFileSync(artifact, 'utf8'));
      return { name, code: bytes(deployedBytecode.object), creationCode: bytes(bytecode.object) };
    });
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function bytes(hex) {
  return (hex.length - 2) / 2;
}

function tooLarge(all) {
  return all.flatMap(({ name, code, creationCode }) => [
    ...(code > CODE ? [`${name} has ${code} bytes of code, ${CODE} are allowed (EIP-170)`] : []),
    ...(creationCode > CREATION_CODE ? [`${name} has ${creationCode} bytes of creation code, ${CREATION_CODE} are allowed (EIP-3860)`] : []),
  ]);
}

module.exports = { CODE, sizes, tooLarge };

if (require.main === module) {
  const problems = tooLarge(sizes());
  for (const each of problems) console.error(`contracts: ${each}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
