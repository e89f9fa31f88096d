@NullMarked
package luahome.lua;

import org.jspecify.annotations.NullMarked;
