// Everything as a table, month by month: what one prints, and what a screen reader reads.

/// Longer lists show the coming months first; the rest is one click away.
const longList = 1500;

function drawList(frame, context) {
  const { model, state, words, now } = context;
  const year = yearOf(context);
  const all = model.entries.filter((entry) => context.shows(entry) && entry.date <= year.last && entry.last >= year.first);
  const isLong = all.length > longList && frame.dataset.all !== addressOf(state);
  const begin = all.findIndex((entry) => entry.date >= `${now.date.slice(0, 7)}-01`);
  const rows = isLong ? all.slice(Math.max(begin, 0), Math.max(begin, 0) + longList / 5) : all;
  const months = new Map();
  for (const entry of rows) {
    const month = entry.date < year.first ? '' : entry.date.slice(0, 7);
    if (!months.has(month)) months.set(month, []);
    months.get(month).push(entry);
  }
  const sections = [...months].sort(([one], [other]) => one.localeCompare(other)).map(([month, entries]) => monthOf(month, entries, context));
  const more = isLong && element('button', { class: 'more', onclick: () => { frame.dataset.all = addressOf(state); drawList(frame, context); } }, `${words.text('more')} (${all.length})`);
  frame.replaceChildren(
    element('p', { class: 'count quiet' }, words.say('shown', all.length)),
    ...(rows.length ? sections : [element('p', { class: 'empty' }, words.text('empty'))]),
    ...(more ? [more] : []),
  );
  // On paper: one sheet, in one column while that is legible.
  const lines = all.filter((entry) => entry.kind !== 'deadline').length + months.size * 1.5;
  frame.style.setProperty('--lines', lines);
  frame.dataset.dense = lines > 70;
}

/// The chosen year; else that of today, or the one nearest to it.
function yearOf({ model, state, now }) {
  const chosen = model.years.find((year) => year.label === state.year);
  return chosen ?? model.years.find((year) => now.date <= year.last) ?? model.years.at(-1);
}

function monthOf(month, entries, context) {
  const { words } = context;
  const head = ['week', 'weekday', 'date', 'time', 'what', 'place', 'deadlines'];
  return element(
    'section',
    { class: entries.every((entry) => entry.kind === 'deadline') ? 'month only-deadlines' : 'month' },
    element('h3', {}, month ? words.dates.month(`${month}-01`) : words.text('before_year')),
    element(
      'table',
      {},
      element('colgroup', {}, ...head.map((key) => element('col', { class: `col-${key}` }))),
      element('thead', {}, element('tr', {}, ...head.map((key) => element('th', { scope: 'col', class: `col-${key}` }, words.text(key))))),
      element('tbody', {}, ...entries.map((entry) => rowOf(entry, context))),
    ),
  );
}

function rowOf(entry, { model, state, words, store, now }) {
  const { dates } = words;
  const look = model.looks[(entry.group ?? entry.track).look];
  const day = (date) => (date.slice(0, 4) === entry.last.slice(0, 4) ? dates.short(date) : `${dates.short(date)} ${date.slice(0, 4)}`);
  const until = entry.last === entry.date ? '' : ` – ${dates.short(entry.last)}`;
  const due = (entry.due ?? []).map((due) => `${due.title} ${dates.short(due.date)}`).join(' · ');
  const link = element('a', { href: store.address({ item: entry.id }) }, titleOf(entry, words));
  const more = [model.products.length > 1 && !state.product && entry.product.title, ...(entry.topics ?? [])].filter(Boolean).join(' · ');
  const cell = (key, ...children) => element('td', { class: `col-${key}` }, ...children);
  return element(
    'tr',
    { class: `row of-${entry.kind}${entry.last < now.date ? ' past' : ''}`, style: { '--look': look.fill } },
    cell('week', String(isoWeek(entry.date).week)),
    cell('weekday', element('span', { class: 'on-screen' }, dates.weekday(entry.date)), element('span', { class: 'on-paper' }, dates.shortWeekday(entry.date))),
    ...(until
      ? [element('td', { class: 'col-date', colspan: 2 }, `${day(entry.date)}${until}`)]
      : [cell('date', day(entry.date)), cell('time', entry.start ? dates.span(entry.start, entry.end) : '')]),
    cell('what', element('span', { class: `sign of-${entry.kind}`, 'aria-hidden': 'true' }), link, more && element('span', { class: 'quiet' }, ` ${more}`), entry.was && element('span', { class: 'moved' }, ` ${words.text('moved_from')} ${dates.short(entry.was)}`)),
    cell('place', entry.place ?? '', entry.link && [entry.place ? ', ' : '', webLink(entry.link, words.text('link'))]),
    cell('deadlines', due),
  );
}
