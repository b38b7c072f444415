// Uses the site in a real browser, as people do: from a file, and below a folder of a web server.
//
//   node site.mjs [--png FOLDER] [--product KEY] [--only WORDS] OUT
//
// OUT is an output folder with `index.html`; `--only` tries what has these words in its name. Prints [{file, ok, errors}] on stdout, one result for each thing that was tried, and
// `N passed, N failed` as the last line on stderr. Exit: 0 all good, 1 a fault, 2 nothing was checked.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import process from 'node:process';
import { startBrowser } from './browser.mjs';
import { giveUp, load, readArguments, tell } from './report.mjs';

const { options, files } = readArguments(process.argv.slice(2), ['--png', '--product', '--only']);
const out = resolve(files[0]);
if (!existsSync(join(out, 'index.html'))) giveUp(`\`${out}\` has no index.html: run \`aarshjul plan\` first`);
if (options.png) mkdirSync(options.png, { recursive: true });
await load('axe-core');
const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const views = ['wheel', 'calendar', 'list', 'roadmap', 'changes', 'subscribe'];
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.ics': 'text/calendar' };

/// The most that all views together may weigh, in bytes, as they are on the disk.
const weightLimit = 1_500_000;

/// Serves the folder below `/sub/folder/`, as a page of a project is on a host of many.
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  const inside = path.startsWith('/sub/folder/') && normalize(path.slice('/sub/folder/'.length) || 'index.html');
  const file = inside && !inside.startsWith('..') && join(out, inside);
  if (!file || !existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': `${types[extname(file)] ?? 'text/plain'}; charset=utf-8` }).end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const origin = `http://127.0.0.1:${server.address().port}`;
const web = `${origin}/sub/folder/`;
const data = JSON.parse(/^aarshjul\.start\(([^]*)\);\n$/.exec(readFileSync(join(out, 'site/data.js'), 'utf8'))[1]);
const product = data.products.find(({ key }) => key === (options.product ?? data.products[0].key));
const group = data.groups.find((group) => data.products[group.product] === product && group.count > 2);
const groupName = `${product.key}/${group.key}`;
const meeting = data.entries.find((entry) => entry.kind === 'meeting' && data.groups[entry.group] === group);
const year = data.years.find(({ first, last }) => meeting.date >= first && meeting.date <= last).label;

const browser = await startBrowser();
const results = [];

/// Tries one thing on a fresh page, and keeps what the page complains of while it is tried.
async function attempt(name, { hash = '', base = web, size = [1280, 900], dark = false, path = 'index.html' }, act) {
  if (options.only && !name.includes(options.only)) return;
  const context = await browser.newContext({ viewport: { width: size[0], height: size[1] }, colorScheme: dark ? 'dark' : 'light', locale: 'da-DK', timezoneId: 'America/New_York', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const errors = [];
  const expect = (holds, message) => holds || errors.push(message);
  const seen = { bytes: 0 };
  page.on('pageerror', (error) => errors.push(`the page throws: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && errors.push(`the console says: ${message.text()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('data:')) errors.push(`the page asks for ${url}`);
  });
  page.on('requestfailed', (request) => errors.push(`${request.url()} cannot be had`));
  page.on('response', async (response) => {
    if (response.status() >= 400) errors.push(`${response.url()} answers ${response.status()}`);
    seen.bytes += Number((await response.body().catch(() => '')).length);
  });
  try {
    await page.goto(`${base}${path}${hash && `#${hash}`}`);
    if (path === 'index.html') await page.waitForSelector('html[data-ready]');
    await act(page, expect, seen);
    if (options.png) await page.screenshot({ path: join(options.png, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.png`) });
  } catch (error) {
    errors.push(error.message.split('\n')[0]);
  }
  await context.close();
  results.push({ file: name, ok: errors.length === 0, errors });
}

const settled = (page) => page.waitForTimeout(150);
const hashOf = async (page) => new URLSearchParams((await page.evaluate(() => location.hash)).slice(1));
const wheelReady = (page) => page.waitForSelector('#wheel-frame svg .mark');
const rows = (page) => page.locator('#list-frame .row').count();

await attempt('opens from a file', { base: pathToFileURL(`${out}/`).href }, async (page, expect) => {
  await wheelReady(page);
  for (const view of views) {
    await page.click(`[data-view=${view}]`);
    await page.waitForSelector(`#${view}:not([hidden])`);
  }
  await page.waitForSelector('#subscribe-frame .card');
  expect((await page.locator('#next li').count()) > 0 || (await page.locator('#next .quiet').count()) > 0, 'nothing is told of what comes next');
});

await attempt('every view shows something, and all weigh little', {}, async (page, expect, seen) => {
  const content = { wheel: 'svg .mark', calendar: '.fc-daygrid-day', list: '.row', roadmap: 'svg, .empty', changes: 'table, .empty', subscribe: '.card input' };
  for (const view of views) {
    await page.click(`[data-view=${view}]`);
    await page.waitForSelector(`#${view}-frame ${content[view].split(', ').join(`, #${view}-frame `)}`);
    expect((await page.getAttribute(`[data-view=${view}]`, 'aria-current')) === 'page', `the tab of ${view} is not marked`);
  }
  await page.waitForLoadState('networkidle');
  expect(seen.bytes > 100_000 && seen.bytes < weightLimit, `all views weigh ${seen.bytes} bytes, and may weigh ${weightLimit}`);
});

await attempt('filters by product, group, role, kind and words, in the address', { hash: `view=list&year=${year}` }, async (page, expect) => {
  const all = await rows(page);
  if (data.products.length > 1) {
    await page.selectOption('#product', product.key);
    await settled(page);
    expect((await hashOf(page)).get('product') === product.key, 'the product is not in the address');
    expect((await rows(page)) < all, 'choosing a product leaves out nothing');
  }
  const ofProduct = await rows(page);
  await page.selectOption('#group', groupName);
  await settled(page);
  expect((await hashOf(page)).get('group') === groupName, 'the group is not in the address');
  const ofGroup = await rows(page);
  expect(ofGroup > 0 && ofGroup < ofProduct, 'choosing a group leaves out nothing, or everything');
  await page.uncheck('[data-kind-of=deadline]');
  await settled(page);
  expect((await page.locator('#list-frame .row.of-deadline').count()) === 0, 'deadlines are shown although they are not wanted');
  expect((await page.locator('#list-frame .row.of-meeting').count()) > 0, 'meetings are gone with the deadlines');
  await page.click('#clear');
  await settled(page);
  expect((await rows(page)) === all, 'not everything comes back');
  const role = data.roles[0];
  await page.selectOption('#role', role.key);
  await settled(page);
  const theirs = data.entries.filter((entry) => role.groups.includes(entry.group));
  const inYear = theirs.filter((entry) => entry.date >= data.years.find(({ label }) => label === year).first && entry.date <= data.years.find(({ label }) => label === year).last);
  expect((await rows(page)) === inYear.length, `${role.key} has ${inYear.length} entries, and ${await rows(page)} are shown`);
  await page.click('#clear');
  await page.fill('#search', group.title.toUpperCase());
  await settled(page);
  const found = await page.locator('#list-frame .row').allTextContents();
  expect(found.length > 0 && found.length < all && found.every((row) => row.includes(group.title)), `searching for ${group.title} finds other things`);
  await page.fill('#search', 'xyzzy');
  await settled(page);
  expect((await page.locator('#list-frame .empty').count()) === 1, 'finding nothing is not told');
});

await attempt('a filter dims the wheel', { hash: `view=wheel&product=${product.key}&group=${groupName}&year=${year}` }, async (page, expect) => {
  await wheelReady(page);
  const shown = await page.locator('#wheel-frame .mark:not(.dim)').evaluateAll((marks) => marks.map((mark) => mark.dataset.entry));
  expect(shown.length > 0 && shown.every((id) => id.startsWith(`${groupName}/`)), 'the wheel shows other groups');
  expect((await page.locator('#wheel-frame .mark.dim').count()) > 0, 'nothing is dimmed');
});

await attempt('the day is marked on the wheel', { hash: `product=${product.key}&year=${year}&today=${meeting.date}` }, async (page, expect) => {
  await wheelReady(page);
  expect((await page.locator('#wheel-frame .today').count()) === 1, 'today has no mark');
  expect((await page.locator('#next li').count()) > 0, 'nothing comes next on the day of a meeting');
});

await attempt('a link leads to a meeting, and its page says why', { hash: `view=list&item=${meeting.id}` }, async (page, expect) => {
  await page.waitForSelector('#item[open]');
  expect((await page.textContent('#item-title')).includes(group.title), 'the dialog is of another meeting');
  await page.keyboard.press('Escape');
  await settled(page);
  expect((await page.locator('#item[open]').count()) === 0 && !(await hashOf(page)).get('item'), 'the dialog does not close');
  await page.goBack();
  await page.waitForSelector('#item[open]');
  await page.click('#item .primary');
  await page.waitForSelector('body.item-page');
  const told = await page.textContent('main');
  expect(told.includes(group.title) && told.includes(meeting.date.slice(0, 4)), 'the page does not tell what and when');
  expect((await page.locator('main h2').count()) >= 1, 'the page does not say why');
  await page.click('header a');
  await page.waitForSelector('#item[open]');
});

await attempt('works by the keyboard alone', { hash: `product=${product.key}&year=${year}` }, async (page, expect) => {
  await wheelReady(page);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement.matches('.skip')), 'the first stop does not skip to the content');
  const stops = new Set();
  for (let count = 0; count < 40; count++) {
    await page.keyboard.press('Tab');
    stops.add(await page.evaluate(() => document.activeElement.closest('svg') ? 'mark' : document.activeElement.id || document.activeElement.dataset.view || ''));
    if (stops.has('mark')) break;
  }
  expect(stops.has('search') && stops.has('subscribe') && stops.has('mark'), `the stops are ${[...stops].join(' ')}`);
  const at = () => page.evaluate(() => document.activeElement.dataset.entry);
  const first = await at();
  await page.keyboard.press('ArrowRight');
  const second = await at();
  expect(first && second && first !== second, 'the arrow does not go on');
  expect(await page.isVisible('#tip'), 'the mark that is reached says nothing');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#item[open]');
  expect((await hashOf(page)).get('item') === second, 'Enter opens another meeting');
  await page.keyboard.press('Escape');
  await settled(page);
  expect((await at()) === second, 'the focus does not come back');
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement.id === 'search'), 'the slash does not search');
});

await attempt('offers the feed that suits the choice', { hash: `view=subscribe&product=${product.key}&group=${groupName}` }, async (page, expect) => {
  const address = await page.inputValue('.address');
  const published = data.address ?? web;
  expect(address === `${published}${encodeURI(`feeds/${product.key}-${group.key}.ics`)}`, `the address is ${address}`);
  const webcal = await page.getAttribute('[data-kind=webcal]', 'href');
  expect(webcal === address.replace(/^https?:/, 'webcal:'), `the webcal address is ${webcal}`);
  const text = await page.evaluate(async (path) => (await fetch(path)).text(), `feeds/${encodeURIComponent(`${product.key}-${group.key}`)}.ics`);
  expect(text.startsWith('BEGIN:VCALENDAR') && text.includes('BEGIN:VEVENT'), 'the feed is not there');
  for (const link of await page.locator('#subscribe-frame .file, #subscribe-frame .export a').evaluateAll((links) => links.map((link) => link.href))) {
    const status = (await page.request.get(link)).status();
    expect(status === 200, `${link} answers ${status}`);
  }
  await page.click('details summary');
  expect((await page.locator('details[open] li').count()) >= 3, 'there are no steps');
});

await attempt('speaks both languages', { hash: 'view=list' }, async (page, expect) => {
  const tab = () => page.textContent('[data-view=subscribe]');
  const before = [await page.getAttribute('html', 'lang'), await tab()];
  await page.click('#language');
  await settled(page);
  const after = [await page.getAttribute('html', 'lang'), await tab()];
  expect([before, after].sort().join() === 'da,Abonnér,en,Subscribe', `${before} becomes ${after}`);
  await page.click('#help');
  expect((await page.locator('#help-box h3').count()) >= 5, 'the help is empty');
  const words = await page.evaluate(() => document.body.innerText);
  expect(!/undefined|\[object|NaN/.test(words), 'a word is missing');
});

for (const view of ['wheel', 'list']) {
  await attempt(`prints the ${view} on one sheet`, { hash: `view=${view}&product=${product.key}&year=${year}` }, async (page, expect) => {
    await page.waitForSelector(`#${view}-frame ${view === 'wheel' ? 'svg .mark' : '.row'}`);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, path: options.png && join(options.png, `${view}.pdf`) });
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
    expect(sheets === 1, `it takes ${sheets} sheets`);
    const [, , width, height] = /\/MediaBox\s*\[([\d.\s]+)\]/.exec(pdf.toString('latin1'))[1].trim().split(/\s+/).map(Number);
    expect(Math.abs(width - 595) < 3 && Math.abs(height - 842) < 3, `the sheet is ${width} by ${height} points, not A4`);
  });
}

for (const [width, height] of [[320, 640], [768, 1024], [1440, 900], [3840, 2160]]) {
  await attempt(`fits ${width} points`, { size: [width, height] }, async (page, expect) => {
    for (const view of views) {
      await page.goto(`${web}index.html#view=${view}&year=${year}`);
      await page.waitForSelector(`#${view}:not([hidden])`);
      await settled(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over <= 0, `${view} is ${over} points too wide`);
    }
  });
}

for (const dark of [false, true]) {
  await attempt(`is accessible in the ${dark ? 'dark' : 'light'}`, { dark }, async (page, expect) => {
    const places = [...views.map((view) => `index.html#view=${view}&product=${product.key}&year=${year}`), `index.html#view=list&item=${meeting.id}`, `item/${meeting.id.split('/').map(encodeURIComponent).join('/')}.html`];
    for (const place of places) {
      await page.goto('about:blank');
      await page.goto(web + place);
      await page.waitForTimeout(500);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const { id, impact, nodes } of violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))) {
        expect(false, `${place}: ${impact} ${id} at ${nodes.slice(0, 3).map(({ target, any }) => `${target.join(' ')} (${any[0]?.message ?? ''})`).join('; ')}`);
      }
    }
  });
}

await browser.close();
server.close();
if (results.length === 0) giveUp(`nothing that is tried has \`${options.only}\` in its name`);
tell(results);
