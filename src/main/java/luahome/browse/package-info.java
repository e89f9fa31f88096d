/**
 * The full-screen browser of a workspace, without the screen.
 *
 * <p>{@link luahome.browse.BrowserModel} is what is seen: a tree of open tables, a place in it, and an order. It
 * never changes; each step makes another one, so that going back is having kept the one before. A model holds no
 * entries but the sorted keys of small tables: rows are read from the tables as they are shown, raw and without running
 * code, and a row is found by its number without reading those before it. So a table of a million keys costs what its
 * screenful costs.
 *
 * <p>{@link luahome.browse.Browser} is what happens: keys go in, a {@link luahome.browse.ScreenContent} comes out, which
 * says what the screen shows but not how. It changes the workspace through {@link luahome.browse.Workspace} only,
 * one transaction for each edit. Reading keys and drawing frames are the terminal's.
 *
 * <p>All of it is used on the Lua thread.
 */
@NullMarked
package luahome.browse;

import org.jspecify.annotations.NullMarked;
