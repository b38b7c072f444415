// Reads feeds with ical.js, the reader inside Thunderbird, and tells which events it saw.
//
//   node feeds.mjs FILE...
//
// Prints [{file, ok, errors, name, events: [{uid, summary, dtstart, dtend, allDay, sequence, status}]}] on stdout and
// `N passed, N failed` as the last line on stderr. Exit: 0 all good, 1 a feed is at fault, 2 nothing was checked.
// `dtstart` and `dtend` are the wall clock in Copenhagen, `2027-03-30T13:00:00`, or dates, `2027-03-30`, when `allDay`;
// ends are exclusive. `sequence` and `status` are null when the feed does not say.

import { readFileSync } from 'node:fs';
import process from 'node:process';
import { load, giveUp, readArguments, tell } from './report.mjs';

const { default: ICAL } = await load('ical.js');
// Not in RFC 5545, so ical.js would leave the escapes of these texts as they are written.
for (const name of ['name', 'x-wr-calname']) ICAL.design.icalendar.property[name] = { defaultType: 'text' };

/// Swedish writes dates as ISO 8601 does.
const copenhagen = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function main() {
  const { files } = readArguments(process.argv.slice(2), []);
  tell(files.map(check));
}

function check(file) {
  const result = { file, ok: false, errors: [], name: null, events: [] };
  try {
    const text = decode(readBytes(file));
    result.errors.push(...lineFaults(text));
    const calendar = parse(text);
    result.name = calendar.getFirstPropertyValue('x-wr-calname') ?? calendar.getFirstPropertyValue('name');
    if (result.name === null) result.errors.push('the calendar has no name');
    for (const component of calendar.getAllSubcomponents('vevent')) {
      const { event, faults } = read(component);
      result.events.push(event);
      result.errors.push(...faults.map((fault) => `\`${event.uid ?? event.summary}\` ${fault}`));
    }
    for (const uid of repeated(result.events.map(({ uid }) => uid))) {
      result.errors.push(`two events have the uid \`${uid}\``);
    }
  } catch (error) {
    result.errors.push(String(error.message));
  }
  result.ok = result.errors.length === 0;
  return result;
}

function readBytes(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    return giveUp(`cannot read \`${file}\`: ${error.code}`);
  }
}

function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error('is not UTF-8');
  }
}

/// RFC 5545, 3.1: lines end with CRLF and have at most 75 octets. ical.js reads anything; others do not.
function lineFaults(text) {
  const faults = [];
  if (/(^|[^\r])\n|\r(?!\n)/.test(text) || !text.endsWith('\r\n')) faults.push('a line does not end with CRLF');
  const long = text.split(/\r?\n/).findIndex((line) => Buffer.byteLength(line) > 75);
  if (long >= 0) faults.push(`line ${long + 1} is longer than 75 octets`);
  return faults;
}

function parse(text) {
  const calendars = ICAL.parse(text);
  // Several calendars come as an array of arrays, one as the array itself.
  if (calendars[0] !== 'vcalendar') throw new Error('is not one VCALENDAR');
  return new ICAL.Component(calendars);
}

function read(component) {
  const faults = [];
  for (const name of ['uid', 'dtstamp', 'dtstart']) {
    const count = component.getAllProperties(name).length;
    if (count === 0) faults.push(`has no ${name.toUpperCase()}`);
    if (count > 1) faults.push(`has ${count} ${name.toUpperCase()}`);
  }
  const property = (name) => component.getFirstPropertyValue(name);
  const event = { uid: property('uid'), summary: property('summary'), dtstart: null, dtend: null, allDay: null };
  Object.assign(event, { sequence: property('sequence'), status: property('status') });
  if (property('dtstart') !== null) {
    // Only `ICAL.Event` knows what an end is that is given as DURATION, or not at all. Its other events it may ignore.
    const { startDate, endDate } = new ICAL.Event(component, { exceptions: [] });
    faults.push(...timeFaults(startDate, endDate));
    Object.assign(event, { dtstart: local(startDate), dtend: local(endDate), allDay: startDate.isDate });
  }
  return { event, faults };
}

function timeFaults(start, end) {
  const faults = [];
  if (start.isDate !== end.isDate) faults.push('mixes a date and a time');
  else if (end.compare(start) <= 0) faults.push('does not end after it starts');
  // ical.js reads a zone that the feed does not define as no zone at all.
  for (const [name, time] of Object.entries({ start, end })) {
    if (!time.isDate && time.zone === ICAL.Timezone.localTimezone) faults.push(`has a floating ${name}`);
  }
  return faults;
}

function local(time) {
  if (time.isDate) return time.toString();
  return copenhagen.format(new Date(time.toUnixTime() * 1000)).replace(' ', 'T');
}

function repeated(values) {
  const seen = new Set();
  return [...new Set(values.filter((value) => value !== null && (seen.has(value) || !seen.add(value))))];
}

main();
