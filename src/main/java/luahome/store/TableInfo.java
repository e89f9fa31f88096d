package luahome.store;

/**
 * What the index knows of a table.
 *
 * @param id the table's number, positive
 * @param entries number of its entries
 * @param bytes size of its keys and values as stored, in bytes
 */
public record TableInfo(long id, long entries, long bytes) {}
