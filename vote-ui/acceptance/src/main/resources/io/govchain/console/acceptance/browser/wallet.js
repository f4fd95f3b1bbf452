// A wallet as a browser extension puts it into every page: EIP-1193, announced by EIP-6963. Its key is not here.
(() => {
  const listeners = new Map();
  const provider = {
    async request({ method, params }) {
      const answer = JSON.parse(await window.govchainTestWallet(JSON.stringify({ method, params: params ?? [] })));
      if (answer.error) {
        throw Object.assign(new Error(answer.error.message), { code: answer.error.code, data: answer.error.data });
      }
      return answer.result;
    },
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
      return provider;
    },
    removeListener(event, listener) {
      listeners.set(event, (listeners.get(event) ?? []).filter((each) => each !== listener));
      return provider;
    },
  };
  const info = {
    uuid: '7a4f4b1e-5b7e-4c0e-9d3b-0f7f0c6c9a11',
    name: 'Test Wallet',
    icon: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8'/%3E%3C/svg%3E",
    rdns: 'io.govchain.test-wallet',
  };
  const announce = () =>
    window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }));
  window.addEventListener('eip6963:requestProvider', announce);
  announce();
})();
