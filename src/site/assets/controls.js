// What is chosen: view, product, group, role, year, kinds and words to search for.

function drawControls(context) {
  const { model, state, words, store } = context;
  for (const place of document.querySelectorAll('[data-text]')) place.textContent = words.text(place.dataset.text);
  for (const place of document.querySelectorAll('[data-label]')) {
    place.setAttribute('aria-label', words.text(place.dataset.label));
    if (place.matches('button')) place.title = words.text(place.dataset.label);
  }
  for (const tab of document.querySelectorAll('[data-view]')) {
    tab.setAttribute('href', store.address({ view: tab.dataset.view }));
    if (tab.dataset.view === state.view) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  const groups = model.groups.filter((group) => group.count > 0 && (!state.product || group.product.key === state.product));
  const several = model.products.length > 1 && !state.product;
  choices('product', words.text('all_products'), model.products.map((product) => [product.key, product.title]), state.product);
  choices('group', words.text('all_groups'), groups.map((group) => [groupName(group), several ? `${group.title} · ${group.product.title}` : group.title]), state.group);
  choices('role', words.text('all_roles'), model.roles.map((role) => [role.key, role.title]), state.role);
  choices('year', null, model.years.map((year) => [year.label, year.label]), yearOf(context).label);
  const hidden = new Set(state.hide.split(',').filter(Boolean));
  for (const box of document.querySelectorAll('[data-kind-of]')) box.checked = !hidden.has(box.dataset.kindOf);
  const search = document.getElementById('search');
  if (search.value !== state.q) search.value = state.q;
  search.placeholder = words.text('search_hint');
  document.getElementById('product').closest('label').hidden = model.products.length < 2;
  document.getElementById('year').closest('label').hidden = model.years.length < 2 || !['wheel', 'list'].includes(state.view);
  const isFiltered = ['product', 'group', 'role', 'hide', 'q'].some((key) => state[key]);
  document.getElementById('clear').hidden = !isFiltered;
}

/// Fills a list of choices; what stands there already is kept, with its focus.
function choices(id, all, pairs, chosen) {
  const select = document.getElementById(id);
  const wanted = [...(all === null ? [] : [['', all]]), ...pairs];
  const isSame = select.options.length === wanted.length && wanted.every(([value, text], index) => select.options[index].value === value && select.options[index].text === text);
  if (!isSame) select.replaceChildren(...wanted.map(([value, text]) => element('option', { value }, text)));
  select.value = chosen;
}

/// Wires what is chosen to the state, once.
function wireControls(store, model) {
  const on = (id, name, act) => document.getElementById(id).addEventListener(name, act);
  on('product', 'change', ({ target }) => store.go({ product: target.value, group: '' }));
  on('group', 'change', ({ target }) => store.go({ group: target.value, ...(target.value && model.products.length > 1 ? { product: target.value.split('/')[0] } : {}) }));
  on('role', 'change', ({ target }) => store.go({ role: target.value }));
  on('year', 'change', ({ target }) => store.go({ year: target.value }));
  on('search', 'input', ({ target }) => store.go({ q: target.value.trim() }, { quietly: true }));
  document.querySelector('.controls').addEventListener('submit', (event) => event.preventDefault());
  on('clear', 'click', () => store.go({ product: '', group: '', role: '', hide: '', q: '' }));
  on('print', 'click', () => window.print());
  on('help', 'click', () => document.getElementById('help-box').showModal());
  on('colour', 'click', switchColour);
  on('filters', 'click', ({ currentTarget }) => {
    const isOpen = document.body.toggleAttribute('data-filters');
    currentTarget.setAttribute('aria-expanded', String(isOpen));
  });
  on('language', 'click', () => store.go({ lang: languageOf(store.get(), model) === 'da' ? 'en' : 'da' }));
  for (const box of document.querySelectorAll('[data-kind-of]')) {
    box.addEventListener('change', () => store.go({ hide: kinds.filter((kind) => !document.querySelector(`[data-kind-of="${kind}"]`).checked).join(',') }));
  }
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target.matches('input, select, textarea') || document.querySelector('dialog[open]')) return;
    document.getElementById('search').focus();
    event.preventDefault();
  });
}

const languageOf = (state, model) => (state.lang === 'da' || state.lang === 'en' ? state.lang : model.language);

/// Light or dark: as the reader's system has it, until another is chosen. A browser that keeps nothing is no fault.
function switchColour() {
  const root = document.documentElement;
  const isDark = root.dataset.colour ? root.dataset.colour === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.colour = isDark ? 'light' : 'dark';
  try {
    localStorage.setItem('aarshjul-colour', root.dataset.colour);
  } catch {}
}

function restoreColour() {
  try {
    const kept = localStorage.getItem('aarshjul-colour');
    if (kept) document.documentElement.dataset.colour = kept;
  } catch {}
}

function drawHelp(words) {
  const box = document.getElementById('help-box');
  box.replaceChildren(
    element('form', { method: 'dialog' }, element('button', { class: 'close', 'aria-label': words.text('close') }, '×')),
    element('h2', { id: 'help-title' }, words.text('help')),
    ...words.text('help_text').flatMap(([heading, text]) => [element('h3', {}, heading), element('p', {}, text)]),
  );
  closesOutside(box);
}
