import { Button } from 'antd';
import { useTexts } from '../shell/i18n';
import { texts } from './texts';

interface PagerProps {
  total: number | undefined;
  page: number;
  next: (() => void) | undefined;
  previous: (() => void) | undefined;
  /** The page whose number is told is awaited: what leads on is busy, and keeps the focus. */
  isTurning: boolean;
  items: unknown[];
}

/** Where in a list the reader is, and the ways on and back. */
export function Pager({ total, page, next, previous, isTurning, items }: PagerProps) {
  const t = useTexts(texts);
  return (
    <div className="pager">
      <span role="status">{total !== undefined && items.length > 0 && t('total', { count: total })}</span>
      {(next ?? previous) && (
        <>
          <Button disabled={!previous} onClick={previous}>
            {t('previous')}
          </Button>
          <span>{t('page', { page })}</span>
          <Button disabled={!next} loading={isTurning} aria-busy={isTurning} onClick={next}>
            {t('next')}
          </Button>
        </>
      )}
    </div>
  );
}
