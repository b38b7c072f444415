// Everything as a table, month by month: what one prints, and what a screen reader reads.

/// Longer lists show the coming months first; the rest is one click away.
const longList = 1500;

function drawList(frame, context) {
  const { model, state, words, now } = context;
  const all = model.entries.filter((entry) => context.shows(entry) && inYear(entry, state, model));
  const isLong = all.length > longList && frame.dataset.all !== addressOf(state);
  const begin = all.findIndex((entry) => entry.date >= `${now.date.slice(0, 7)}-01`);
  const rows = isLong ? all.slice(Math.max(begin, 0), Math.max(begin, 0) + longList / 5) : all;
  const months = new Map();
  for (const entry of rows) {
    const month = entry.date.slice(0, 7);
    if (!months.has(month)) months.set(month, []);
    months.get(month).push(entry);
  }
  const sections = [...months].map(([month, entries]) => monthOf(month, entries, context));
  const more = isLong && element('button', { class: 'more', onclick: () => { frame.dataset.all = addressOf(state); drawList(frame, context); } }, `${words.text('more')} (${all.length})`);
  frame.replaceChildren(
    element('p', { class: 'count quiet' }, words.say('shown', all.length)),
    ...(rows.length ? sections : [element('p', { class: 'empty' }, words.text('empty'))]),
    ...(more ? [more] : []),
  );
  frame.style.setProperty('--rows', all.filter((entry) => entry.kind !== 'deadline').length + months.size * 2);
}

/// Whether an entry touches the chosen year; every year when none is chosen.
function inYear(entry, state, model) {
  const year = model.years.find((year) => year.label === state.year);
  return !year || (entry.date <= year.last && entry.last >= year.first);
}

function monthOf(month, entries, context) {
  const { words } = context;
  const head = ['week', 'weekday', 'date', 'time', 'what', 'place', 'deadlines'];
  return element(
    'section',
    { class: 'month' },
    element('h3', {}, words.dates.month(`${month}-01`)),
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...head.map((key) => element('th', { scope: 'col', class: `col-${key}` }, words.text(key))))),
      element('tbody', {}, ...entries.map((entry) => rowOf(entry, context))),
    ),
  );
}

function rowOf(entry, { model, words, store, now }) {
  const { dates } = words;
  const look = model.looks[(entry.group ?? entry.track).look];
  const until = entry.last === entry.date ? '' : ` – ${dates.short(entry.last)}`;
  const due = (entry.due ?? []).map((due) => `${due.title} ${dates.short(due.date)}`).join(', ');
  const link = element('a', { href: store.address({ item: entry.id }) }, titleOf(entry, words));
  const more = [model.products.length > 1 && entry.product.title, ...(entry.topics ?? [])].filter(Boolean).join(' · ');
  const cell = (key, ...children) => element('td', { class: `col-${key}` }, ...children);
  return element(
    'tr',
    { class: `row of-${entry.kind}${entry.last < now.date ? ' past' : ''}`, style: { '--look': look.fill } },
    cell('week', String(isoWeek(entry.date).week)),
    cell('weekday', dates.weekday(entry.date)),
    cell('date', `${dates.short(entry.date)}${until}`),
    cell('time', entry.start ? dates.span(entry.start, entry.end) : ''),
    cell('what', element('span', { class: `sign of-${entry.kind}`, 'aria-hidden': 'true' }), link, more && element('span', { class: 'quiet' }, ` ${more}`), entry.was && element('span', { class: 'moved' }, ` ${words.text('moved_from')} ${dates.short(entry.was)}`)),
    cell('place', entry.place ?? '', entry.link && [entry.place ? ', ' : '', webLink(entry.link, words.text('link'))]),
    cell('deadlines', due),
  );
}
