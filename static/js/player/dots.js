/** Eleven dots for how it is, 0 to 10: radio buttons in a group. `value` is null while none is chosen. */

/** @param {HTMLElement} place @param {(value: number) => void} chosen called at each choice */
export function dotsOf(place, chosen) {
  const dots = [...place.querySelectorAll("input")];
  place.onchange = ({ target }) => chosen(Number(target.value));
  return {
    get value() {
      const dot = dots.find(({ checked }) => checked);
      return dot ? Number(dot.value) : null;
    },
    set value(value) {
      for (const dot of dots) dot.checked = value !== null && Number(dot.value) === value;
    },
  };
}
