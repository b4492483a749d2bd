"use strict";
// The filter. Without it the page shows everything; nothing is fetched and nothing is kept.
(() => {
  const form = document.getElementById("k_f");
  const [rating, topic, source] = ["k_fr", "k_ft", "k_fp"].map((id) => document.getElementById(id));
  const cards = [...document.querySelectorAll("article.card")];
  const has = (list, wanted) => !wanted || list.split(" ").includes(wanted);
  const show = () => {
    const any = rating.value || topic.value || source.value;
    for (const card of cards) {
      const { r, t, p } = card.dataset;
      card.hidden = !(has(r, rating.value) && has(t, topic.value) && has(p, source.value));
    }
    for (const section of document.querySelectorAll(".topic")) {
      const wanted = topic.value === section.id;
      for (const part of section.querySelectorAll(".whole")) part.hidden = any && !wanted;
      for (const part of section.querySelectorAll(".also")) part.hidden = any;
      section.hidden = any && !wanted && !section.querySelector("article:not([hidden])");
    }
    const count = (some) => some.reduce((sum, card) => sum + card.querySelectorAll(".from a").length, 0);
    const shown = count(cards.filter((card) => !card.hidden));
    document.getElementById("k_fo").textContent = shown
      ? `${shown} of ${count(cards)} claims shown`
      : "No claim fits. Choose fewer conditions.";
  };
  const all = () => {
    for (const select of [rating, topic, source]) select.value = "";
    show();
  };
  // A link may lead to what the filter hides: then the filter gives way.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      all();
      target.scrollIntoView();
    }
  };
  form.hidden = false;
  form.addEventListener("change", show);
  document.getElementById("k_fa").addEventListener("click", all);
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  show();
  reveal();
})();
