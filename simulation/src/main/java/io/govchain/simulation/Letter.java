package io.govchain.simulation;

/**
 * A signed message on its way. Nobody can send one in another's name.
 *
 * @param id never used again; a later letter has a greater one
 * @param from the sending process
 * @param to the receiving process
 * @param expires governance block time after which it is not taken
 */
record Letter(long id, String from, String to, String transaction, Message message, long expires) {}
