"use strict";
// What is unchecked is left out; nothing is fetched, and nothing is kept.
const filters = document.getElementById("filters");
if (filters) {
  const told = document.getElementById("shown");
  const chosen = (name) =>
    new Set([...filters.querySelectorAll(`input[name="${name}"]:checked`)].map((one) => one.value));
  const show = () => {
    const kinds = chosen("kind");
    const axes = filters.querySelector('input[name="axis"]') ? chosen("axis") : null;
    let count = 0;
    for (const section of document.querySelectorAll("main > section")) {
      let any = false;
      for (const part of section.querySelectorAll(".part")) {
        const is = kinds.has(section.dataset.kind) && (!axes || axes.has(part.dataset.axis));
        part.classList.toggle("out", !is);
        any = any || is;
        for (const one of is ? part.querySelectorAll(".one") : []) count += Number(one.dataset.rows);
      }
      section.classList.toggle("out", !any);
    }
    told.textContent = told.dataset.words
      .replace("{n}", String(count))
      .replace("{total}", told.dataset.total);
  };
  filters.hidden = false;
  filters.addEventListener("change", show);
  filters.addEventListener("reset", () => setTimeout(show));
  filters.addEventListener("submit", (event) => event.preventDefault());
  show();
}
