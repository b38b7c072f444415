// Drawings that lie in scripts of their own, fetched when they are first looked at: a page from a file may load scripts, and nothing else.

const pictures = new Map();

/// Called by each of those scripts.
function picture(name, svg) {
  pictures.get(name)?.resolve(svg);
}

/// The text of a drawing; the plan's program wrote it, so it is trusted as markup.
function fetchPicture(name) {
  const known = pictures.get(name);
  if (known) return known.promise;
  const waiting = {};
  waiting.promise = new Promise((resolve, reject) => {
    waiting.resolve = resolve;
    loadScript(`site/pictures/${name}.js`).catch(reject);
  });
  pictures.set(name, waiting);
  return waiting.promise;
}

/// Puts a drawing into the page, once: a drawing that stands there already stays, with its focus.
async function showPicture(frame, name) {
  if (frame.dataset.picture === name) return frame.querySelector('svg');
  frame.dataset.picture = name;
  const svg = await fetchPicture(name);
  if (frame.dataset.picture !== name) return null; // Another was asked for in between.
  frame.innerHTML = svg;
  const root = frame.querySelector('svg');
  root.removeAttribute('width');
  root.removeAttribute('height');
  return root;
}
