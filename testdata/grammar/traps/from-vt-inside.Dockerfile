FROM aASb
