// Draws gantt charts with the real Mermaid in a real browser, and tells which tasks it read.
//
//   node charts.mjs [--png FOLDER] [--mermaid PACKAGES] FILE...
//
// FILE is a chart (.mmd) or a page with fenced charts (.md). Every chart is drawn by each version: the current one and the
// one of GitHub's pages, or those named: `--mermaid mermaid,mermaid-10`.
// Prints [{file, chart, line, mermaid, ok, errors, title, tasks: [{section, name, id, start, end, tags}]}] on stdout
// and `N passed, N failed` as the last line on stderr. Exit: 0 all good, 1 a chart is at fault, 2 nothing was checked.
// `--png` writes a picture of each, to be looked at.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { startBrowser } from './browser.mjs';
import { chartsOf } from './chart.mjs';
import { drawGantt } from './gantt.mjs';
import { giveUp, readArguments, tell } from './report.mjs';

/// The current version, and the one GitHub's pages draw with.
const usual = 'mermaid,mermaid-11';

function readVersion(name) {
  const folder = new URL(`node_modules/${name}/`, import.meta.url);
  const script = new URL('dist/mermaid.min.js', folder);
  if (!existsSync(script)) giveUp(`\`${name}\` is not installed: run \`scripts/setup test\``);
  const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  return { version, script: script.href };
}

const taskReader = new URL('task.js', import.meta.url).href;
/// A page from a file, because only such a page may load scripts from files.
const emptyPage = new URL('page.html', import.meta.url).href;

/// Seconds. Above this Mermaid is in an endless loop; a chart of a year takes less than one second.
const patience = 30;

async function main() {
  const { options, files } = readArguments(process.argv.slice(2), ['--png', '--mermaid']);
  const versions = (options.mermaid ?? usual).split(',').map(readVersion);
  if (options.png) mkdirSync(options.png, { recursive: true });
  const charts = files.flatMap(readCharts);
  const browser = await startBrowser();
  try {
    // The versions side by side, each chart after chart, so that the order of the results is always the same.
    const results = await Promise.all(versions.map((version) => checkAll(charts, version, browser, options.png)));
    tell(results.flat());
  } finally {
    await browser.close();
  }
}

async function checkAll(charts, { version, script }, browser, folder) {
  const context = await offlineContext(browser);
  const results = [];
  let tab = await openTab(context);
  for (const chart of charts) {
    results.push(await check(chart, { tab, version, script, folder }));
    if (tab.hangs) tab = await openTab(context);
  }
  return results;
}

function readCharts(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    giveUp(`cannot read \`${file}\`: ${error.code}`);
  }
  const charts = chartsOf(file, text);
  if (charts.length === 0) charts.push({ line: 1, text: null, errors: ['has no chart'] });
  return charts.map((chart, index) => ({ file, chart: index + 1, ...chart }));
}

async function check({ file, chart, line, text, errors }, { tab, version, script, folder }) {
  const picture = folder && join(folder, `${basename(file)}-${chart}-mermaid-${version}.png`);
  const drawn = text === null ? nothing() : await draw(text, { tab, script, picture });
  const all = [...errors, ...drawn.errors];
  return { file, chart, line, mermaid: version, ok: all.length === 0, ...drawn, errors: all };
}

function nothing() {
  return { errors: [], title: null, tasks: [] };
}

/// Draws one chart in a frame of its own: Mermaid never forgets the task ids of the charts it has drawn before,
/// and a frame forgets with everything else. A page would too, but takes five times as long to load Mermaid.
async function draw(text, { tab, script, picture }) {
  const result = nothing();
  tab.requests.length = 0;
  try {
    Object.assign(result, await within(patience, drawInFrame(tab.page, { text, script, picture })));
  } catch (error) {
    tab.hangs = error instanceof Late;
    result.errors.push(error.message.split('\n')[0]);
  }
  result.errors.push(...tab.requests.map((url) => `the drawing asks the network for ${url}`));
  return result;
}

async function drawInFrame(page, { text, script, picture }) {
  const element = await page.evaluateHandle(openFrame, [script, taskReader]);
  const frame = await element.asElement().contentFrame();
  const result = await frame.evaluate(drawGantt, text);
  if (picture) {
    await element.evaluate((frame) => (frame.height = frame.contentDocument.documentElement.scrollHeight));
    await element.asElement().screenshot({ path: picture });
  }
  return result;
}

/// Runs in the page: puts a new frame with these scripts loaded in the place of the last one.
function openFrame(scripts) {
  const frame = document.createElement('iframe');
  frame.width = window.innerWidth;
  frame.srcdoc = `<!doctype html><meta charset="utf-8">
    <style>body { font-family: "DejaVu Sans", sans-serif }</style>
    <div id="chart"></div>
    ${scripts.map((script) => `<script src="${script}"></script>`).join('')}`;
  return new Promise((resolve) => {
    frame.onload = () => resolve(frame);
    document.body.replaceChildren(frame);
  });
}

class Late extends Error {}

function within(seconds, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Late(`is not drawn after ${seconds} s`)), seconds * 1000);
  });
  work.catch(() => {}); // After the deadline nobody waits for it.
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function openTab(context) {
  const page = await context.newPage();
  const requests = [];
  page.on('requestfailed', (request) => requests.push(request.url()));
  await page.goto(emptyPage);
  return { page, requests, hangs: false };
}

/// A browser in Denmark, in English, that reads files and refuses everything else.
async function offlineContext(browser) {
  const context = await browser.newContext({
    timezoneId: 'Europe/Copenhagen',
    locale: 'en-GB',
    viewport: { width: 1400, height: 1000 },
  });
  await context.route(
    (url) => url.protocol !== 'file:',
    (route) => route.abort(),
  );
  return context;
}

await main();
