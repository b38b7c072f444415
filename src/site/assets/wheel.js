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

/// A line from the hub to the rim at a day of the wheel's year. Where those are, the drawing says.
function markToday(svg, today) {
  svg.querySelector('.today')?.remove();
  const { yearFirst, yearLast, centreX, centreY, radiusInner, radiusOuter } = svg.dataset;
  if (!yearLast || today < yearFirst || today > yearLast) return;
  const turn = ((daysBetween(yearFirst, today) + 0.5) / (daysBetween(yearFirst, yearLast) + 1)) * 2 * Math.PI;
  const at = (radius) => [Number(centreX) + radius * Math.sin(turn), Number(centreY) - radius * Math.cos(turn)];
  const [[x1, y1], [x2, y2]] = [at(Number(radiusInner)), at(Number(radiusOuter) + 10)];
  const hand = drawn('g', { class: 'today', 'pointer-events': 'none' });
  hand.append(drawn('line', { x1, y1, x2, y2 }), drawn('circle', { cx: x2, cy: y2, r: 5 }));
  svg.append(hand);
}

function drawn(name, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, typeof value === 'number' ? value.toFixed(1) : value);
  return made;
}
