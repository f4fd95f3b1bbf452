import { useTexts } from '../../shell/i18n';
import { failed, type Reading } from '../logic/unread';
import { texts } from '../texts';
import { useFormats } from '../useFormats';

/** Says of one part of the wall that it could not be read, so that an empty or unchanged one is not taken for what is. */
export function Unread({ of }: { of: Reading }) {
  const t = useTexts(texts);
  const f = useFormats();
  if (!failed(of)) return null;
  return (
    <p className="wall-unread" data-testid="wall-unread">
      <span aria-hidden="true">▲</span>{' '}
      {of.data === undefined ? t('wall.unread') : t('wall.old', { time: f.moment(of.dataUpdatedAt / 1_000) })}
    </p>
  );
}
