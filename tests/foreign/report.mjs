// What the readers share: reading the arguments, and telling what was found.
// A result is {file, ok, errors: [text], ...}; it is good when it has no errors.

import process from 'node:process';

/// Ends the program with one line that says what to do. Status 2: nothing was checked.
export function giveUp(message) {
  console.error(`error: ${message}`);
  process.exit(2);
}

/// Splits `--name value` from files. Only the options named are known.
export function readArguments(words, known) {
  const options = {};
  const files = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (!word.startsWith('--')) files.push(word);
    else if (!known.includes(word)) giveUp(`unknown option \`${word}\``);
    else if (index + 1 === words.length) giveUp(`\`${word}\` needs a value`);
    else options[word.slice(2)] = words[++index];
  }
  if (files.length === 0) giveUp('no files given: name at least one');
  return { options, files };
}

/// Loads a package, or says how to install it.
export async function load(name) {
  try {
    return await import(name);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return giveUp(`\`${name}\` is not installed: run \`scripts/setup test\``);
  }
}

/// Prints the results as JSON on stdout, the faults and the tally on stderr, and sets the exit status.
export function tell(results) {
  // A pipe takes what fits and the rest later, so the program must end by itself, not by `process.exit`.
  process.stdout.write(`${JSON.stringify(results, null, 1)}\n`);
  const failed = results.filter((result) => !result.ok);
  for (const result of failed) {
    for (const error of result.errors) console.error(`${title(result)}: ${error}`);
  }
  console.error(`${results.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

function title({ file, line, mermaid }) {
  return [line === undefined ? file : `${file}:${line}`, mermaid && `mermaid ${mermaid}`].filter(Boolean).join(', ');
}
