// What is shown, as it stands in the address behind `#`: so a view can be sent, kept and gone back to, also from a file.

const views = ['wheel', 'calendar', 'list', 'roadmap', 'changes', 'subscribe'];

const defaults = { view: 'wheel', product: '', group: '', role: '', hide: '', q: '', year: '', month: '', item: '', lang: '', today: '' };

function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  const state = { ...defaults };
  for (const key of Object.keys(defaults)) state[key] = given.get(key) ?? defaults[key];
  if (!views.includes(state.view)) state.view = defaults.view;
  return state;
}

/// The address of a state; what is as usual is left out, and ids stay legible.
function addressOf(state) {
  const said = Object.keys(defaults).filter((key) => state[key] && state[key] !== defaults[key]);
  const word = (text) => encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%2C', ',');
  return `#${said.map((key) => `${key}=${word(state[key])}`).join('&')}`;
}

/// Keeps the state and tells whoever draws from it.
function createStore(draw) {
  let state = readState();
  const redraw = () => {
    const before = state;
    state = readState();
    draw(state, before);
  };
  window.addEventListener('hashchange', redraw);
  return {
    get: () => state,
    /// Goes on to another state; `quietly` takes the place of the current step, as for every letter of a search.
    go(change, { quietly = false } = {}) {
      const address = addressOf({ ...state, ...change });
      if (quietly) {
        history.replaceState(null, '', address);
        redraw();
      } else if (address !== location.hash && !(address === '#' && location.hash === '')) {
        location.hash = address;
      }
    },
    /// The address that a change would lead to.
    address: (change) => addressOf({ ...state, ...change }),
  };
}
