/** Whether this is an iPhone or iPad. An iPad says that it is a Macintosh; no Macintosh has a screen for fingers. */
export const isApple = ({ userAgent, maxTouchPoints } = navigator) =>
  /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
