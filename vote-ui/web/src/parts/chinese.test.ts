import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The page, and what of the servers' code says something to its readers. */
const PAGE = 'src';
const SERVERS = ['../server/src/main/java', '../../contract-bindings/src/main/java'];

const HAN = /\p{Script=Han}/u;
const LITERAL = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;

/** What is code, an address or a gap within a Chinese sentence, and keeps its own signs. */
const FOREIGN = [
  /(?:http\S*:\/\/)?主机(?:\[:端口\]\[\/路径\]|:端口)/g,
  /\{\{\w+\}\}|\$\{[^{}]*\}|\{[\w.|]+\}|%\d*\$?,?[ds]/g,
  /https?:\/\/[^\s，。）]*/g,
  /\w+\([\w,]*\)/g,
  /\b(?:\d+\.){3}\d+:\d+/g,
  /Discussion: …?/g,
];
/** A regular expression says nothing to anybody. */
const PATTERN = /\\\\[sS]/;
const HALF_WIDTH = /[,;:!?()]|\.(?:\s|$)/;

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(each => each.isFile() && ending.test(each.name) && !/\.test\./.test(each.name))
    .map(each => join(each.parentPath, each.name))
    .filter(path => !path.includes('/generated/'));
}

/** Every literal of a source that is Chinese, without what is foreign in it. */
function chinese(source: string): string[] {
  return [...source.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '').matchAll(LITERAL)]
    .map(([, one, two, three]) => one ?? two ?? three ?? '')
    .filter(text => HAN.test(text) && !PATTERN.test(text))
    .map(text => FOREIGN.reduce((rest, foreign) => rest.replace(foreign, ''), text));
}

describe('Chinese texts', () => {
  it.each([
    ['of the page', files(PAGE, /\.(?:tsx?|json)$/), 1_000],
    ['of the servers', SERVERS.flatMap(each => files(each, /\.java$/)), 50],
  ])('%s have the signs of Chinese', (_, sources, atLeast) => {
    const all = sources.flatMap(path => chinese(readFileSync(path, 'utf8')).map(text => ({ path, text })));
    expect(all.length).toBeGreaterThan(atLeast);
    expect(all.filter(({ text }) => HALF_WIDTH.test(text))).toEqual([]);
  });

  it('call what crosses chains 事务, and only what is in a block 交易, where they speak of credit', () => {
    const credit = files(PAGE, /\.tsx?$/)
      .flatMap(path => chinese(readFileSync(path, 'utf8')))
      .filter(text => text.includes('信用'));
    expect(credit.length).toBeGreaterThan(10);
    expect(credit.filter(text => text.includes('交易'))).toEqual([]);
  });

  it('are found where they are wrong', () => {
    const wrong = ["zh: '机构(共 {{count}} 个)'", "'结果: {{x}}'", '"甲, 乙"', '`完成.`'];
    for (const source of wrong) expect(chinese(source).some(text => HALF_WIDTH.test(text))).toBe(true);
    expect(chinese("'应为 https://主机:端口'").some(text => HALF_WIDTH.test(text))).toBe(false);
  });
});

/** Signs that stand between two values in the source, and would be the same in both languages. */
const BETWEEN = [
  // {t('digest')}: <Hash/>
  /^\s*\{[^{}=>]*\([^{}]*\)\}\s?[:,;(]/,
  // />:{' '}
  /\}?\s?(?:\/>|\})[:;,]\{' '\}/,
  // `${name} (${code})`, `${t('x')}: ${y}`
  /`[^`]*\$\{[^}]*(?:t\(|[lL]abel|[nN]ame|[tT]itle)[^}]*\}(?:: ?|, | \()\$\{/,
  /\]\.join\(', '\)|\)\.join\(', '\)/,
];
/** Messages of errors, keys, data and what is signed, which are in no language. */
const NOT_SHOWN =
  /throw|Error\(|expected|queryKey|JSON\.stringify|chain\/errors\.ts|charts\/option\.ts|orders\/documentName\.ts/;

describe('signs between values', () => {
  it('are of the page’s language', () => {
    const found = files(PAGE, /\.tsx?$/)
      .filter(path => !/texts?\.\w*\.?ts$|chain\/words\//.test(path))
      .flatMap(path =>
        readFileSync(path, 'utf8')
          .split('\n')
          .map((line, at) => `${path}:${at + 1} ${line.trim()}`),
      )
      .filter(line => !NOT_SHOWN.test(line))
      .filter(line => BETWEEN.some(sign => sign.test(line.slice(line.indexOf(' ') + 1))));
    expect(found).toEqual([]);
  });
});
