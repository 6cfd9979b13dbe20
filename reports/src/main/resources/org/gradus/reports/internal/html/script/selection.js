// Which candidates the reader looks at; charts and the table change it, and react to it.

/** The number of the candidate that a training belongs to: its own, or that of the trial it repeats. */
const candidateOf = t => t.of || t.id;

/**
 * The selected candidates, by the numbers of their trials. Each source, such as the filters of the table or the brush of a
 * chart, has a selection of its own; selected is what all of them select.
 *
 *   set(ids, source)  the source selects these numbers (any iterable); null: it selects nothing in particular, so all
 *   ids()             a Set of the numbers that all sources select; null where all candidates are selected
 *   has(id)           whether a candidate is selected
 *   clear()           no source selects anything any more
 *   onChange(fn)      fn(ids, source) after each change; ids as of ids(), source null after clear()
 *   light(id, source) the pointer or the focus is on a candidate; null: on none any more
 *   onLight(fn)       fn(id, source) after each change of that
 */
const selection = (() => {
  const sources = new Map();
  const changed = [];
  const lit = [];
  let ids = null;
  let lightId = null;
  const intersect = () => {
    ids = null;
    sources.forEach(own => { ids = ids === null ? new Set(own) : new Set([...ids].filter(id => own.has(id))); });
  };
  const tell = source => {
    intersect();
    changed.forEach(fn => fn(ids, source));
  };
  return {
    set: (list, source) => {
      if (list === null) {
        if (!sources.delete(source)) return;
      } else {
        sources.set(source, new Set(list));
      }
      tell(source);
    },
    ids: () => ids,
    has: id => ids === null || ids.has(id),
    clear: () => {
      if (!sources.size) return;
      sources.clear();
      tell(null);
    },
    onChange: fn => { changed.push(fn); },
    light: (id, source) => {
      if (id === lightId) return;
      lightId = id;
      lit.forEach(fn => fn(id, source));
    },
    onLight: fn => { lit.push(fn); },
  };
})();
