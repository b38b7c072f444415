// The annual wheel. The drawing comes from the program; here it is shown, enlivened, and given today's mark.

/// The wheel of a state: of the product that is chosen, or of all.
function wheelOf({ model, state, now }) {
  const product = model.products.find((product) => product.key === (state.product || state.group.split('/')[0])) ?? (model.products.length === 1 ? model.products[0] : undefined);
  const wheels = product ? product.wheels : model.wheels;
  const { label } = yearOf({ model, state, now });
  return wheels.find((wheel) => wheel.year === label) ?? wheels.at(-1);
}

async function drawWheel(frame, context) {
  const { model, state, words, store } = context;
  const wheel = wheelOf(context);
  if (!wheel) {
    frame.dataset.picture = '';
    frame.replaceChildren(productChoice(context));
    return;
  }
  const svg = await showPicture(frame, wheel.picture);
  if (!svg) return;
  enliven(svg, { model, words, shows: context.shows, open: (item) => store.go({ item }) });
  markToday(svg, context.now.date);
}

/// Where a wheel of all would be a wall of rings: the products to choose from.
function productChoice({ model, words, store }) {
  const links = model.products.map((product) => element('li', {}, element('a', { href: store.address({ product: product.key }) }, product.title)));
  return element('div', { class: 'choice' }, element('p', {}, words.text('choose_product')), element('ul', {}, ...links));
}
