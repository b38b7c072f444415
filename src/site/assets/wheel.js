// The annual wheel. The drawing comes from the program; here it is shown, enlivened, and given today's mark.

/// The wheel of a state: of the product that is chosen, or of all.
function wheelOf(model, state) {
  const product = model.products.find((product) => product.key === (state.product || state.group.split('/')[0])) ?? (model.products.length === 1 ? model.products[0] : undefined);
  const wheels = product ? product.wheels : model.wheels;
  return wheels.find((wheel) => wheel.year === state.year) ?? wheels.at(-1);
}

async function drawWheel(frame, context) {
  const { model, state, words, store } = context;
  const wheel = wheelOf(model, state);
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

/// A line from the hub to the rim at a day of the wheel's year. The drawing says where: `data-dial` holds the centre's x and y, the
/// inner and the outer radius, and the first and the last day.
function markToday(svg, today) {
  svg.querySelector('.today')?.remove();
  const [x, y, inner, outer, first, last] = (svg.dataset.dial ?? '').split(' ');
  if (!last || today < first || today > last) return;
  const turn = ((daysBetween(first, today) + 0.5) / (daysBetween(first, last) + 1)) * 2 * Math.PI;
  const at = (radius) => [Number(x) + radius * Math.sin(turn), Number(y) - radius * Math.cos(turn)];
  const svgNames = 'http://www.w3.org/2000/svg';
  const group = document.createElementNS(svgNames, 'g');
  group.setAttribute('class', 'today');
  group.setAttribute('pointer-events', 'none');
  const line = document.createElementNS(svgNames, 'line');
  const [[x1, y1], [x2, y2]] = [at(Number(inner)), at(Number(outer) + 8)];
  for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) line.setAttribute(name, value.toFixed(1));
  const dot = document.createElementNS(svgNames, 'circle');
  for (const [name, value] of Object.entries({ cx: x2, cy: y2, r: 5 })) dot.setAttribute(name, Number(value).toFixed(1));
  group.append(line, dot);
  svg.append(group);
}
