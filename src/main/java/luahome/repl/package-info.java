@NullMarked
package luahome.repl;

import org.jspecify.annotations.NullMarked;
