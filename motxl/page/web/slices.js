// Long lists are drawn in slices: the page goes on hearing keys and clicks meanwhile.

/** How long the page's own thread draws before it looks at what else there is, in milliseconds. The
 * browser then lays out what was drawn, which takes longer than that. */
const SLICE = 12;

/** Takes all steps of `drawing`, with pauses; `list` is marked as unfinished meanwhile. A later drawing
 * of the same list ends an earlier one.
 * @param {HTMLElement} list @param {Iterator<unknown>} drawing */
export async function inSlices(list, drawing) {
  turns.set(list, drawing);
  list.setAttribute("aria-busy", "true");
  for (;;) {
    const until = performance.now() + SLICE;
    do {
      if (drawing.next().done) {
        list.removeAttribute("aria-busy");
        return;
      }
    } while (performance.now() < until);
    await pause();
    if (turns.get(list) !== drawing) return;
  }
}

/** Which drawing of a list goes on. @type {WeakMap<HTMLElement, Iterator<unknown>>} */
const turns = new WeakMap();

/** Not a promise alone: between two of these the browser neither paints nor hears anything. */
function pause() {
  return new Promise((resolve) => setTimeout(resolve));
}
