/** Why and with which code a service process ends. */
package io.govchain.service.exit;
