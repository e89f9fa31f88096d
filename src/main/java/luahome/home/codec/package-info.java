/**
 * Keys, values and names as bytes.
 *
 * <p>{@link luahome.home.codec.EntryCodec} turns entries into bytes and back: a tag ({@link luahome.store.Tags}) and
 * what follows it, such that keys sort as booleans, numbers by value, strings by unsigned bytes, objects by number.
 * Objects are stored as references: a kind ({@link luahome.home.codec.ObjectKind}) and a number.
 * {@link luahome.home.codec.Builtins} are the functions and tables that the machine brings along: they are stored by
 * name, and are the same objects again.
 *
 * <p>The codec asks for objects through {@link luahome.home.codec.EntryCodec.Objects} and so makes no object itself.
 * Bytes that do not decode raise damage, in a sentence.
 */
@NullMarked
package luahome.home.codec;

import org.jspecify.annotations.NullMarked;
