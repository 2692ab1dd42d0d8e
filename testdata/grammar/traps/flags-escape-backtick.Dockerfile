# escape=`
FROM alpine
COPY --chown=a` b --chmod=7\5 c d
