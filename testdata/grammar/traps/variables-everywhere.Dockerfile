ARG T=3.20
ARG P=linux/amd64
FROM --platform=$P alpine:${T:-latest} AS a
WORKDIR /${W}
USER $U:${G:-g}
COPY --chown=$U ${S} ${D:+/x}
EXPOSE ${PORT:-80}/tcp
VOLUME $V
STOPSIGNAL $S
LABEL a=${B}
