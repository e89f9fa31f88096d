package luahome.lua;

/**
 * Where the text of a function stands in the text of its chunk.
 *
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
public record FunctionText(int start, int parameters, int end, int line, boolean method) {}
