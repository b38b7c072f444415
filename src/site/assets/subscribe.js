// How to have it in one's own calendar: the address of a feed, and what to do with it.

function drawSubscribe(frame, context) {
  const { model, words, state, store } = context;
  const feed = feedOf(model, state);
  const product = model.products.find((product) => product.key === state.product);
  const others = model.feeds.filter((other) => !state.product || other.product === state.product || other.kind === 'role');
  frame.replaceChildren(
    element('p', { class: 'lead' }, words.text('subscribe_intro')),
    card(feed, context),
    element('h3', {}, words.text('all_feeds')),
    element('ul', { class: 'feeds' }, ...others.map((other) =>
      element('li', {}, element('a', { href: store.address(stateOf(other)), class: other === feed ? 'chosen' : '', 'aria-current': other === feed ? 'true' : undefined }, other.name), ' ', element('a', { class: 'quiet file', href: other.path, download: true }, other.path.replace('feeds/', ''))))),
    element('p', { class: 'export' }, `${words.text('export')} `, element('a', { href: 'schedule.csv' }, 'CSV'), ', ', element('a', { href: 'schedule.json' }, 'JSON'), product?.chart ? [', ', element('a', { href: `${product.chart}.mmd` }, 'Mermaid')] : ''),
  );
}

/// The feed that suits a state best: a group's before a role's before a product's before everything.
function feedOf(model, state) {
  const of = (kind, key) => model.feeds.find((feed) => feed.kind === kind && feed.key === key);
  return (state.group && of('group', state.group)) || (state.role && of('role', state.role)) || (state.product && of('product', state.product)) || of('all', '') || model.feeds[0];
}

const stateOf = (feed) => ({
  product: feed.kind === 'product' || feed.kind === 'group' ? feed.product : '',
  group: feed.kind === 'group' ? feed.key : '',
  role: feed.kind === 'role' ? feed.key : '',
});

/// Where a feed is to be had: where the plan says that it is published, else where this page lies.
function feedAddress(model, feed) {
  if (model.address) return new URL(feed.path, model.address).href;
  return location.protocol.startsWith('http') ? new URL(feed.path, location.href.split('#')[0]).href : null;
}

function card(feed, { model, words }) {
  const address = feedAddress(model, feed);
  const heading = element('h3', {}, feed.name);
  if (!address) return element('section', { class: 'card' }, heading, element('p', { class: 'quiet' }, words.text('not_published')), element('code', {}, feed.path));
  const field = element('input', { class: 'address', readonly: true, value: address, 'aria-label': words.text('feed_for'), onfocus: (event) => event.target.select() });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      announce(words.text('copied'));
    } catch {
      field.focus();
      announce(words.text('could_not_copy'));
    }
  };
  const named = (base) => `${base}${encodeURIComponent(address)}&name=${encodeURIComponent(feed.name)}`;
  const webcal = address.replace(/^https?:/, 'webcal:');
  const steps = (key, title) => element('details', {}, element('summary', {}, words.text(title)), element('ol', {}, ...words.text(key).map((step) => element('li', {}, step))));
  return element(
    'section',
    { class: 'card' },
    heading,
    element('div', { class: 'copy' }, field, element('button', { class: 'primary', onclick: copy }, words.text('copy'))),
    element('p', { class: 'open' },
      element('a', { href: webcal, class: 'button', 'data-kind': 'webcal' }, words.text('open_webcal')),
      element('a', { href: named('https://outlook.office.com/calendar/0/addfromweb?url='), class: 'button', rel: 'noopener noreferrer' }, words.text('open_outlook')),
      element('a', { href: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`, class: 'button', rel: 'noopener noreferrer' }, words.text('open_google'))),
    steps('steps_outlook', 'outlook'),
    steps('steps_outlook_classic', 'outlook_classic'),
    steps('steps_google', 'google'),
    steps('steps_apple', 'apple'),
  );
}
