/**
 * How values, tables and errors look as text.
 *
 * <p>Everything here is a function from values to text: no input or output, no terminal (the caller gives the width),
 * and no Lua code runs, so that looking at a workspace can never do anything. Entries are read raw; a metamethod is
 * never called; of a metatable only a {@code __name} that is a string is looked at. Of a persistent table only what is
 * going to be shown is read, so showing a table with a million entries costs what showing a screenful costs.
 *
 * <p>What is complete reads like Lua source: strings are quoted, names stand bare, lists have no keys. What is left out
 * is said with its number ({@code … 99950 more}). Persistent tables carry their ID ({@code #42 { … }}), and a table
 * that was already shown is named by it. Strings are bytes in Lua: those that are valid UTF-8 are shown as they are,
 * all others as {@code \ddd}, control characters too, so that stored data cannot steer a terminal.
 *
 * <p>Used on the Lua thread, since HomeTables belong to it. The types have no state between calls.
 */
@NullMarked
package luahome.show;

import org.jspecify.annotations.NullMarked;
