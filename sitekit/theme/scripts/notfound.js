// On the page for addresses that lead nowhere: the words of the address are what to search for.
(() => {
  "use strict";
  const box = document.querySelector(".not-found input");
  const words = window.whySigma.address.decode(location.pathname).replace(/\.html$|\bindex\b/g, " ");
  if (!location.pathname.endsWith("/404.html")) box.value = words.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
})();
