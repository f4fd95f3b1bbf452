import { hasForm } from '../../parts/commandLine';
import { wordOfSuite, type Suite } from './possession';

/** What makes a protocol key where it will be used, and what proves there that the account holds it; the file stays there. */
export function possessionCommands(
  suite: Suite,
  account: string,
  version: number,
  chainId: number,
): string[] {
  const word = wordOfSuite(suite);
  const whose = hasForm('address', account) ? account : 'ACCOUNT';
  const prove = `./govchain account key prove ${whose} ${word} ${version} --chain-id ${chainId}`;
  if (suite === 'SECP256K1') {
    return [
      `(umask 077; head -c 24 /dev/urandom | base64 > protocol-key.password)
./govchain keys new --keystore protocol-key.json --password-file protocol-key.password`,
      `${prove} \\
    --account-keystore protocol-key.json --account-password-file protocol-key.password --json`,
    ];
  }
  return [
    `./govchain account key new --suite ${word} --key-file ${word}.key`,
    `${prove} --key-file ${word}.key --json`,
  ];
}
