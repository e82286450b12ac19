// On a page that has moved: leads to the new one, and takes the fragment and the query along.
(() => {
  "use strict";
  const moved = window.whySigma.address.target() ?? document.querySelector("a");
  const address = new URL(moved.href);
  address.search = location.search;
  if (!address.hash) address.hash = location.hash;
  location.replace(address);
})();
