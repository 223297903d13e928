const oneYear = 31536000;

export function remember(theme) {
  document.documentElement.dataset.theme = theme;
  // A name that begins with __Host- is taken only as secure, which a page by http cannot set.
  document.cookie = `${document.documentElement.dataset.themeCookie}=${theme}; path=/; max-age=${oneYear}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}
