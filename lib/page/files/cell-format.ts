/** How a number is shown. `seconds`: whether its time has some; `elapsed`: hours that go on counting behind 24. */
export type CellFormat =
  | { readonly type: 'plain' }
  | { readonly type: 'percent' }
  | {
      readonly type: 'date';
      readonly date: boolean;
      readonly time: boolean;
      readonly seconds: boolean;
      readonly elapsed: boolean;
    };

const PLAIN: CellFormat = { type: 'plain' };

/** The formats that every workbook has, by number: ECMA-376 part 1, 18.8.30; those of East Asian programs are dates, and 32 to 35 times. */
export function builtInFormat(id: number): CellFormat {
  if (id === 9 || id === 10) return { type: 'percent' };
  const code = CODES[id] ?? ((id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'yyyy-mm-dd' : '');
  return code === '' ? PLAIN : formatOfCode(code);
}

const CODES: Readonly<Record<number, string>> = {
  14: 'yyyy-mm-dd',
  15: 'yyyy-mm-dd',
  16: 'yyyy-mm-dd',
  17: 'yyyy-mm-dd',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  32: 'h:mm',
  33: 'h:mm:ss',
  34: 'h:mm',
  35: 'h:mm:ss',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss',
};

/** Of a number that is not negative, by the signs of its code that are no words: `yyyy"年"m"月"`, `[$-409]d-mmm`, `0.00%`. */
export function formatOfCode(code: string): CellFormat {
  const [signs = ''] = code.replace(/"[^"]*"|\\.|[_*]./gs, '').split(';');
  const elapsed = /\[[hms]+\]/i.test(signs);
  const bare = signs.replace(/\[(?![hms]+\])[^\]]*\]|general/gi, '');
  const seconds = /s/i.test(bare);
  const time = seconds || elapsed || /h/i.test(bare);
  // A month where there is no time that it could be the minutes of.
  const date = /[yd]/i.test(bare) || (/m/i.test(bare) && !time);
  if (date || time) return { type: 'date', date, time, seconds, elapsed: elapsed && !date };
  return bare.includes('%') ? { type: 'percent' } : PLAIN;
}

const DAY = 24 * 60 * 60;
/** Days from the end of 1899 to 1970, as a workbook counts them. */
const EPOCH = 25_569;
/** Days between the two beginnings that a workbook may count from. */
const FROM_1904 = 1_462;
/** The end of the year 9999. */
const LAST = 2_958_466;

/** What a reader sees of a number; dates as `2026-11-21` or `2026-11-21 14:30`. `from1904`: the days are counted from then. */
export function shownNumber(value: string, format: CellFormat, from1904: boolean): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  if (format.type === 'plain') return exact(number, value);
  if (format.type === 'percent') return `${Number((number * 100).toPrecision(15))}%`;
  if (number < 0) return value;
  if (format.elapsed) return elapsed(number, format.seconds);
  // A time alone has no day, wherever days begin.
  const days = from1904 && format.date ? number + FROM_1904 : number;
  if (days >= LAST) return value;
  const seconds = Math.round(days * DAY);
  const parts = [
    format.date ? dateOf(Math.floor(seconds / DAY)) : '',
    format.time ? timeOf(seconds % DAY, format) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** Fifteen digits are all that spreadsheet programs show; what stands behind them comes from counting in binary. */
function exact(number: number, value: string): string {
  return value.length > 15 ? String(Number(number.toPrecision(15))) : value;
}

/** Day 60 is 29 February 1900, which never was: Lotus 1-2-3 counted it, and all others since. */
function dateOf(day: number): string {
  if (day === 60) return '1900-02-29';
  const since1970 = day - EPOCH + (day < 60 ? 1 : 0);
  return new Date(since1970 * DAY * 1000).toISOString().slice(0, 10);
}

const two = (count: number) => String(count).padStart(2, '0');

function timeOf(seconds: number, { seconds: withSeconds }: { readonly seconds: boolean }): string {
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return withSeconds ? `${time}:${two(seconds % 60)}` : time;
}

function elapsed(days: number, withSeconds: boolean): string {
  return timeOf(Math.round(days * DAY), { seconds: withSeconds });
}
