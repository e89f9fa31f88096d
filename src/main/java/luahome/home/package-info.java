@NullMarked
package luahome.home;

import org.jspecify.annotations.NullMarked;
