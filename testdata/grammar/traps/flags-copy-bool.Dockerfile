FROM alpine
COPY --link=true --parents=FALSE a b
COPY --link=True a b
