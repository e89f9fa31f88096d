package luahome.lua.text;

import java.util.List;

/**
 * Where the text of a function stands in the text of its chunk.
 *
 * @param comments the comments directly above it, or above the statement or field that names it
 * @param start index of the first byte of the keyword `function`; neither a `local` before it nor a name that the
 *     function is assigned to is part of the function
 * @param parameters index of the parenthesis that opens the list of parameters; a name between it and the keyword is
 *     where the function is to be stored
 * @param end index behind its `end`
 * @param line the line of the keyword, from 1; that is `linedefined` of the prototype, but if a line ends between the
 *     keyword and the parenthesis, where the compiler may count the line of the latter
 * @param method whether it was defined as a method (`function a.b:c(...)`): it has a parameter `self` before those that
 *     are written
 */
record FunctionRange(List<Comments.Comment> comments, int start, int parameters, int end, int line, boolean method) {}
