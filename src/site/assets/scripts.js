// Scripts that are fetched when they are first needed.

const fetched = new Map();

function loadScript(path) {
  if (!fetched.has(path)) {
    fetched.set(path, new Promise((resolve, reject) => {
      document.head.append(element('script', { src: path, onload: resolve, onerror: () => reject(new Error(path)) }));
    }));
  }
  return fetched.get(path);
}
