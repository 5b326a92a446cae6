// Helps with the guide's forms in the admin: completion, live reading of hours and repetitions, position on a map.
// Everything is delegated from the document, so that rows added to a form work too.
import { followCompletion } from "./completer.js";
import { followPreviews } from "./apercu.js";
import { followPositions } from "./position.js";

followCompletion(document);
followPreviews(document);
followPositions(document);
