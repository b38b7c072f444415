// Marks of a drawing that can be pointed at, clicked and walked through with the arrow keys. Knows neither wheel nor roadmap.

/// Makes every `data-entry` of a drawing answer. Safe to call again after the state has changed.
function enliven(svg, { model, words, shows, open }) {
  svg.setAttribute('role', 'group');
  svg.setAttribute('tabindex', '-1'); // Only its marks are stops.
  const marks = [...svg.querySelectorAll('[data-entry]')].filter((mark) => model.byId.has(mark.dataset.entry));
  const order = (mark) => model.byId.get(mark.dataset.entry).date;
  marks.sort((one, other) => order(one).localeCompare(order(other)));
  const shown = marks.filter((mark) => shows(model.byId.get(mark.dataset.entry)));
  for (const mark of marks) {
    const entry = model.byId.get(mark.dataset.entry);
    const isShown = shows(entry);
    mark.classList.add('mark');
    mark.classList.toggle('dim', !isShown);
    mark.setAttribute('role', 'button');
    // What is written on a mark belongs to its name: people say what they see.
    const written = [...mark.querySelectorAll('text')].map((text) => text.textContent.trim()).join(' ');
    const name = `${titleOf(entry, words)}, ${words.dates.long(entry.date)}`;
    mark.setAttribute('aria-label', written && !name.includes(written) ? `${written}: ${name}` : name);
    mark.setAttribute('tabindex', mark === shown[0] ? '0' : '-1');
    if (isShown) mark.removeAttribute('aria-hidden');
    else mark.setAttribute('aria-hidden', 'true');
  }
  svg.walk = { shown, open, model, words };
  if (svg.isLive) return;
  svg.isLive = true;
  const markAt = (event) => event.target.closest?.('[data-entry]');
  svg.addEventListener('click', (event) => {
    const mark = markAt(event);
    if (mark && !mark.classList.contains('dim')) svg.walk.open(mark.dataset.entry);
  });
  svg.addEventListener('keydown', (event) => {
    const mark = markAt(event);
    if (!mark) return;
    const { shown, open } = svg.walk;
    const at = shown.indexOf(mark);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to !== undefined && shown[to]) {
      mark.setAttribute('tabindex', '-1');
      shown[to].setAttribute('tabindex', '0');
      shown[to].focus();
    } else if (event.key === 'Enter' || event.key === ' ') open(mark.dataset.entry);
    else if (to === undefined) return;
    event.preventDefault();
  });
  const tip = document.getElementById('tip');
  const show = (mark, x, y) => {
    const entry = svg.walk.model.byId.get(mark.dataset.entry);
    if (!entry || mark.classList.contains('dim')) return;
    tip.replaceChildren(...tipOf(entry, svg.walk.words));
    tip.hidden = false;
    const { width, height } = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - width - 8))}px`;
    tip.style.top = `${y + 18 + height > innerHeight ? y - height - 12 : y + 18}px`;
  };
  const hide = () => (tip.hidden = true);
  svg.addEventListener('pointermove', (event) => {
    const mark = markAt(event);
    if (mark && event.pointerType === 'mouse') show(mark, event.clientX, event.clientY);
    else hide();
  });
  svg.addEventListener('pointerleave', hide);
  svg.addEventListener('focusin', (event) => {
    const mark = markAt(event);
    if (!mark?.matches(':focus-visible')) return;
    const box = mark.getBoundingClientRect();
    show(mark, box.right, box.bottom - 18);
  });
  svg.addEventListener('focusout', hide);
  // The browser's own tip would lie on top of ours.
  for (const title of svg.querySelectorAll('[data-entry] > title')) title.remove();
}

/// What is told of an entry that is pointed at.
function tipOf(entry, words) {
  const { dates } = words;
  const until = entry.last === entry.date ? '' : ` ${words.text('until')} ${dates.medium(entry.last)}`;
  const time = entry.start ? `, ${dates.span(entry.start, entry.end)}` : '';
  return [
    element('strong', {}, titleOf(entry, words)),
    element('span', {}, `${until ? dates.medium(entry.date) : dates.long(entry.date)}${until}${time}`),
    element('span', { class: 'quiet' }, `${words.text('week')} ${isoWeek(entry.date).week} · ${entry.product.title}`),
    entry.was && element('span', { class: 'moved' }, `${words.text('moved_from')} ${dates.long(entry.was)}`),
  ].filter(Boolean);
}
