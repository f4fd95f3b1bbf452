package io.govchain.adapter;

/**
 * Where an adapter's writes go.
 *
 * @param kind the kind of chain
 * @param chainId the chain's own id, compared with the registered one before anything is written
 * @param account the account that signs the writes, in the chain's notation
 */
public record AdapterDescription(String kind, long chainId, String account) {}
