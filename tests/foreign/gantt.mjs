// What runs inside the browser's page, where `mermaid` and what `task.js` has are globals. It is sent there as text, so `drawGantt`
// can use nothing else from outside itself.

/// Resolves and draws one gantt chart in `#chart`, and says what Mermaid made of it: {errors, title, tasks}.
/// Dates are the page's wall clock, `2027-03-30` or `2027-03-30T13:00` when not midnight; ends are exclusive.
export async function drawGantt(text) {
  const result = { errors: [], title: null, tasks: [] };
  try {
    globalThis.mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true });
    // Parsing alone resolves no dates, so Mermaid's own database is asked for the tasks.
    const { db, type } = await globalThis.mermaid.mermaidAPI.getDiagramFromText(text);
    if (typeof db.getTasks !== 'function') throw new Error(`is a ${type} chart, not a gantt chart`);
    const tasks = db.getTasks();
    result.title = globalThis.plain(db.getDiagramTitle());
    result.tasks = tasks.map(describe);
    result.errors.push(...taskFaults(tasks, result.tasks));

    const { svg } = await globalThis.mermaid.render('drawing', text);
    document.getElementById('chart').innerHTML = svg;
    result.errors.push(...drawingFaults(document.querySelector('#chart svg'), result.tasks));
  } catch (error) {
    result.errors.push(String(error?.message ?? error).trim());
  }
  return result;

  function describe(task) {
    const { start, end, ...rest } = globalThis.taskOf(task);
    return { ...rest, start: short(start), end: short(end) };
  }

  function short(moment) {
    return moment && moment.replace(/T00:00:00$/, '').replace(/:00$/, '');
  }

  /// What Mermaid accepts in silence although nobody can have meant it.
  function taskFaults(tasks, described) {
    const faults = described.length === 0 ? ['has no tasks'] : [];
    const ids = new Set(tasks.map((task) => task.id));
    if (ids.size < tasks.length) faults.push('two tasks have one id');
    described.forEach((task, index) => {
      const { name, start, end, tags } = task;
      const point = tags.includes('milestone') || tags.includes('vert');
      if (start === null || end === null) faults.push(`\`${name}\` has no dates`);
      else if (end < start) faults.push(`\`${name}\` ends ${end}, before it starts ${start}`);
      else if (end === start && !point) faults.push(`\`${name}\` has no length`);
      // An unknown id means today to Mermaid.
      for (const id of references(tasks[index])) {
        if (!ids.has(id)) faults.push(`\`${name}\` refers to \`${id}\`, which is no task's id`);
      }
    });
    return faults;
  }

  function references(task) {
    return [task.raw?.startTime?.startData, task.raw?.endTime?.data].flatMap((written) => {
      const [, ids] = /^\s*(?:after|until)\s+(.*)$/.exec(written ?? '') ?? [];
      return ids?.trim().split(/\s+/) ?? [];
    });
  }

  function drawingFaults(svg, described) {
    const faults = [];
    // Only attributes: a task may well be called NaN.
    const broken = [...svg.querySelectorAll('*')].find((element) =>
      [...element.attributes].some(({ name, value }) => name !== 'id' && /\bNaN\b/.test(value)),
    );
    if (broken) faults.push(`NaN in the drawing, first in <${broken.tagName}>`);
    const bars = svg.querySelectorAll('rect.task').length;
    if (bars !== described.length) faults.push(`has ${described.length} tasks but ${bars} bars are drawn`);
    const labels = [...svg.querySelectorAll('text')].map((element) => squeeze(element.textContent));
    for (const { name } of described) {
      if (!labels.includes(squeeze(name))) faults.push(`no label in the drawing reads \`${name}\``);
    }
    return faults;
  }

  function squeeze(written) {
    return written.replace(/\s+/g, ' ').trim();
  }
}
