FROM alpine
RUN --mount=type=tmpfs,target=/a\ 
RUN --mount="type=tmpfs,target=/b\
