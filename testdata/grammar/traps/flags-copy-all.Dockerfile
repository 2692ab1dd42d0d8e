FROM alpine
COPY --chown=a --from=b --chmod=755 --link --exclude=*.md --exclude=x --parents c d
