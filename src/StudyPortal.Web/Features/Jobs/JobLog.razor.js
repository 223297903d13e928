/** Keeps the end of a log in view while it is followed, and tells when a person scrolls away from the end or back to it. */

const near = 30;
const justNow = 1000;

const followed = new WeakMap();

const isAtEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < near;

const goToEnd = (log) => { log.scrollTop = log.scrollHeight; };

/** The lines in view are drawn after the log has grown, and again after it was scrolled: each time the end is further down. */
export function watch(log, page, follows) {
  let acted = -Infinity;
  follow(log, follows);
  new MutationObserver(() => { if (followed.get(log)) goToEnd(log); }).observe(log, { childList: true, subtree: true, attributes: true });
  for (const hand of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    log.addEventListener(hand, () => { acted = performance.now(); }, { passive: true });
  }
  log.addEventListener("scroll", () => {
    if (performance.now() - acted > justNow || followed.get(log) === isAtEnd(log)) return;
    followed.set(log, isAtEnd(log));
    page.invokeMethodAsync("Scrolled", isAtEnd(log));
  }, { passive: true });
}

export function follow(log, follows) {
  followed.set(log, follows);
  if (follows) goToEnd(log);
}
