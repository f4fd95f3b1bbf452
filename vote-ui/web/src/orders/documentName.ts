import { recoverAddress } from 'ethers';
import { digestOf, statementData, type SignedStatement } from '../chain/typedData';

const HEADER = 'x-govchain-statement';
const LONGEST_NAME = 150;
const ENDING = /\.[^.\s]{1,19}$/u;
const TYPE = /^[a-z]{1,20}\/[a-z0-9.+-]{1,100}$/;
const TYPED = / \([a-z]{1,20}\/[a-z0-9.+-]{1,100}\)$/;
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** What a document is called, and which account signed that it is. */
export interface Named {
  name: string;
  account: string;
}

/** The words by which an upload names its file: they are signed. No file's name has a slash in it. */
export function namingText(file: { name: string; type: string }): string {
  const name = shortened(file.name);
  return TYPE.test(file.type) ? `${name} (${file.type})` : name;
}

/** By characters, never through one, and with its ending: it tells people and their programs what it is. */
function shortened(name: string): string {
  const all = [...name];
  if (all.length <= LONGEST_NAME) return name;
  const ending = ENDING.exec(name)?.[0] ?? '';
  return all.slice(0, LONGEST_NAME - [...ending].length).join('') + ending;
}

/** A signed statement, as a request's header carries it. */
export function headerOf(statement: SignedStatement): string {
  const text = btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(statement))));
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/**
 * How its uploader called a document that the server handed out. The server is not believed: a name that nobody signed for this very
 * document is none. It says what somebody called it; what it is, its digest tells alone.
 */
export function nameIn(response: Response, digest: string, chainId: number): Named | undefined {
  const header = response.headers.get(HEADER);
  if (!header) return undefined;
  try {
    const bytes = Uint8Array.from(atob(header.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
    const { account, signature, ...statement } = JSON.parse(
      new TextDecoder().decode(bytes),
    ) as SignedStatement;
    const { console, action, subject, text, issuedAt, nonce } = statement;
    const said = { console, action, subject, text, issuedAt, nonce };
    const signer = recoverAddress(digestOf(statementData(chainId, said)), signature).toLowerCase();
    const name = plain(text);
    const meant = action === 'upload-document' && subject === digest.toLowerCase();
    return meant && signer === account.toLowerCase() && name ? { name, account: signer } : undefined;
  } catch {
    return undefined;
  }
}

/** A name for a disk and for reading: no folders, nothing that cannot be seen or that turns its direction around. */
function plain(text: string): string {
  return text
    .replace(TYPED, '')
    .replace(/^.*[/\\]/s, '')
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(/["*:<>?|]/g, '_')
    .replace(/[\p{Z}\s]+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
}
