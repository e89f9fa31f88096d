package luahome.store.volume;

import java.util.List;
import luahome.store.Finding;

/**
 * What is wrong with a journal or with a home file as a whole, in words.
 *
 * @param kind which of the two it is
 * @param what a sentence without a full stop that names the file, says what is affected and what to do
 * @param losses a part of a sentence for each thing that is lost; none if all commits could be found
 */
public record VolumeDamage(Finding.Kind kind, String what, List<String> losses) {}
