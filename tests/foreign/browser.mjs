// The browser that reads our files. Knows neither charts nor pages.

import { existsSync } from 'node:fs';
import process from 'node:process';
import { giveUp, load } from './report.mjs';

export async function startBrowser() {
  const { chromium } = await load('playwright-core');
  const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (!executablePath) giveUp('no chromium found: run `scripts/setup test`, or set CHROMIUM to its path');
  // Without a sandbox, because it cannot be had as root or in a container; nothing foreign is loaded.
  // The rest keeps Chromium from looking for its maker's servers.
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet];
  return chromium.launch({ executablePath, args });
}
