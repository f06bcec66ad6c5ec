/** The last response of each type: the streams of a group get the same one at the same time, so it is put together once. */
export class ResponseMemo {
    #last = new Map();
    encoded(typeUrl, nonce, composition) {
        if (composition.key === undefined)
            return composition.encode(nonce);
        const key = `${composition.key}\0${nonce}`;
        const last = this.#last.get(typeUrl);
        if (last?.key === key)
            return last.response;
        const response = composition.encode(nonce);
        this.#last.set(typeUrl, { key, response });
        return response;
    }
}
//# sourceMappingURL=response-memo.js.map