/**
 * Changes in the user's editor: {@link luahome.edit.EntryEditor} for the last entry,
 * {@link luahome.edit.FunctionEditor} for a function, {@link luahome.edit.ValueEditor} for a table or a value in one.
 *
 * <p>{@code TextEditor} starts the editor on a file and gives what is refused back to it, with the place
 * and the reason; a text is never lost. {@code EditedText} reads the text of a table, and
 * {@code TableEdit} brings the table to what it says, in place and in one transaction, so that tables stay
 * the same ones.
 */
@NullMarked
package luahome.edit;

import org.jspecify.annotations.NullMarked;
