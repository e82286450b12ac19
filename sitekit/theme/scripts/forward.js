// On a page that has moved: leads to the new one, and takes the fragment and the query along.
(() => {
  "use strict";
  const name = decodeURIComponent(location.hash.slice(1));
  const moved = document.getElementById(name) ?? document.querySelector("a");
  const address = new URL(moved.href);
  address.search = location.search;
  if (!address.hash) address.hash = location.hash;
  location.replace(address);
})();
