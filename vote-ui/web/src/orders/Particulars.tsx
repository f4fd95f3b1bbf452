import { escaped } from '../chain/words/sentence';
import { Fields } from '../parts/Fields';
import { Name } from '../parts/Name';
import { useTexts } from '../shell/i18n';
import { texts } from './texts';

/**
 * What else the applicant says of itself, under the names of the form; as it was written where it is of another form, or on demand.
 * It names nothing of the chain: whatever it says, there is no link, table or word of the console in it.
 */
export function Particulars({ text }: { text: string }) {
  const t = useTexts(texts);
  const fields = particularsIn(text);
  if (fields?.length === 0) return null;
  const raw = <pre className="rawdata">{escaped(text)}</pre>;
  return (
    <section aria-label={t('attributes')} data-testid="particulars">
      <h2 className="lesser">{t('attributes')}</h2>
      {fields && (
        <Fields
          items={fields.map(([name, value]) => [
            `attribute.${name}` in texts.en ? t(`attribute.${name}` as 'attribute.address') : name,
            <Name key={name} text={value} />,
          ])}
        />
      )}
      {fields ? (
        <details>
          <summary>{t('attributes.raw')}</summary>
          {raw}
        </details>
      ) : (
        raw
      )}
    </section>
  );
}

/** The names and values of an application's particulars; undefined where they are not of the form that the page writes. */
function particularsIn(text: string): [string, string][] | undefined {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
    const all = Object.entries(json);
    return all.every((each): each is [string, string] => typeof each[1] === 'string')
      ? all.map(([name, value]) => [escaped(name), value])
      : undefined;
  } catch {
    return undefined;
  }
}
