// The list of sources is whole without this file, which lets a reader narrow it:
// shown are those that have all the words typed, capitals and accents left out of
// account, and how many there are is said when the typing pauses.
(() => {
  "use strict";
  const box = document.querySelector(".filter"), input = box.querySelector("input"), said = box.querySelector("output");
  const lists = [...document.querySelectorAll(".bibliography")];
  const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase();
  let sources, pause;
  const filter = () => {
    sources ??= lists.flatMap(list => [...list.children]).map(item => [item, plain(item.firstElementChild.textContent)]);
    const words = plain(input.value).split(/\s+/);
    let n = 0;
    for (const [item, text] of sources) {
      item.hidden = !words.every(word => text.includes(word));
      n += !item.hidden;
    }
    for (const list of lists) list.parentElement.hidden = [...list.children].every(item => item.hidden);
    clearTimeout(pause);
    pause = setTimeout(() => said.value = input.value.trim() && said.dataset.found.replace("{n}", n), 400);
  };
  box.hidden = false;
  input.addEventListener("input", filter);
  addEventListener("pageshow", filter); // a browser that goes back keeps what was typed
})();
