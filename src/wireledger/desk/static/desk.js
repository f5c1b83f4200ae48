// Enhancements only: every page works without them.
(() => {
  "use strict";
  // A highlight and its claim light up together.
  const refsOf = (node) => (node.dataset.refs || node.dataset.ref || "").split(" ").filter(Boolean);
  const lit = (refs, on) => {
    for (const node of document.querySelectorAll("[data-refs], [data-ref]")) {
      if (refsOf(node).some((r) => refs.includes(r))) node.classList.toggle("lit", on);
    }
  };
  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    for (const [name, on] of [[enter, true], [leave, false]]) {
      document.addEventListener(name, (event) => {
        const node = event.target instanceof Element && event.target.closest("[data-refs], [data-ref]");
        if (node) lit(node.dataset.refs ? refsOf(node).slice(0, 1) : refsOf(node), on);
      });
    }
  }
})();
