package io.govchain.console.export;

import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param title in Chinese and English
 * @param value a Long, or anything whose text is written; null for an empty cell
 */
record Column<T>(String title, Function<T, Object> value) {}
