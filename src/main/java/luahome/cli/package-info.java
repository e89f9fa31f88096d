@NullMarked
package luahome.cli;

import org.jspecify.annotations.NullMarked;
