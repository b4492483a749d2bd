"use strict";
// Search and filters. Without this the page shows everything; nothing is fetched and nothing is kept.
(() => {
  const form = document.getElementById("k_filters");
  const [find, topic, rating, contested, count] = ["k_find", "k_topic", "k_rating", "k_contested", "k_count"].map((id) =>
    document.getElementById(id),
  );
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const claims = [...document.querySelectorAll("article.record")];
  const texts = new Map(claims.map((claim) => [claim, fold(claim.textContent)]));
  const disputes = [...document.querySelectorAll("article.contradiction")];
  const glance = document.getElementById("k_glance");
  const topics = [...document.querySelectorAll("section.topic")];

  function filter() {
    const words = fold(find.value).split(/\s+/).filter(Boolean);
    const shown = new Set();
    for (const claim of claims) {
      const fits =
        words.every((word) => texts.get(claim).includes(word)) &&
        (!topic.value || claim.dataset.topics.split(" ").includes(topic.value)) &&
        (!rating.value || claim.dataset.rating === rating.value) &&
        (!contested.checked || claim.dataset.contested === "true");
      claim.hidden = !fits;
      if (fits) shown.add(claim.id.slice("claim-".length));
    }
    for (const row of document.querySelectorAll("tr[data-claim]")) row.hidden = !shown.has(row.dataset.claim);
    const all = shown.size === claims.length;
    if (glance) glance.hidden = !all; // a picture cannot leave out what is not asked for
    for (const dispute of disputes) {
      dispute.hidden = !all && ![...dispute.querySelectorAll("[data-claim]")].some((side) => shown.has(side.dataset.claim));
    }
    for (const section of topics) {
      const chosen = topic.value && section.id === `topic-${topic.value}`;
      section.hidden = !all && !chosen && !section.querySelector("article:not([hidden])");
    }
    count.textContent = `${shown.size} of ${claims.length} claims shown`;
  }

  // A link may lead to what a filter hides: then the filters give way.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) form.reset();
    filter();
    target.scrollIntoView();
    if (target.tabIndex === -1 && target.hasAttribute("tabindex")) target.focus({ preventScroll: true });
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) reveal();
  });
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  form.hidden = false;
  filter();
  if (location.hash) reveal();
})();
