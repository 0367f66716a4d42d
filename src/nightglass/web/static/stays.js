// A page that is shown only once stays until somebody leaves it, also when the journal locks itself meanwhile.
document.documentElement.dataset.stays = "";
