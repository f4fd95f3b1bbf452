/** Work that goes on for as long as a service lives, whatever happens in between. */
package io.govchain.service.loop;
