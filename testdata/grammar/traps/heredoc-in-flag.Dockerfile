FROM alpine
RUN --mount=type=bind,source="a <<EOF" true
COPY --chown=1 --exclude="x <<Y" a b
