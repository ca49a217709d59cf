import { takePictures, test } from "./take-pictures";

const addresses = {
  stores: "/stores",
  sessions: "/sessions",
  dreams: "/dreams",
  search: "/search",
  "search-no-hit": "/search?q=nowhere",
  compare: "/compare",
  settings: "/settings",
  "settings-keys": "/settings/api-keys",
  "settings-webhooks": "/settings/webhooks",
};

for (const [name, address] of Object.entries(addresses)) {
  test(`empty-${name}`, ({ page }) => takePictures(page, { name: `empty-${name}`, address }));
}

for (const name of ["sign-in", "setup", "invitation"]) {
  test(name, ({ page }) => takePictures(page, { name, address: `/${name}`, isGuest: true, isZoomed: true }));
}
