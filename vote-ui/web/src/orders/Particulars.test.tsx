import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Particulars } from './Particulars';

it('shows an applicant’s particulars under their names, the text itself only on demand', () => {
  const { unmount } = render(<Particulars text='{"address":"1 Main Street","branch":"north"}' />);
  expect(screen.getByText('Address').nextElementSibling?.textContent).toBe('1 Main Street');
  expect(screen.getByText('branch').nextElementSibling?.textContent).toBe('north');
  expect(screen.getByText(/"address"/).closest('details')?.open).toBe(false);
  unmount();
  render(<Particulars text="not of that form" />);
  expect(screen.getByText('not of that form').closest('details')).toBeNull();
});
