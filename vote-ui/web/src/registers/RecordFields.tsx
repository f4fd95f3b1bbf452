import { Particulars } from '../orders/Particulars';
import { Fields } from '../parts/Fields';
import { useTexts } from '../shell/i18n';
import type { RecordKind, RegisterRecord } from './kinds';
import { texts, type TextKey } from './texts';
import { Value } from './Value';
import { fieldsOf, kindOfField } from './values';

type Entry = Record<string, unknown>;

/** The name of a field in words; one that the page does not know is shown as the chain names it. */
function useFieldName(): (name: string) => string {
  const t = useTexts(texts);
  return name => (`f.${name}` in texts.en ? t(`f.${name}` as TextKey) : name);
}

/** Everything that a record has: its fields, then its parts and lists; last what institutions say of themselves, as their words. */
export function RecordFields({ record: given }: { record: RegisterRecord }) {
  const nameOf = useFieldName();
  const { attributes, ...rest } = given;
  const record = rest as RegisterRecord;
  const kind = record.kind as RecordKind;
  const { plain, parts } = fieldsOf(record);
  return (
    <>
      <Fields
        items={plain.map(name => [
          nameOf(name),
          <Value key={name} kind={kindOfField(kind, name)} value={record[name]} />,
        ])}
      />
      {parts.map(name => (
        <section key={name} aria-label={nameOf(name)}>
          <h3>{nameOf(name)}</h3>
          <Part kind={kind} name={name} value={record[name]} />
        </section>
      ))}
      {typeof attributes === 'string' && attributes && <Particulars text={attributes} />}
    </>
  );
}

function Part({ kind, name, value }: { kind: RecordKind; name: string; value: unknown }) {
  const nameOf = useFieldName();
  if (Array.isArray(value)) return <List kind={kind} name={name} items={value} />;
  const entry = value as Entry;
  return (
    <Fields
      items={Object.keys(entry).map(field => [
        nameOf(field),
        <Cell key={field} {...{ kind, name, field, entry }} />,
      ])}
    />
  );
}

/** A list: of plain values one per line, of records a table. */
function List({ kind, name, items }: { kind: RecordKind; name: string; items: unknown[] }) {
  const nameOf = useFieldName();
  const plain = items.every(item => typeof item !== 'object' || item === null);
  if (plain) {
    return (
      <ul className="plain">
        {items.map(item => (
          <li key={String(item)}>
            <Value
              kind={name === 'subchainIds' ? { is: 'record', kind: 'subchains' } : { is: 'text' }}
              value={item}
            />
          </li>
        ))}
      </ul>
    );
  }
  const entries = items as Entry[];
  const columns = [...new Set(entries.flatMap(entry => Object.keys(entry)))];
  return (
    <div className="scrolling" role="region" aria-label={nameOf(name)} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {nameOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, at) => (
            <tr key={at}>
              {columns.map(column => (
                <td key={column}>
                  <Cell kind={kind} name={name} field={column} entry={entry} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ kind, name, field, entry }: { kind: RecordKind; name: string; field: string; entry: Entry }) {
  const value = entry[field];
  if (field === 'compensator' && typeof value === 'string') return <>{value}</>;
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? (
      <List kind={kind} name={field} items={value} />
    ) : (
      <Part {...{ kind, name: field, value }} />
    );
  }
  return <Value kind={kindOfField(kind, field, name)} value={value} />;
}
