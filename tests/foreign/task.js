// What Mermaid made of a task of a gantt chart. A plain script that pages load beside Mermaid: what runs in a page can import nothing.

{
  globalThis.taskOf = (task) => ({
    section: plain(task.section),
    name: plain(task.task),
    id: task.id,
    start: wall(task.startTime),
    end: wall(task.endTime),
    tags: ['active', 'done', 'crit', 'milestone', 'vert'].filter((tag) => task[tag]),
  });

  /// Mermaid keeps `#58;` as `ﬂ°°58¶ß` and `#amp;` as `ﬂ°amp¶ß` until it draws.
  globalThis.plain = (written) =>
    (written ?? '')
      .replace(/ﬂ°(°?)(\w+)¶ß/g, (_, number, name) => {
        const area = document.createElement('textarea');
        area.innerHTML = `&${number ? '#' : ''}${name};`;
        return area.value;
      })
      .trim();

  /// The page's wall clock: `2027-03-30T13:00:00`.
  const wall = (date) => {
    if (!(date instanceof Date) || Number.isNaN(date.getTime())) return null;
    const two = (number) => String(number).padStart(2, '0');
    const day = [String(date.getFullYear()).padStart(4, '0'), two(date.getMonth() + 1), two(date.getDate())].join('-');
    return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  };
}
