package luahome.store.volume;

import java.util.List;

/**
 * What is wrong with a journal, in words.
 *
 * @param what a sentence without a full stop that names the file, says what is affected and what to do
 * @param losses a part of a sentence for each thing that is lost; none if all commits could be found
 */
public record JournalDamage(String what, List<String> losses) {}
