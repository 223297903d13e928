/** Keeps the end of a log in view, and tells when a person scrolls away from it or back to it. */

const near = 30;
const justNow = 1000;

const isAtEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < near;

export function watch(log, page) {
  let acted = -Infinity;
  for (const hand of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    log.addEventListener(hand, () => { acted = performance.now(); }, { passive: true });
  }
  log.addEventListener("scroll", () => {
    if (performance.now() - acted < justNow) page.invokeMethodAsync("Scrolled", isAtEnd(log));
  }, { passive: true });
}

/** Once now and once when the lines that come into view by it have been drawn. */
export function goToEnd(log) {
  log.scrollTop = log.scrollHeight;
  requestAnimationFrame(() => { log.scrollTop = log.scrollHeight; });
}
