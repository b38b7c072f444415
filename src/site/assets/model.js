// The entries of the plan as objects, and which of them a state shows. Knows no drawing.

const kinds = ['meeting', 'deadline', 'phase', 'milestone'];

/// Joins the tables of `data.js`.
function createModel(data) {
  const groups = data.groups.map((group, index) => ({ ...group, index, product: data.products[group.product] }));
  const tracks = data.tracks.map((track) => ({ ...track, product: data.products[track.product] }));
  const entries = data.entries.map((row) => {
    const of = row.group === undefined ? tracks[row.track] : groups[row.group];
    return { ...row, group: groups[row.group], track: tracks[row.track], product: of.product, last: row.last ?? row.date };
  });
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const entry of entries.filter((entry) => entry.kind === 'deadline')) {
    entry.meeting = byId.get(entry.id.slice(0, entry.id.indexOf('#')));
    (entry.meeting.due ??= []).push(entry);
  }
  return { ...data, groups, tracks, entries, byId };
}

/// A group as the address names it.
const groupName = (group) => `${group.product.key}/${group.key}`;

/// What an entry is called: a deadline by what is due, and of which group.
function titleOf(entry, words) {
  if (entry.kind === 'deadline') return `${words.text('deadline')}: ${entry.title} · ${entry.group.title}`;
  if (entry.kind === 'meeting') return entry.writing ? `${entry.group.title} (${words.text('in_writing')})` : entry.group.title;
  return entry.title;
}

/// Whether a state shows an entry, apart from its year: by product, group, role, kind and search.
function createFilter(model, state) {
  const role = model.roles.find((role) => role.key === state.role);
  const hidden = new Set(state.hide.split(',').filter(Boolean));
  const sought = fold(state.q).split(/\s+/).filter(Boolean);
  return (entry) => {
    if (hidden.has(entry.kind)) return false;
    if (state.product && entry.product.key !== state.product) return false;
    if (state.group && (entry.group === undefined || groupName(entry.group) !== state.group)) return false;
    if (state.role && (entry.group === undefined || !role?.groups.includes(entry.group.index))) return false;
    return sought.every((word) => searchable(entry).includes(word));
  };
}

/// Everything an entry can be found by, once for each.
function searchable(entry) {
  entry.searchable ??= fold(
    [entry.title, entry.group?.title, entry.track?.title, entry.product.title, entry.place, entry.date, `uge ${isoWeek(entry.date).week}`, `week ${isoWeek(entry.date).week}`, ...(entry.topics ?? []), ...(entry.group?.members ?? [])].join(' '),
  );
  return entry.searchable;
}

/// Small letters without accents; Danish letters stay what they are, and `aa` is found by `å`.
function fold(text) {
  return text.toLowerCase().replaceAll('aa', 'å').replace(/[éèêë]/g, 'e').replace(/[üú]/g, 'u');
}
