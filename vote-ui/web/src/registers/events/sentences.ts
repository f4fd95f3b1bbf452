import en from './sentences.en.json';
import zh from './sentences.zh.json';

/**
 * What every kind of event says; `{name}` stands for a field. The server reads the same files for the exports of
 * the log.
 */
export const SENTENCES_ZH = zh;

/** Which sentence it is: a kind of event, where needed with what makes it another sentence. */
export type SentenceKey = keyof typeof SENTENCES_ZH;

/** The same in English. */
export const SENTENCES_EN: Record<SentenceKey, string> = en;
