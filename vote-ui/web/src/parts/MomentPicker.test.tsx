import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useState, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TimeInput } from '../registers/inputs/TimeInput';
import { MomentPicker } from './MomentPicker';

afterEach(() => void dayjs.locale('en'));

let told: unknown[] = [];
beforeEach(() => {
  told = [];
});

function Day({ first, required = false }: { first: string; required?: boolean }) {
  const [value, setValue] = useState(first);
  return (
    <>
      <label htmlFor="day">From day</label>
      <MomentPicker
        id="day"
        required={required}
        value={value}
        onChange={next => (told.push(next), setValue(next))}
      />
      <button type="button">elsewhere</button>
    </>
  );
}

function Until() {
  const [value, setValue] = useState<unknown>();
  return (
    <>
      <label htmlFor="until">Until</label>
      <TimeInput
        id="until"
        value={value}
        onChange={next => (told.push(next), setValue(next))}
        invalid
        described="why"
      />
    </>
  );
}

const inChinese = (what: ReactNode) => {
  dayjs.locale('zh-cn');
  return <ConfigProvider locale={zhCN}>{what}</ConfigProvider>;
};

describe('a day', () => {
  it.each(['2026-11-22', '2026/11/22', '20261122'])('counts as soon as it is typed: %s', typed => {
    render(<Day first="" />);
    fireEvent.change(screen.getByLabelText('From day'), { target: { value: typed } });
    expect(told.at(-1)).toBe('2026-11-22');
  });

  it('is typed without a mouse, key by key', async () => {
    render(<Day first="2026-11-20" />);
    const input = screen.getByLabelText<HTMLInputElement>('From day');
    expect(input.value).toBe('2026-11-20');
    await userEvent.tab();
    expect(document.activeElement).toBe(input);
    await userEvent.clear(input);
    await userEvent.keyboard('2026-12-01');
    await userEvent.tab();
    expect(told.at(-1)).toBe('2026-12-01');
    expect(input.value).toBe('2026-12-01');
  });

  it('is none once the field was emptied', async () => {
    render(<Day first="2026-11-20" />);
    await userEvent.clear(screen.getByLabelText('From day'));
    await userEvent.click(screen.getByText('elsewhere'));
    expect(told.at(-1)).toBe('');
  });

  it('stays where one is needed', async () => {
    render(<Day first="2026-11-20" required />);
    await userEvent.clear(screen.getByLabelText('From day'));
    await userEvent.click(screen.getByText('elsewhere'));
    expect(told.filter(each => each !== '2026-11-20')).toEqual([]);
  });

  it('is no other because something was typed that is none', async () => {
    render(<Day first="2026-11-20" />);
    fireEvent.change(screen.getByLabelText('From day'), { target: { value: '2026-13-45' } });
    await userEvent.click(screen.getByText('elsewhere'));
    expect(told.filter(each => each !== '2026-11-20')).toEqual([]);
  });

  it('is picked from a calendar in the page’s language, whatever the browser speaks', async () => {
    render(inChinese(<Day first="2026-11-20" />));
    await userEvent.click(screen.getByLabelText('From day'));
    expect((await screen.findAllByText('11月')).length).toBeGreaterThan(0);
    expect(screen.getAllByRole('columnheader').map(each => each.textContent)).toContain('一');
  });
});

describe('a time', () => {
  it('is in the reader’s zone, in seconds', () => {
    render(<Until />);
    fireEvent.change(screen.getByLabelText('Until'), { target: { value: '2027-03-01 12:30' } });
    expect(told.at(-1)).toBe(new Date(2027, 2, 1, 12, 30).getTime() / 1_000);
  });

  it('is told wrong, and by what, to who cannot see it', () => {
    render(<Until />);
    const input = screen.getByLabelText('Until');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(input.getAttribute('aria-describedby')).toBe('why');
  });
});
