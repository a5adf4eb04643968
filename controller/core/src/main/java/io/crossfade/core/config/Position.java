package io.crossfade.core.config;

/**
 * Where a node begins in its file.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(int line, int column) {}
