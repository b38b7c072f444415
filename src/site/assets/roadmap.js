// Phases and milestones of the products, as the program draws them.

async function drawRoadmap(frame, context) {
  const { model, state, words, store } = context;
  const chosen = state.product || state.group.split('/')[0];
  const charts = model.products.filter((product) => product.chart && (!chosen || product.key === chosen));
  if (charts.length === 0) {
    frame.replaceChildren(element('p', { class: 'empty' }, words.text('no_roadmap')));
    return;
  }
  const name = charts.map((product) => product.key).join(' ');
  if (frame.dataset.charts !== name) {
    frame.dataset.charts = name;
    // Many roadmaps are fetched as they come into view.
    const seen = new IntersectionObserver((rows) => rows.filter((row) => row.isIntersecting).forEach(({ target }) => { seen.unobserve(target); fill(target); }), { rootMargin: '400px' });
    frame.replaceChildren(...charts.map((product) => {
      const place = element('div', { class: 'chart', 'data-chart': product.chart });
      seen.observe(place);
      return place;
    }));
  }
  frame.context = context;
  const fill = async (place) => {
    const svg = await showPicture(place, place.dataset.chart);
    if (!svg) return;
    const { words, shows, now } = frame.context;
    enliven(svg, { model, words, shows, open: (item) => store.go({ item }) });
    markToday(svg, now.date);
  };
  for (const place of frame.querySelectorAll('[data-picture]')) fill(place);
}
