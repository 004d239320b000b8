// A piece that was asked for and did not come: words in its place say so until it does. What was typed stays.
import { make } from "./find.js";

export function bindFailures() {
  const said = ({ detail }) => say(detail.target, wordsOf(detail.xhr));
  document.addEventListener("htmx:responseError", said);
  document.addEventListener("htmx:sendError", said);
  document.addEventListener("htmx:beforeSwap", ({ detail }) => detail.shouldSwap && failureIn(detail.target)?.remove());
}

const failureIn = (place) => place.querySelector(":scope > .failure");

function say(place, words) {
  failureIn(place)?.remove();
  place.append(make("span", { class: "failure text-loss", role: "alert" }, words));
}

function wordsOf(answer) {
  if (answer.status === 413) return "一次提交的文件太大，没有上传。请分几次上传，或压缩扫描件后再传。";
  const why = answer.status ? `服务器没有办成（${answer.status}）` : "网络不通，服务器没有应答";
  return `${why}。已填的内容还在，请稍后再试。`;
}
