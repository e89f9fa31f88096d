@NullMarked
package luahome.show;

import org.jspecify.annotations.NullMarked;
