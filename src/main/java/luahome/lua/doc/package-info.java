/**
 * What is known of the library's functions: {@link luahome.lua.doc.LibraryDocs} reads the table {@code library.txt}
 * beside it and finds a {@link luahome.lua.doc.LibraryDoc} by name or by the function itself. Hints, completion and
 * {@code :doc} show it; a test compares the table with what the libraries really have.
 */
@NullMarked
package luahome.lua.doc;

import org.jspecify.annotations.NullMarked;
