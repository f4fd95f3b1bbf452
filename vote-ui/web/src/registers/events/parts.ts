import type { Language } from './words';

/** What an institution's score is lowered for, as the chain counts it, in Chinese and English. */
const FAULTS: readonly (readonly [name: string, zh: string, en: string])[] = [
  ['failed', '失败', 'failed'],
  ['late', '超时', 'late'],
  ['disputed', '证据有异议', 'evidence disputed'],
  ['escalated', '转人工', 'handed to people'],
];

/** The faults that there were, each with how often; the server's exports say the same. */
export function faultsText(faults: unknown, language: Language): string {
  const counted = (typeof faults === 'object' && faults !== null ? faults : {}) as Record<string, unknown>;
  const told = FAULTS.filter(([name]) => Number(counted[name] ?? 0) > 0).map(
    ([name, zh, en]) => `${language === 'zh' ? zh : en} ${Number(counted[name])}`,
  );
  if (told.length === 0) return language === 'zh' ? '无' : 'none';
  return told.join(language === 'zh' ? '、' : ', ');
}

/** In place of the digest of a reason that nobody gave. */
export const noDigest = (language: Language): string => (language === 'zh' ? '未提供' : 'none given');
