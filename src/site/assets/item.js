// One entry, in a dialog over what is shown. Its address is the page's, so it can be sent on.

function drawItem(context) {
  const { model, state, words, store } = context;
  const dialog = document.getElementById('item');
  const entry = model.byId.get(state.item);
  if (!entry) {
    if (dialog.open) dialog.close();
    return;
  }
  const close = () => store.go({ item: '' });
  dialog.replaceChildren(
    element('form', { method: 'dialog' }, element('button', { class: 'close', 'aria-label': words.text('close') }, '×')),
    element('p', { class: 'kind' }, `${words.text(entry.kind)} · ${entry.product.title}`),
    element('h2', { id: 'item-title' }, titleOf(entry, words)),
    element('p', { class: 'when' }, whenOf(entry, words)),
    facts(entry, context),
    element('p', { class: 'open' },
      element('a', { class: 'button primary', href: pageOf(entry) }, words.text('open_page')),
      element('a', { class: 'button', href: store.address({ item: '', view: 'subscribe', ...(entry.group ? { group: groupName(entry.group), product: entry.product.key } : { product: entry.product.key }) }) }, words.text('subscribe'))),
  );
  dialog.onclose = close;
  closesOutside(dialog);
  if (!dialog.open) dialog.showModal();
}

/// A click beside what a dialog says closes it.
function closesOutside(dialog) {
  // With a block: a handler that returns false would take the effect from every click on a link.
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close();
  };
}

/// The page of an entry; a deadline is told on its meeting's.
const pageOf = (entry) => `item/${entry.id.split('#')[0].split('/').map(encodeURIComponent).join('/')}.html`;

function whenOf(entry, words) {
  const { dates } = words;
  const week = `${words.text('week').toLowerCase()} ${isoWeek(entry.date).week}`;
  if (entry.last !== entry.date) return `${dates.long(entry.date)} ${words.text('until')} ${dates.long(entry.last)}`;
  return [dates.long(entry.date), entry.start && dates.span(entry.start, entry.end), week].filter(Boolean).join(', ');
}

function facts(entry, { model, words, store }) {
  const { dates } = words;
  const due = (of) => element('a', { href: store.address({ item: of.id }) }, `${of.title}: ${dates.shortWeekday(of.date)} ${dates.medium(of.date)}`);
  const told = [
    ['moved_from', entry.was && dates.long(entry.was)],
    ['place', entry.place],
    ['link', entry.link && webLink(entry.link, entry.link)],
    ['topics', entry.topics?.length && entry.topics.join(', ')],
    ['members', entry.kind === 'meeting' && entry.group.members.length && entry.group.members.join(', ')],
    ['deadlines', entry.due?.length && element('ul', {}, ...entry.due.map((of) => element('li', {}, due(of))))],
    ['meeting', entry.meeting && element('a', { href: store.address({ item: entry.meeting.id }) }, `${dates.long(entry.meeting.date)}`)],
    ['track', entry.track?.title],
    ['note', entry.note],
    ['why', entry.why?.length && element('ul', {}, ...entry.why.map((line) => element('li', {}, line)))],
  ];
  return element('dl', {}, ...told.filter(([, value]) => value).flatMap(([key, value]) => [element('dt', {}, words.text(key)), element('dd', {}, value)]));
}
