// Proves that each check of `charts.mjs` and `feeds.mjs` can fail, and that good files pass.
//
//   node selftest.mjs
//
// A bad file is a good one of `fixtures/` with one edit, so each case says exactly what is wrong with it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'foreign-'));

/// [name, good file, what to replace, with what, what every version must say]
const badCharts = [
  ['not-mermaid', 'good.mmd', /^gantt$/m, 'gant', /No diagram type detected/],
  ['another-chart', 'good.mmd', /^gantt$[^]*/m, 'pie\n  "a" : 1\n', /is a pie chart, not a gantt chart/],
  ['no-data', 'good.mmd', /:milestone, kg-01, .*/, ':', /Parse error/],
  ['too-much-data', 'good.mmd', 'kg-01, ', 'kg-01, kg-02, ', /reading 'type'/],
  ['no-tasks', 'good.mmd', /^.*:.*, .*$/gm, '', /has no tasks/],
  ['cycle', 'good.mmd', '2027-03-01, 3M', 'after ord, 3M', /`Hypercare` has no dates/],
  ['unknown-id', 'good.mmd', 'after hypercare', 'after hypercar', /refers to `hypercar`, which is no task's id/],
  ['one-id-twice', 'good.mmd', 'kg-03', 'kg-01', /two tasks have one id/],
  ['ends-before-start', 'good.mmd', '2027-02-01, 2027-03-01', '2027-03-01, 2027-02-01', /before it starts/],
  ['no-such-end', 'good.mmd', '2027-02-01, 2027-03-01', '2027-02-01, 3months', /`Oplæring` has no length/],
  ['other-label', 'good.mmd', 'Møde i marts', 'Møde ﬂ°i marts', /no label in the drawing reads/],
  ['not-a-number', 'good.mmd', 'leftPadding: 160', 'leftPadding: bred', /NaN in the drawing/],
  ['open-fence', 'good.md', /^~~~~$/m, '', /the fence is never closed/],
  ['liquid', 'good.md', 'title Møder', 'title {{ site.title }}', /would be read as Liquid/],
  ['empty-fence', 'good.md', /^gantt$[^]*/m, '```\n', /No diagram type detected/],
  ['no-chart', 'good.md', /mermaid$/gm, 'text', /has no chart/],
];

const badFeeds = [
  ['not-utf-8', 'good.ics', 'Hypercare', '\xff', /is not UTF-8/, 'latin1'],
  ['not-a-feed', 'good.ics', /^[^]*$/, 'Hypercare\r\n', /invalid/i],
  ['cut-off', 'good.ics', /END:VEVENT\r\nEND:VCALENDAR\r\n$/, '', /did not end|invalid/i],
  ['line-without-colon', 'good.ics', 'STATUS:CONFIRMED', 'STATUS', /invalid line/],
  ['two-calendars', 'good.ics', /^[^]*$/, '$&$&', /is not one VCALENDAR/],
  ['no-name', 'good.ics', /^(X-WR-CAL)?NAME:.*\r\n/gm, '', /the calendar has no name/],
  ['unix-lines', 'good.ics', /\r\n/g, '\n', /does not end with CRLF/],
  ['long-line', 'good.ics', /\r\n /, '', /is longer than 75 octets/],
  ['no-uid', 'good.ics', /UID:hypercare\r\n/, '', /has no UID/],
  ['no-stamp', 'good.ics', /DTSTAMP:.*\r\n/, '', /`koordinationsgruppe-2027-01` has no DTSTAMP/],
  ['two-stamps', 'good.ics', /DTSTAMP:.*\r\n/, '$&$&', /has 2 DTSTAMP/],
  ['no-start', 'good.ics', /DTSTART:20270629.*\r\n/, '', /has no DTSTART/],
  ['one-uid-twice', 'good.ics', '2027-06', '2027-01', /two events have the uid `koordinationsgruppe-2027-01`/],
  ['empty-day', 'good.ics', 'DATE:20270601', 'DATE:20270301', /`hypercare` does not end after it starts/],
  ['ends-before-start', 'good.ics', '20270629T120000Z', '20270629T100000Z', /does not end after it starts/],
  ['no-end', 'good.ics', /DTEND:.*\r\n/, '', /does not end after it starts/],
  ['date-and-time', 'good.ics', 'DTEND:20270629T120000Z', 'DTEND;VALUE=DATE:20270630', /mixes a date and a time/],
  ['no-zone', 'good.ics', /BEGIN:VTIMEZONE[^]*END:VTIMEZONE\r\n/, '', /has a floating start/],
  ['no-such-time', 'good.ics', '20270629T110000Z', '2027-06-29', /./],
];

function main() {
  const tally = { passed: 0, failed: 0 };
  const chart = run('charts.mjs', [fixture('good.mmd'), fixture('good.md'), ...badCharts.map(spoil)]);
  const feed = run('feeds.mjs', [fixture('good.ics'), ...badFeeds.map(spoil)]);
  const cases = [
    ['good charts pass in both versions', () => goodChartsPass(chart)],
    ['the tasks are what the chart says', () => tasksAreRead(chart)],
    ['a good feed passes', () => assert.deepEqual(of(feed, 'good.ics')[0].errors, [])],
    ['the events are what the feed says', () => eventsAreRead(feed)],
    ['a fault ends with status 1', () => assert.deepEqual([chart.status, feed.status], [1, 1])],
    ['a missing file ends with status 2', () => missingFileIsTold()],
    ...badCharts.map((bad) => [`chart ${bad[0]}`, () => faultIsTold(chart, bad, 2)]),
    ...badFeeds.map((bad) => [`feed ${bad[0]}`, () => faultIsTold(feed, bad, 1)]),
  ];
  for (const [name, holds] of cases) {
    try {
      holds();
      tally.passed += 1;
    } catch (error) {
      tally.failed += 1;
      console.error(`${name}: ${error.message}`);
    }
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

function fixture(name) {
  return join(here, 'fixtures', name);
}

function spoil([name, good, from, to, , encoding]) {
  const text = readFileSync(fixture(good), 'utf8');
  const bad = text.replace(from, to);
  assert.notEqual(bad, text, `the edit of \`${name}\` changes nothing`);
  const path = join(folder, `${name}-${good}`);
  writeFileSync(path, bad, encoding ?? 'utf8');
  return path;
}

function run(script, files) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, script), ...files], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  assert.match(stderr, /\d+ passed, \d+ failed\n$/, `${script} did not finish: ${stderr}`);
  return { status, results: JSON.parse(stdout) };
}

function of({ results }, ending) {
  return results.filter(({ file }) => file.endsWith(ending));
}

function goodChartsPass({ results }) {
  const good = results.filter(({ file }) => file.startsWith(join(here, 'fixtures')));
  assert.equal(good.length, 6, 'three charts, two versions');
  assert.deepEqual(good.flatMap(({ errors }) => errors), []);
}

function tasksAreRead(chart) {
  for (const { title, tasks } of of(chart, 'fixtures/good.mmd')) {
    assert.equal(title, 'Årshjul 2027: eksempel');
    assert.equal(tasks.length, 6);
    assert.deepEqual(tasks[1], {
      section: 'Koordinationsgruppe',
      name: 'Budget: første udkast & høring',
      id: 'kg-01',
      start: '2027-01-26',
      end: '2027-01-26',
      tags: ['milestone'],
    });
    assert.deepEqual([tasks[3].start, tasks[3].end], ['2027-02-01', '2027-03-01']);
  }
}

function eventsAreRead(feed) {
  const [{ name, events }] = of(feed, 'fixtures/good.ics');
  assert.equal(name, 'Årshjul, eksempel');
  const times = events.map(({ dtstart, dtend, allDay }) => [dtstart, dtend, allDay]);
  assert.deepEqual(times, [
    ['2027-01-26T13:00:00', '2027-01-26T14:00:00', false],
    ['2027-06-29T13:00:00', '2027-06-29T14:00:00', false],
    ['2027-03-01', '2027-06-01', true],
  ]);
  assert.deepEqual(events.map(({ sequence }) => sequence), [0, 2, null]);
}

function missingFileIsTold() {
  for (const script of ['charts.mjs', 'feeds.mjs']) {
    const { status, stderr } = spawnSync(process.execPath, [join(here, script), 'nowhere'], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, /^error: cannot read `nowhere`: ENOENT\n$/);
  }
}

function faultIsTold(outcome, [name, good, , , fault], count) {
  const results = of(outcome, `${name}-${good}`);
  // A page has more than one chart, and only one of them is spoiled.
  const told = results.filter(({ errors }) => errors.some((error) => fault.test(error)));
  assert.equal(told.length, count, `says ${JSON.stringify(results.map(({ errors }) => errors))}, not ${fault}`);
}

try {
  main();
} finally {
  rmSync(folder, { recursive: true });
}
