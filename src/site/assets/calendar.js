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
    ...within.map((entry) => event(entry, words, model)),
    ...closed.map((day) => ({ start: day.date, end: plusDays(day.last ?? day.date, 1), allDay: true, display: 'background', title: day.name, classNames: ['closed'] })),
  ];
}

function event(entry, words, model) {
  const look = model.looks[(entry.group ?? entry.track).look];
  const several = model.products.length > 1 ? ` · ${entry.product.title}` : '';
  const shared = { id: entry.id, title: `${titleOf(entry, words)}${several}`, classNames: [`of-${entry.kind}`], tip: `${titleOf(entry, words)}${several}`, url: `#item=${encodeURIComponent(entry.id)}` };
  const plain = entry.kind === 'meeting';
  const colours = plain ? { backgroundColor: look.fill, borderColor: look.fill, textColor: look.ink } : { backgroundColor: look.tint, borderColor: look.fill, textColor: '#1d2a33' };
  if (entry.start) return { ...shared, ...colours, start: `${entry.date}T${entry.start}:00`, end: entry.end ? `${entry.ends ?? entry.date}T${entry.end}:00` : undefined };
  return { ...shared, ...colours, start: entry.date, end: plusDays(entry.last, 1), allDay: true };
}
