/* What every entry stands on. Named in each of them so that it comes as one file (see tools/build). */
import "../lib/doses.js";
import "../lib/fragments.js";
import "../lib/messages.js";
import "../lib/ours.js";
import "../lib/refusable.js";
import "../lib/toast.js";
import "../map/page-cache.js";
import "../safety/safety-answers.js";
import "../shell/plain.js";
