/** How a service process starts and ends. */
package io.govchain.service.launch;
