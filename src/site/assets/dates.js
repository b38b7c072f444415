// Civil dates as text: `2027-03-04`. A day is a day whatever zone the reader sits in, so no clock touches them.

const day = 86_400_000;

const toDate = (text) => new Date(`${text}T00:00:00Z`);

const toText = (date) => date.toISOString().slice(0, 10);

const plusDays = (text, days) => toText(new Date(toDate(text).getTime() + days * day));

const daysBetween = (from, to) => Math.round((toDate(to) - toDate(from)) / day);

/// The ISO 8601 week of a date: its Thursday says in which year it counts.
function isoWeek(text) {
  const date = toDate(text);
  const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * day);
  const year = thursday.getUTCFullYear();
  const first = Date.UTC(year, 0, 1);
  return { year, week: 1 + Math.floor((thursday.getTime() - first) / (7 * day)) };
}

/// The civil date and time here and now; `today` of the address takes its place, to look at a plan as of another day.
function now(today) {
  const here = new Date();
  const two = (number) => String(number).padStart(2, '0');
  const date = `${here.getFullYear()}-${two(here.getMonth() + 1)}-${two(here.getDate())}`;
  return /^\d{4}-\d{2}-\d{2}$/.test(today ?? '') ? { date: today, time: '00:00' } : { date, time: `${two(here.getHours())}:${two(here.getMinutes())}` };
}

/// Dates in the words of a language.
function dateWords(language) {
  const locale = language === 'da' ? 'da-DK' : 'en-GB';
  const format = (options) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (text) => formatter.format(toDate(text));
  };
  const clock = (time) => (language === 'da' ? time.replace(':', '.') : time);
  return {
    long: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    medium: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    short: format({ day: 'numeric', month: 'short' }),
    weekday: format({ weekday: 'long' }),
    shortWeekday: format({ weekday: 'short' }),
    month: format({ month: 'long', year: 'numeric' }),
    shortMonth: format({ month: 'short' }),
    dayOfMonth: format({ day: 'numeric' }),
    clock,
    span: (from, to) => (to ? `${clock(from)}–${clock(to)}` : clock(from)),
  };
}
