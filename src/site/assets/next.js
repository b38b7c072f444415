// The meetings that come next, among those that are shown.

const nextCount = 6;

function drawNext(frame, context) {
  const { model, words, now, store } = context;
  const { dates } = words;
  const isAhead = (entry) => entry.date > now.date || (entry.date === now.date && (entry.end ?? '24:00') >= now.time);
  const coming = model.entries.filter((entry) => entry.kind === 'meeting' && isAhead(entry) && context.shows(entry)).slice(0, nextCount);
  const row = (entry) => {
    const look = model.looks[entry.group.look];
    return element('li', { style: { '--look': look.fill } },
      element('a', { href: store.address({ item: entry.id }) },
        element('span', { class: 'leaf', 'aria-hidden': 'true' }, element('span', {}, dates.shortMonth(entry.date).replace('.', '')), element('b', {}, dates.dayOfMonth(entry.date).replace('.', ''))),
        element('span', { class: 'about' },
          element('strong', {}, titleOf(entry, words)),
          element('span', {}, `${dates.weekday(entry.date)}${entry.start ? ` ${dates.span(entry.start, entry.end)}` : ''}`),
          element('span', { class: 'quiet' }, [model.products.length > 1 && !context.state.product && entry.product.title, words.say('in_days', daysBetween(now.date, entry.date))].filter(Boolean).join(' · ')))));
  };
  frame.replaceChildren(
    element('h2', {}, words.text('next')),
    coming.length ? element('ol', {}, ...coming.map(row)) : element('p', { class: 'quiet' }, words.text('no_next')),
  );
}
