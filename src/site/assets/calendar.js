// Months, weeks and agendas, by FullCalendar.

let calendar;

/// Draws the calendar, or brings it up to date. Its times are the plan's wall clock: given and shown as UTC, nothing shifts them.
async function drawCalendar(frame, context) {
  await loadScript('site/fullcalendar.js');
  await loadScript('site/fullcalendar-da.js');
  const { state, words } = context;
  if (calendar && calendar.language !== words.language) {
    calendar.full.destroy();
    calendar = undefined;
  }
  if (!calendar) {
    calendar = { language: words.language, context };
    calendar.full = new FullCalendar.Calendar(frame, options(context));
    calendar.full.render();
  } else {
    calendar.context = context;
    if (state.month && state.month !== monthShown()) calendar.full.gotoDate(`${state.month}-01`);
    calendar.full.refetchEvents();
    calendar.full.updateSize();
  }
}

const monthShown = () => toText(calendar.full.getDate()).slice(0, 7);

function options({ state, words, now, store }) {
  const narrow = matchMedia('(max-width: 640px)').matches;
  return {
    locale: words.language === 'da' ? 'da' : 'en-gb',
    firstDay: 1,
    timeZone: 'UTC',
    now: `${now.date}T${now.time}:00`,
    initialDate: state.month ? `${state.month}-01` : startOf(calendar.context),
    initialView: narrow ? 'listMonth' : 'dayGridMonth',
    headerToolbar: { left: 'prev,next today', center: 'title', right: 'dayGridMonth,multiMonthYear,timeGridWeek,listMonth' },
    height: 'auto',
    weekNumbers: true,
    weekNumberCalculation: 'ISO',
    weekNumberFormat: { week: 'numeric' },
    weekText: '',
    dayMaxEvents: 6,
    navLinks: true,
    navLinkDayClick: 'listDay',
    slotMinTime: '07:00',
    slotMaxTime: '20:00',
    nowIndicator: true,
    multiMonthMaxColumns: 3,
    eventDisplay: 'block',
    eventTimeFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
    events: (range, give) => give(eventsBetween(range.startStr.slice(0, 10), range.endStr.slice(0, 10))),
    eventClick: ({ event, jsEvent }) => {
      jsEvent.preventDefault();
      if (event.id) store.go({ item: event.id });
    },
    buttonIcons: false,
    buttonText: { prev: '‹', next: '›' },
    // A cell is named by its day and holds meetings too: left without a name, both are read.
    dayCellDidMount: ({ el }) => el.removeAttribute('aria-labelledby'),
    eventDidMount: ({ event, el }) => {
      if (event.extendedProps.tip) el.title = event.extendedProps.tip;
    },
    datesSet: () => {
      const { state, store } = calendar.context;
      if (calendar.full && state.view === 'calendar' && state.month !== monthShown()) store.go({ month: monthShown() }, { quietly: true });
    },
  };
}

/// The month to begin with: this one, or the first that has something when the plan lies elsewhere.
function startOf({ now, model }) {
  const { first, last } = model.horizon;
  return now.date < first ? first : now.date > last ? last : now.date;
}

function eventsBetween(first, last) {
  const { model, words, shows } = calendar.context;
  const within = model.entries.filter((entry) => entry.date < last && entry.last >= first && shows(entry));
  const closed = model.closed.filter((day) => day.date < last && (day.last ?? day.date) >= first);
  return [
    ...within.flatMap((entry) => eventsOf(entry, calendar.context)).filter((event) => event.start.slice(0, 10) < last && event.start.slice(0, 10) >= first),
    ...closed.map((day) => ({ start: day.date, end: plusDays(day.last ?? day.date, 1), allDay: true, display: 'background', title: day.name, classNames: ['closed'] })),
  ];
}

/// A meeting, deadline or milestone as it is; of a phase its first and its last day, since a bar through every week hides the rest.
function eventsOf(entry, { model, words, state }) {
  const look = model.looks[(entry.group ?? entry.track).look];
  const product = model.products.length > 1 && !state.product ? ` · ${entry.product.title}` : '';
  const title = `${titleOf(entry, words)}${product}`;
  const plain = { backgroundColor: `color-mix(in srgb, ${look.fill} 18%, #fff)`, borderColor: look.fill, textColor: '#1d2a33' };
  const full = { backgroundColor: look.fill, borderColor: look.fill, textColor: look.ink };
  const shared = { id: entry.id, title, classNames: [`of-${entry.kind}`], tip: title, url: `#item=${encodeURIComponent(entry.id)}`, allDay: true, start: entry.date };
  if (entry.kind === 'phase') {
    const side = (date, word) => ({ ...shared, ...plain, start: date, title: `${title} ${words.text(word)}` });
    return [side(entry.date, 'begins'), side(entry.last, 'ends')];
  }
  if (entry.kind !== 'meeting') return [{ ...shared, ...plain }];
  if (!entry.start) return [{ ...shared, ...full }];
  return [{ ...shared, ...full, allDay: false, start: `${entry.date}T${entry.start}:00`, end: `${entry.ends ?? entry.date}T${entry.end}:00` }];
}
