/** The page: files of the classpath, and what browsers are told about them. */
package io.govchain.console.page;
