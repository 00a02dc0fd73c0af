"""The running thing: clock, settings, store, documents in, tick, dispatch, scheduler, web, command line."""
