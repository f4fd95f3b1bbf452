/**
 * Carries calls that contracts of the subchain ask for through a gateway: each request becomes a
 * governed call of the gateway's application, handed in as any application's, and its outcome is
 * brought back to the gateway.
 */
package io.govchain.subchain.gateway;
