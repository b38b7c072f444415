// What has moved or is cancelled: from, to and why.

function drawChanges(frame, { model, state, words, store }) {
  const { dates } = words;
  const chosen = state.product;
  const rows = model.changes.filter((change) => !chosen || change.product === chosen).filter((change) => !state.group || change.id.startsWith(`${state.group}/`));
  if (rows.length === 0) {
    frame.replaceChildren(element('p', { class: 'empty' }, words.text('no_changes')));
    return;
  }
  const when = (date) => (date ? `${dates.shortWeekday(date)} ${dates.medium(date)}, ${words.text('week').toLowerCase()} ${isoWeek(date).week}` : '–');
  const head = ['date', 'what', 'from', 'to', 'why'];
  frame.replaceChildren(
    element(
      'table',
      { class: 'changes' },
      element('thead', {}, element('tr', {}, ...head.map((key) => element('th', { scope: 'col' }, words.text(key))))),
      element('tbody', {}, ...rows.map((change) => {
        const known = model.byId.get(change.id);
        const title = model.products.length > 1 && change.title ? `${change.title} · ${model.products.find((product) => product.key === change.product)?.title ?? ''}` : change.title;
        return element('tr', {},
          element('td', {}, dates.medium(change.on)),
          element('td', {}, known ? element('a', { href: store.address({ item: change.id }) }, title) : title),
          element('td', {}, when(change.from)),
          element('td', {}, change.to ? when(change.to) : element('span', { class: 'cancelled' }, words.text('cancelled'))),
          element('td', {}, change.why ?? ''),
        );
      })),
    ),
  );
}
