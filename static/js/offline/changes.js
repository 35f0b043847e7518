/*
 * What a person did, as the phone understands it until the server has it. The server keeps the same by the same rules
 * (webapp/person: favorites, own_routines, history); tests/cases/changes.json holds both to them.
 *
 * State: {favorites: [{kind, key, created_at}], history: [practice session], routines: [own routine]}, all newest first.
 */

/** The state of somebody who did nothing yet. */
export const emptyState = () => ({ favorites: [], history: [], routines: [] });

/** The state after one entry of the outbox (see local-store.js). Doing it twice changes nothing more. */
export function changed(state, { method, url, body = undefined, made, refused = undefined }) {
  const [, noun, kind, key] = url.split("/");
  if (url === "/you") return emptyState();
  if (noun === "favorites" && !refused) {
    const known = state.favorites.find((one) => one.kind === kind && one.key === key);
    const others = state.favorites.filter((one) => one !== known);
    if (method === "PUT") return known ? state : { ...state, favorites: [{ kind, key, created_at: made }, ...others] };
    return { ...state, favorites: others };
  }
  if (noun === "routines" && !refused) {
    const known = state.routines.find(({ id }) => id === kind);
    const others = state.routines.filter((one) => one !== known);
    const kept = method === "PUT" ? [{ created_at: made, ...known, ...body, id: kind }] : [];
    const newest = (a, b) => Date.parse(b.created_at) - Date.parse(a.created_at);
    return { ...state, routines: [...kept, ...others].sort(newest) };
  }
  if (noun === "history") {
    const others = state.history.filter(({ id }) => id !== (body?.id ?? kind));
    const sessions = method === "POST" ? [{ ...body, refused }, ...others] : others;
    // As the server orders them: by the moment, then by the id.
    const later = (a, b) => Date.parse(b.started_at) - Date.parse(a.started_at) || (a.id < b.id ? -1 : 1);
    return { ...state, history: sessions.sort(later) };
  }
  return state;
}
