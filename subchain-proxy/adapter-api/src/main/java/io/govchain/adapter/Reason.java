package io.govchain.adapter;

/**
 * Why a call had no effect.
 *
 * @param code stable kebab-case code
 * @param text for people, with the contract's own decoded error where it gave one
 */
public record Reason(String code, String text) {}
