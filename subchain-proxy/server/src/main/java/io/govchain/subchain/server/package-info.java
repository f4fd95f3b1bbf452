/** The subchain proxy as a process: configuration and composition. */
package io.govchain.subchain.server;
