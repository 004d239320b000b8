// The token of the page, else of the cookie.
export function csrfToken() {
  const meta = document.querySelector("meta[name=csrf-token]")?.content;
  return meta || document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || "";
}
