import { hasForm } from '../../parts/commandLine';

/** What consents to a node where its key is; without a code of the institution its place is kept. */
export function nodeConsentCommand(told: string | undefined, chainId: number | undefined): string {
  const code = told !== undefined && hasForm('code', told) ? told : 'CODE';
  return `./govchain node consent --node-key-file data/key --institution ${code} --chain-id ${chainId ?? 0} --json`;
}
