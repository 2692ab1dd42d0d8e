FROM alpine
COPY	--chown=a	--from=b	c	d
COPY --link--parentse f
