package io.crossfade.core.config;

/**
 * One fault of a plan file.
 *
 * @param path where in the document, such as {@code steps[0].candidate}
 * @param position where in the file
 * @param length how many characters to mark, at least 1
 * @param message {@code name: value (expected: constraint)}, or a sentence where there is no value
 * @param suggestion what was probably meant; empty where nothing comes to mind
 */
public record Problem(String path, Position position, int length, String message, String suggestion) {}
