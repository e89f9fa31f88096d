/**
 * Finds what names, numbers and paths stand for, and lists what there is, without running code.
 *
 * <p>{@link luahome.lookup.TablePath} goes along a path that someone wrote ({@code _home.jobs[3]}, {@code #42});
 * {@link luahome.lookup.NamePath} reads such a path out of an entry, and {@link luahome.lookup.RawLookup} looks up what
 * it is worth: raw entries only, no metamethod, no table brought into memory. {@link luahome.lookup.DidYouMean} and
 * {@link luahome.lookup.Spelling} find what someone probably meant. {@link luahome.lookup.TableListing},
 * {@link luahome.lookup.MetaListing} and {@link luahome.lookup.HeapUse} are listings;
 * {@link luahome.lookup.PathCompletion} serves the shells.
 *
 * <p>What cannot be found raises a {@link luahome.lookup.CommandException}, a sentence without a position. Used on the
 * Lua thread.
 */
@NullMarked
package luahome.lookup;

import org.jspecify.annotations.NullMarked;
