import { useLanguage } from '../shell/i18n';
import { quoted } from './words/sentence';

/** What somebody else wrote, marked as such, nothing in it hidden, and without power over the order of what is around it. */
export function Quoted({ text }: { text: string }) {
  const [language] = useLanguage();
  return <bdi>{quoted(text)[language]}</bdi>;
}

/** Words of the console with quotations in them; letters that are written from right to left turn nothing around but themselves. */
export function WithQuotations({ text }: { text: string }) {
  return text.split(/(“[^”]*”)/).map((piece, at) => (at % 2 === 0 ? piece : <bdi key={at}>{piece}</bdi>));
}
