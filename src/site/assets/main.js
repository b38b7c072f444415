// The page: one state, from which everything is drawn again when it changes.

const drawers = { wheel: drawWheel, calendar: drawCalendar, list: drawList, roadmap: drawRoadmap, changes: drawChanges, subscribe: drawSubscribe };

function start(data) {
  const model = createModel(data);
  restoreColour();
  const draw = (state, before) => {
    const language = languageOf(state, model);
    const words = createWords(language);
    const context = { model, state, words, store, now: now(state.today), shows: createFilter(model, state) };
    document.documentElement.lang = language;
    document.title = titleFor(context);
    drawControls(context);
    drawHelp(words);
    for (const view of views) document.getElementById(view).hidden = view !== state.view;
    document.body.dataset.shows = state.view;
    document.getElementById('heading').textContent = headingFor(context);
    drawers[state.view](document.getElementById(`${state.view}-frame`), context);
    drawNext(document.getElementById('next'), context);
    drawItem(context);
    if (before && before.view !== state.view) announce(words.text(state.view === 'wheel' ? 'wheel' : state.view));
    document.getElementById('tip').hidden = true;
  };
  const store = createStore(draw);
  wireControls(store, model);
  draw(store.get());
  document.documentElement.dataset.ready = 'yes';
}

/// What is chosen, in words: the group, the role or the product.
function headingFor({ model, state, words }) {
  const group = model.groups.find((group) => groupName(group) === state.group);
  const role = model.roles.find((role) => role.key === state.role);
  const product = model.products.find((product) => product.key === state.product) ?? (model.products.length === 1 ? model.products[0] : undefined);
  const what = [group?.title, role?.title, product?.title].filter(Boolean);
  return what.length ? what.join(' · ') : words.text('all_products');
}

const titleFor = (context) => `${headingFor(context)} – ${context.words.text('title')}`;
