/** The loop at the prompt, and a session from its beginning to its end. */
@NullMarked
package luahome.prompt;

import org.jspecify.annotations.NullMarked;
