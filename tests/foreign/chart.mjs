// The charts of a file, as text. Knows nothing of Mermaid's language.

import { extname } from 'node:path';

/// Lists the charts of a file: a page's fenced blocks, or the whole of any other file.
/// `line` is where the chart's text begins. `errors` is what a page's reader would trip over.
export function chartsOf(file, text) {
  const page = ['.md', '.markdown'].includes(extname(file));
  return page ? fencedCharts(text) : [{ line: 1, text, errors: [] }];
}

function fencedCharts(text) {
  const lines = text.split(/\r?\n/);
  const charts = [];
  for (let index = afterFrontMatter(lines); index < lines.length; index++) {
    // CommonMark, 4.5: a fence is three or more backticks or tildes, closed by at least as many of the same.
    const [, fence, language] = /^ {0,3}(`{3,}|~{3,})\s*(\S*)/.exec(lines[index]) ?? [];
    if (fence === undefined) continue;
    const closing = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}\\s*$`);
    const first = index + 1;
    index = first;
    while (index < lines.length && !closing.test(lines[index])) index++;
    if (language !== 'mermaid') continue;
    const chart = lines.slice(first, index).join('\n');
    charts.push({ line: first + 1, text: chart, errors: pageErrors(chart, index < lines.length) });
  }
  return charts;
}

function afterFrontMatter(lines) {
  if (lines[0] !== '---') return 0;
  return lines.indexOf('---', 1) + 1;
}

function pageErrors(chart, closed) {
  const errors = [];
  // GitHub draws an open fence to the end of the file, kramdown shows it as text.
  if (!closed) errors.push('the fence is never closed');
  // Jekyll runs Liquid over the whole page, fenced blocks too.
  if (/\{\{|\{%/.test(chart)) errors.push('`{{` or `{%` would be read as Liquid');
  return errors;
}
