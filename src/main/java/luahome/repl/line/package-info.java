@NullMarked
package luahome.repl.line;

import org.jspecify.annotations.NullMarked;
