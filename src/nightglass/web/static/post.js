// Send fields to the app. A form's token is renewed where the app was started anew meanwhile.

const meta = document.querySelector("meta[name=csrf]");

/** The token that every form carries. */
export const token = () => meta.content;

/** Ask whether the journal is open, and take over the token that holds now; null where the app does not answer. */
export async function pulse(here = false) {
  try {
    const answer = await fetch(here ? "/pulse?here=yes" : "/pulse", { headers: { accept: "application/json" } });
    if (!answer.ok) return { open: false, status: answer.status };
    const said = await answer.json();
    meta.content = said.csrf;
    return { ...said, status: 200 };
  } catch {
    return null;
  }
}

/**
 * Post fields (an object) or a body (a Blob, a FormData) and return {status, data}; status is 0 where the app does not answer.
 * `options.keepalive` lets it go on while the window closes (up to 64 KB).
 */
export async function post(path, fields, options = {}) {
  const plain = fields instanceof Blob || fields instanceof FormData ? fields : new URLSearchParams(fields);
  const once = () => fetch(path, {
    method: "POST",
    body: plain,
    keepalive: Boolean(options.keepalive),
    headers: { accept: "application/json", "x-csrftoken": token(), ...options.headers },
  });
  try {
    let answer = await once();
    if (answer.status === 403 && !options.keepalive && (await pulse())?.status === 200) answer = await once();
    const kind = answer.headers.get("content-type") || "";
    return { status: answer.status, data: kind.includes("json") ? await answer.json() : null };
  } catch {
    return { status: 0, data: null };
  }
}
