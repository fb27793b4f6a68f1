"""Foreign formats, a module each. They run in the parser child only, which has no case and can be killed."""
