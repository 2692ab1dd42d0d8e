FROM alpine
RUN --mount=type=bind,source=à,target=/b x
