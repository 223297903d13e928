const oneYear = 31536000;

export function remember(theme) {
  document.documentElement.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=${oneYear}; samesite=lax`;
}
