// Nothing of a journal is kept in the browser's own storage, not even the address of a page, as htmx would do.
Storage.prototype.setItem = () => { throw new DOMException("Nightglass keeps nothing in the browser.", "SecurityError"); };
