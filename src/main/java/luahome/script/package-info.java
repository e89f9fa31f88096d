/**
 * Files and pipes of Lua and commands.
 *
 * <p>{@link luahome.script.Script} takes a script apart into {@link luahome.script.ScriptPart}s: meta-commands are
 * lines that begin with {@code :} and a letter where the Lua before them is complete; the Lua between them is one chunk
 * if it compiles as one, and otherwise entries as at the prompt. All of it is compiled and looked up before any of it
 * runs. {@link luahome.script.ScriptRunner} runs the parts, each as one transaction, until the first error.
 *
 * <p>{@link luahome.script.InitFile} is {@code init.lua}, which runs only if someone has agreed to what stands in it;
 * {@link luahome.script.TrustedFiles} remembers that, outside of all workspaces.
 */
@NullMarked
package luahome.script;

import org.jspecify.annotations.NullMarked;
