FROM alpine
RUN --mount="type=bind,source=a b,target=/c" --mount=type=secret,id='x y' echo
