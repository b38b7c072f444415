// Today's mark on a drawing. Where days lie on it, the drawing says in its own attributes.

/// Puts a line at a day: from the hub to the rim of a wheel, from top to bottom of a roadmap. None beyond the drawing's days.
function markToday(svg, today) {
  svg.querySelector('.today')?.remove();
  const ends = svg.dataset.yearFirst ? onWheel(svg.dataset, today) : onRoadmap(svg.dataset, today);
  if (!ends) return;
  const [[x1, y1], [x2, y2]] = ends;
  const mark = drawn('g', { class: 'today', 'pointer-events': 'none' });
  mark.append(drawn('line', { x1, y1, x2, y2 }), drawn('circle', { cx: x2, cy: y2, r: 5 }));
  svg.append(mark);
}

function onWheel({ yearFirst, yearLast, centreX, centreY, radiusInner, radiusOuter }, today) {
  if (today < yearFirst || today > yearLast) return null;
  const turn = ((daysBetween(yearFirst, today) + 0.5) / (daysBetween(yearFirst, yearLast) + 1)) * 2 * Math.PI;
  const at = (radius) => [Number(centreX) + radius * Math.sin(turn), Number(centreY) - radius * Math.cos(turn)];
  return [at(Number(radiusInner)), at(Number(radiusOuter) + 10)];
}

function onRoadmap({ first, last, left, right, top, bottom }, today) {
  if (!last || today < first || today > last) return null;
  const part = (daysBetween(first, today) + 0.5) / (daysBetween(first, last) + 1);
  const x = Number(left) + part * (Number(right) - Number(left));
  return [[x, Number(bottom)], [x, Number(top)]];
}

function drawn(name, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, typeof value === 'number' ? value.toFixed(1) : value);
  return made;
}
