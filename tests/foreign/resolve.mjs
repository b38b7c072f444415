// Resolves many gantt charts with the real Mermaid in one page of a real browser, without drawing them.
//
//   node resolve.mjs FILE
//
// FILE is a JSON list of the texts of charts. The clock stands at 2026-01-15T12:00Z, in Denmark.
// Prints [{error, tasks: [{section, name, id, start, end, tags}]}] on stdout, one for each text.
// Mermaid keeps the ids of one chart for the next: the charts of a file should have different ones.

import { readFileSync } from 'node:fs';
import process from 'node:process';
import { startBrowser } from './browser.mjs';
import { readArguments } from './report.mjs';

const now = new Date('2026-01-15T12:00:00Z');

async function main() {
  const { files } = readArguments(process.argv.slice(2), []);
  const texts = JSON.parse(readFileSync(files[0], 'utf8'));
  const browser = await startBrowser();
  try {
    const context = await browser.newContext({ timezoneId: 'Europe/Copenhagen', locale: 'en-GB' });
    const page = await context.newPage();
    await page.clock.setFixedTime(now);
    await page.goto(new URL('page.html', import.meta.url).href);
    await page.addScriptTag({ url: new URL('node_modules/mermaid/dist/mermaid.min.js', import.meta.url).href });
    await page.addScriptTag({ url: new URL('task.js', import.meta.url).href });
    const results = await page.evaluate(resolveAll, texts);
    process.stdout.write(JSON.stringify(results));
  } finally {
    await browser.close();
  }
}

/// Runs in the page, and so uses nothing from outside itself but what scripts have put there.
async function resolveAll(texts) {
  globalThis.mermaid.initialize({ startOnLoad: false, suppressErrorRendering: true, maxTextSize: 1e9 });
  const results = [];
  for (const text of texts) results.push(await resolved(text));
  return results;

  async function resolved(text) {
    try {
      const { db } = await globalThis.mermaid.mermaidAPI.getDiagramFromText(text);
      return { error: null, tasks: db.getTasks().map(globalThis.taskOf) };
    } catch (error) {
      return { error: String(error?.message ?? error), tasks: [] };
    }
  }
}

await main();
