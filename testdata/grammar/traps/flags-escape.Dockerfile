FROM alpine
COPY --chown=a\ b --chmod=7\5\5 c d
COPY --chown='a\'b' e f
