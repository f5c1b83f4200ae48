// Enhancements only: every page works without them.
(() => {
  "use strict";
  const refsOf = (node) => (node.dataset.refs || node.dataset.ref || "").split(" ").filter(Boolean);

  // A highlight lights up all its claims, and the other words of the one that it leads to; a claim all its words.
  const lit = (claims, words, on) => {
    for (const node of document.querySelectorAll("[data-refs], [data-ref]")) {
      const wanted = node.dataset.refs ? words : claims;
      if (refsOf(node).some((ref) => wanted.includes(ref))) node.classList.toggle("lit", on);
    }
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => {
      const node = event.target instanceof Element && event.target.closest("[data-refs], [data-ref]");
      if (node) lit(refsOf(node), node.dataset.to ? [node.dataset.to] : refsOf(node), on);
    });
  }

  // What a reader of a story does not want to see highlighted is in the address, as the rest of the view.
  for (const box of document.querySelectorAll("input[data-kind]")) {
    box.addEventListener("change", () => {
      const address = new URL(location.href);
      const hidden = [...document.querySelectorAll("input[data-kind]:not(:checked)")].map((other) => other.dataset.kind);
      address.searchParams.delete("hide");
      if (hidden.length) address.searchParams.set("hide", hidden.join(","));
      history.replaceState(null, "", address);
    });
  }

  // Addresses without what was left empty are short enough to share.
  for (const form of document.querySelectorAll("form.filters, form.when")) {
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
    });
  }
  window.addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("form [disabled]")) field.disabled = false;
  });

  // A text file dropped on the page of pasting.
  const drop = document.querySelector("form[data-drop]");
  if (drop) {
    const text = drop.querySelector("textarea");
    const file = drop.querySelector("input[type=file]");
    for (const name of ["dragover", "dragleave", "drop"]) {
      document.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragover");
        if (name !== "drop" || !event.dataTransfer) return;
        if (event.dataTransfer.files.length) file.files = event.dataTransfer.files;
        else text.value = event.dataTransfer.getData("text/plain");
        if (event.dataTransfer.files.length || text.value) drop.requestSubmit();
      });
    }
  }

  // A page that is kept open tells when the ledger has more.
  const news = document.getElementById("news");
  const stamp = document.body.dataset.stamp;
  const look = async () => {
    if (document.hidden || !news || !news.hidden) return;
    try {
      const answer = await fetch("/api/stamp");
      if (answer.ok && (await answer.json()).stamp !== stamp) {
        const link = document.createElement("a");
        link.href = location.href;
        link.textContent = "Show it";
        news.replaceChildren("The ledger has more than this page shows. ", link);
        news.hidden = false;
      }
    } catch { /* the desk is stopped: the page stays as it is */ }
  };
  if (stamp) {
    setInterval(look, 30000);
    document.addEventListener("visibilitychange", look);
  }
})();
