package luahome.store;

import java.nio.file.Path;

/**
 * Facts about a workspace's files.
 *
 * @param file the store file
 * @param fileBytes its size in bytes
 * @param journalBytes size of the journal beside it in bytes
 * @param formatVersion version of the file format
 */
public record StoreInfo(Path file, long fileBytes, long journalBytes, int formatVersion) {}
