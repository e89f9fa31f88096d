package luahome.lua.text;

/**
 * A token of source text.
 *
 * @param start index of its first byte in the text
 * @param end index behind its last byte
 * @param line the line it ends in, from 1: a string may go over several
 */
public record Token(TokenKind kind, int start, int end, int line) {}
