import { describe, expect, it } from 'vitest';
import type { Texts } from './i18n';

const modules = import.meta.glob<Record<string, unknown>>(
  ['../**/*exts*.ts', '../parts/refusals.ts', '!../**/*.test.ts'],
  { eager: true },
);

const isTexts = (value: unknown): value is Texts<string> =>
  typeof value === 'object' && value !== null && 'namespace' in value && 'zh' in value && 'en' in value;

const all = Object.entries(modules).flatMap(([path, exported]) =>
  Object.values(exported)
    .filter(isTexts)
    .map(texts => ({ path, texts })),
);

const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
/** Names that are the same in every language. */
const UNTRANSLATED = /secp256k1|P-384|SM2\/SM3|QBFT|CSV|JSON|XLSX|PDF|URL|TLS|\{\{\w+\}\}/g;

describe('texts', () => {
  it('are found of every feature', () => {
    const namespaces = all.map(({ texts }) => texts.namespace);
    expect(new Set(namespaces).size).toBe(namespaces.length);
    for (const each of ['shell', 'parts', 'refusals', 'chain', 'identity', 'orders', 'orders.forms'])
      expect(namespaces).toContain(each);
  });

  it.each(all)('$path have the same keys and places in both languages, and none is empty', ({ texts }) => {
    expect(Object.keys(texts.zh).sort()).toEqual(Object.keys(texts.en).sort());
    for (const key of Object.keys(texts.en)) {
      expect(texts.en[key], key).not.toBe('');
      expect(texts.zh[key], key).not.toBe('');
      expect(places(texts.zh[key] ?? ''), key).toEqual(places(texts.en[key] ?? ''));
    }
  });

  it.each(all)('$path are Chinese in Chinese', ({ texts }) => {
    const foreign = Object.entries(texts.zh).filter(
      ([, text]) => !/[\u4e00-\u9fff]/.test(text) && /[a-z]{2}/i.test(text.replace(UNTRANSLATED, '')),
    );
    expect(foreign).toEqual([]);
  });
});
