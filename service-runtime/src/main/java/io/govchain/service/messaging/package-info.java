/** AMDP messages between services: delivered at least once, applied exactly once. */
package io.govchain.service.messaging;
