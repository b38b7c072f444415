// Elements from data. Text is always text: nothing of a plan is ever read as markup.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key === 'style') for (const [name, text] of Object.entries(value)) made.style.setProperty(name, text);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

/// Only addresses of the web become links.
const webLink = (address, text) =>
  /^https?:\/\//i.test(address) ? element('a', { href: address, rel: 'noopener noreferrer' }, text) : address;

/// Says something to those who listen to the page instead of looking at it.
function announce(text) {
  document.getElementById('status').textContent = text;
}
